// The brief's plain English: names, dates, amounts, lists and quotations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "servanda/record/actor.h"
#include "servanda/record/amount.h"
#include "servanda/record/date.h"
#include "servanda/record/document.h"

namespace servanda::brief {

// "RUS" gives "Russia", "USA" "the United States"; an unknown code is given back.
std::string name_of(std::string_view code);
// "RUS" gives "Russian"; empty if unknown.
std::string adjective_of(std::string_view code);
// "nuclear_energy" gives "nuclear energy".
std::string field_name(std::string_view code);
// "no_aid_to_aggressor" gives "no aid to an aggressor".
std::string commitment_name(std::string_view code);

// "17 January 2025", "autumn 2015", "January to October 2024", "about 20 April 2024"; "" if
// unknown.
std::string in_words(const record::Date& date);
// With its preposition: "on 17 January 2025", "in 2015", "by 17 January 2025", "since February
// 2022"; "" if unknown.
std::string when(const record::Date& date);
// Without the year, for lists under a year's heading: "17 January", "October", "autumn", "" for the
// year alone.
std::string within_year(const record::Date& date);
// The day by which dates are put in order: the first that it may mean; the last where its beginning
// is open.
record::DayNumber display_day(const record::Date& date);
// The year in which the date begins (ends, if its beginning is open); 0 if unknown.
int year_of(const record::Date& date);

// "$2.5 billion", "€1.6 billion", "15 percent", "about 24 aircraft".
std::string in_words(double value, std::string_view unit, record::Approximation approximation);
std::string in_words(const record::Amount& amount);

// "A", "A and B", "A, B and C".
std::string join(const std::vector<std::string>& parts);
// The actors by name, each once: persons and offices as they are named, states by state name.
std::string names_of(const std::vector<record::Actor>& actors);
std::string names_of_codes(const std::vector<std::string>& codes);

// White space collapsed, ends trimmed.
std::string tidy(std::string_view text);
// The words in quotation marks; at most `limit` bytes, cut at a word with an ellipsis.
std::string quoted(std::string_view text, size_t limit = 280);
// At most `limit` bytes, cut at a word with an ellipsis.
std::string shortened(std::string text, size_t limit);
std::string capitalised(std::string text);
// "no", "three", "14".
std::string number_words(size_t number);
// "one pledge", "14 pledges".
std::string counted(size_t number, std::string_view singular, std::string_view plural);
// Who published the document: its source, else its title, else the name of its file, else its id.
std::string publisher(const record::Document& document);
// Returns the same, but nothing for a document that is known by its id alone.
std::string known_publisher(const record::Document& document);

}  // namespace servanda::brief
