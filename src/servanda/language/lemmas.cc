// Looks up lemma exceptions and applies suffix rules.
#include "servanda/language/lemmas.h"

#include <algorithm>

#include "servanda/language/lemma_key.h"

namespace servanda::language {
namespace {

constexpr size_t kLongestForm = 256;

base::Result<HashTable> hash_table(const ModelFile& file, std::string_view keys_name,
                                   std::string_view values_name) {
  const Table keys = SERVANDA_TRY(file.table(keys_name, CellType::kUint32, 1));
  const Table values = SERVANDA_TRY(file.table(values_name, CellType::kUint32, 1, keys.columns));
  if (!std::has_single_bit(keys.columns)) {
    return base::Error{base::ErrorCode::kInternal,
                       "the language model is damaged (the size of a table): install it again",
                       "model"};
  }
  return HashTable{reinterpret_cast<const uint32_t*>(keys.data),
                   reinterpret_cast<const uint32_t*>(values.data), keys.columns - 1};
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Lower-cases ASCII letters and makes the curly apostrophe plain; returns the size.
size_t lower(std::string_view form, char* out) {
  size_t size = 0;
  for (size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '\xE2' && form.substr(i, 3) == "\u2019") {
      out[size++] = '\'';
      i += 2;
      continue;
    }
    out[size++] = is_upper(form[i]) ? static_cast<char>(form[i] + 32) : form[i];
  }
  return size;
}

bool capitalised(std::string_view form) {
  return form.size() > 2 && is_upper(form[0]) &&
         std::none_of(form.begin() + 1, form.end(), is_upper);
}

}  // namespace

base::Result<Lemmas> Lemmas::create(const ModelFile& file) {
  Lemmas lemmas;
  lemmas.rules_ = SERVANDA_TRY(hash_table(file, "lemma.rule.keys", "lemma.rules"));
  lemmas.words_ = SERVANDA_TRY(hash_table(file, "lemma.word.keys", "lemma.words"));
  const Table pool = SERVANDA_TRY(file.table("lemma.pool", CellType::kUint8, 1));
  lemmas.pool_ = {pool.data, pool.columns};
  return lemmas;
}

uint16_t Lemmas::append(std::string_view form, uint32_t index, Tag tag, std::string& out) const {
  const size_t before = out.size();
  if (form.size() > kLongestForm) {
    size_t size = kLongestForm;
    while (size > 0 && (static_cast<unsigned char>(form[size]) & 0xC0u) == 0x80u) --size;
    out.append(form.substr(0, size));
    return static_cast<uint16_t>(out.size() - before);
  }
  char buffer[kLongestForm];
  const std::string_view low(buffer, lower(form, buffer));
  const bool proper = tag.upos == record::Upos::kPROPN;
  const auto restore_case = [&] {
    const bool adjective = tag.upos == record::Upos::kADJ && capitalised(form) && !out.empty();
    if ((proper || adjective) && out.size() > before && is_upper(form[0]) && out[before] >= 'a' &&
        out[before] <= 'z') {
      out[before] = static_cast<char>(out[before] - 32);
    }
    return static_cast<uint16_t>(out.size() - before);
  };
  if (const uint32_t found = words_.find(lemma_key(low, index, 1)); found != HashTable::kNone) {
    const size_t size = found >> 24, begin = found & 0xFFFFFFu;
    if (begin <= pool_.size()) out.append(pool_.substr(begin, size));
    return proper ? restore_case() : static_cast<uint16_t>(out.size() - before);
  }
  for (size_t n = std::min(kLongestLemmaSuffix, low.size()) + 1; n-- > 0;) {
    const uint32_t rule = rules_.find(lemma_key(low.substr(low.size() - n), index, 0));
    if (rule == HashTable::kNone) continue;
    const size_t cut = rule >> 24, size = (rule >> 16) & 0xFFu, begin = rule & 0xFFFFu;
    if (cut >= low.size() + size || cut > low.size() || begin > pool_.size()) break;
    const std::string_view stem = proper && form.size() == low.size() ? form : low;
    out.append(stem.substr(0, low.size() - cut)).append(pool_.substr(begin, size));
    return restore_case();
  }
  out.append(proper && form.size() == low.size() ? form : low);
  return restore_case();
}

}  // namespace servanda::language
