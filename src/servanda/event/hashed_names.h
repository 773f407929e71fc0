// The names of tags, relations and types with their hashes: features ask for them all the time.
#pragma once

#include "servanda/event/hashed_text.h"
#include "servanda/record/event.h"
#include "servanda/record/parse.h"

namespace servanda::event {

const HashedText& hashed(record::Upos upos);
const HashedText& hashed(record::Deprel deprel);
const HashedText& hashed(record::EntityType type);
const HashedText& hashed(record::EventType type);
const HashedText& hashed(record::Status status);

}  // namespace servanda::event
