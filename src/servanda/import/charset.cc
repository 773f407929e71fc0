// Detects the charset of a text and decodes it with ICU.
#include "servanda/import/charset.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <memory>

#include "servanda/base/utf8.h"

namespace servanda::import {
namespace {

struct Mark {
  std::string_view bytes;
  const char* charset;
};
// The longer marks first: UTF-32's begins as UTF-16's does.
constexpr Mark kMarks[] = {{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                           {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                           {"\xEF\xBB\xBF", "UTF-8"},
                           {"\xFF\xFE", "UTF-16LE"},
                           {"\xFE\xFF", "UTF-16BE"}};

bool valid_utf8(std::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const size_t length = base::utf8_sequence_length(bytes.substr(i));
    if (length == 0) return false;
    i += length;
  }
  return true;
}

// What calls itself Latin-1 or ASCII holds Windows' quotation marks in practice (as in WHATWG's
// Encoding Standard).
std::string as_browsers_read(std::string_view charset) {
  std::string lower(charset);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const bool latin = lower == "iso-8859-1" || lower == "iso8859-1" || lower == "latin1" ||
                     lower == "us-ascii" || lower == "ascii";
  return latin ? "windows-1252" : std::string(charset);
}

std::string detected_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            &ucsdet_close);
  const std::string_view sample = bytes.substr(0, 1 << 16);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return "windows-1252";
  const char* name = ucsdet_getName(match, &status);
  return U_FAILURE(status) ? "windows-1252" : as_browsers_read(name);
}

void append_code_point(std::string& text, UChar32 c) {
  char buffer[U8_MAX_LENGTH];
  int32_t length = 0;
  UBool failed = false;
  U8_APPEND(reinterpret_cast<uint8_t*>(buffer), length, U8_MAX_LENGTH, c, failed);
  if (failed) {
    text += "\xEF\xBF\xBD";
  } else {
    text.append(buffer, static_cast<size_t>(length));
  }
}

// A run goes on while a character has as many bytes in the text as in the file.
void add_run(std::vector<record::OriginRun>& runs, uint32_t text_begin, uint64_t origin_begin,
             uint32_t size) {
  if (!runs.empty()) {
    record::OriginRun& last = runs.back();
    if (last.text_begin + last.size == text_begin &&
        last.origin_begin + last.size == origin_begin) {
      last.size += size;
      return;
    }
  }
  runs.push_back({text_begin, origin_begin, size});
}

base::Result<Decoded> convert(std::string_view bytes, size_t skip, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) {
    return base::Error{base::ErrorCode::kRefused,
                       fmt::format("the charset '{}' is not known", charset), ""};
  }
  Decoded decoded{.text = {}, .charset = charset, .origin = {}};
  decoded.text.reserve(bytes.size());
  const char* source = bytes.data() + skip;
  const char* limit = bytes.data() + bytes.size();
  while (source < limit) {
    const char* begin = source;
    status = U_ZERO_ERROR;
    UChar32 c = ucnv_getNextUChar(converter.get(), &source, limit, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    if (U_FAILURE(status)) c = 0xFFFD;
    if (source == begin) ++source;  // never stand still
    const auto at = static_cast<uint32_t>(decoded.text.size());
    append_code_point(decoded.text, c);
    add_run(decoded.origin, at, static_cast<uint64_t>(begin - bytes.data()),
            static_cast<uint32_t>(decoded.text.size()) - at);
  }
  return decoded;
}

}  // namespace

base::Result<Decoded> decode(std::string_view bytes, std::string_view declared) {
  std::string charset;
  size_t skip = 0;
  for (const Mark& mark : kMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    charset = mark.charset;
    skip = mark.bytes.size();
    break;
  }
  if ((charset.empty() || charset == "UTF-8") && valid_utf8(bytes) &&
      bytes.find('\0') == std::string_view::npos) {
    Decoded decoded{.text = std::string(bytes.substr(skip)), .charset = "UTF-8", .origin = {}};
    if (skip > 0) decoded.origin.push_back({0, skip, static_cast<uint32_t>(bytes.size() - skip)});
    return decoded;
  }
  if (charset.empty() && !declared.empty()) {
    // A page that declares a charset that does not fit its bytes lies: then the bytes decide.
    auto decoded = convert(bytes, 0, as_browsers_read(declared));
    if (decoded && decoded->text.find("\xEF\xBF\xBD") == std::string::npos) return decoded;
  }
  if (charset.empty()) charset = detected_charset(bytes);
  auto decoded = convert(bytes, skip, charset);
  if (decoded && decoded->text.find('\0') != std::string::npos) {
    return base::Error{base::ErrorCode::kRefused, "is binary, not text", ""};
  }
  return decoded;
}

}  // namespace servanda::import
