// Words that report a step of a pledge, kinds of the things pledged, words of domains, as the
// tables of data/reading give them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "servanda/base/result.h"
#include "servanda/record/reading.h"

namespace servanda::reading {

// What sort of thing a noun names; a noun may be of several kinds.
enum Kind : uint32_t {
  kPaper = 1,
  kTalks = 2,
  kProcess = 4,
  kGoods = 8,
  kWorks = 16,
  kMoney = 32,
  kScheme = 64,
  kSatellite = 128,
  kNoPledge = 256,  // a law, a price: nothing that is pledged
  kHolder = 8192,   // who has or does it: "the two states"; nothing that is pledged
  kRight = 4096,    // what one lets another do: a licence, the right to fish
  kForce = 2048,    // troops and experts: trained, equipped, sent
  kMeasure = 1024,  // counts the thing: "metres of gas"
  kWrapper = 512    // says nothing of the thing: "contract for", "fate of"
};
inline constexpr uint32_t kAnyKind = 0;

// Who the subject of the word is.
enum class Side : uint8_t { kGives, kReceives, kBoth, kNone };

// How the object of the word is found.
enum class ObjectPlace : uint8_t {
  kObject,
  kSubject,
  kObjectOrSubject,
  kComplement,
  kPreposition,
  kAntecedent  // what the text spoke of last: "Ground was broken in May"
};

struct VerbEntry {
  record::Stage stage = record::Stage::kNone;
  ObjectPlace place = ObjectPlace::kObject;
  std::string_view preposition;  // of kPreposition
  Side side = Side::kGives;
  bool active_only = false;
  bool undertaken_only =
      false;                  // a step only where it is promised, agreed or planned: "clear mines"
  bool denied_only = false;   // a step only where it is denied: "never materialised"
  uint32_t kinds = kAnyKind;  // kinds that the object must have one of
  std::string_view middle, particle;  // "put_into_operation": "into", "operation"
};

// What a noun needs to report a step by itself.
enum class NounNeed : uint8_t { kNothing, kTime, kObject, kClaim, kPlanned };

struct NounEntry {
  record::Stage stage = record::Stage::kNone;
  NounNeed need = NounNeed::kNothing;
};

// Words after "be", "remain", "become" that say how far a thing is.
struct PredicateEntry {
  record::Stage stage = record::Stage::kNone;
  uint32_t kinds = kAnyKind;
  std::vector<std::string_view> words;
};

// Classes of words that tell how real a step is and on whose word.
enum Voice : uint32_t {
  kReport = 1,
  kAdmit = 2,
  kDeny = 4,
  kDoubt = 8,
  kRetract = 16,
  kHedge = 32,
  kClaimNoun = 64,
  kMedia = 128,
  kOfficialMedia = 256,
  kForecast = 512,
  kHope = 1024,
  kPlan = 2048,
  kPromise = 4096,
  kAgree = 8192,
  kFail = 16384,
  kAspect = 32768,
  kPartly = 65536,
  kStall = 131072,
  kOfficial = 262144,
  kFactive = 524288,
  kAccuse = 1048576
};

struct NounKind {
  uint32_t kinds = 0;
  std::vector<std::string_view> classes;
};

class PledgeWords {
 public:
  // Reads the embedded tables. Errors: kInternal with table and line.
  static base::Result<PledgeWords> create();

  const std::vector<VerbEntry>* verb(std::string_view lemma) const;
  const std::vector<NounEntry>* noun(std::string_view lemma) const;
  const std::vector<PredicateEntry>& predicates() const { return predicates_; }
  // Returns the kinds and classes of a lower-case lemma; nullptr for other nouns.
  const NounKind* kind(std::string_view lemma) const;
  // Returns the number of the domain that a lower-case lemma speaks for, in the order of the table;
  // -1 if none.
  int domain(std::string_view lemma) const;
  // Returns the bits of enum Voice of a lower-case lemma.
  uint32_t voice(std::string_view lemma) const;
  const std::vector<std::string_view>& domains() const { return domain_names_; }

 private:
  template <typename Value>
  using Map = std::unordered_map<std::string_view, Value>;

  base::Result<void> read_verbs(std::string_view table);
  base::Result<void> read_nouns(std::string_view table);
  base::Result<void> read_predicates(std::string_view table);
  base::Result<void> read_kinds(std::string_view table);
  base::Result<void> read_voices(std::string_view table);
  void read_domains(std::string_view table);

  // Keys and words are views into the embedded tables.
  Map<std::vector<VerbEntry>> verbs_;
  Map<std::vector<NounEntry>> nouns_;
  Map<NounKind> kinds_;
  Map<int> domains_;
  Map<uint32_t> voices_;
  std::vector<PredicateEntry> predicates_;
  std::vector<std::string_view> domain_names_;
};

}  // namespace servanda::reading
