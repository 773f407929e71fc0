// Who is bound by a norm.
#pragma once

#include <string>
#include <string_view>

namespace servanda::treaty {

// Returns who the subject of a norm names: "each_party", "parties_jointly", "body", or the one
// party that is bound, in the words of the subject; empty where the subject is a thing.
std::string addressee_of(std::string_view subject);

// Returns who is bound by a sentence that carries a commitment and whose subject names nobody:
// "There shall be a league between them", "Les Parties se consulteront", "The Parties reaffirm".
std::string addressee_of_sentence(std::string_view sentence);

}  // namespace servanda::treaty
