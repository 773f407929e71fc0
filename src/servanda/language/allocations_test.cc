// Parsing takes no memory for a token: all is taken once and reused. This file counts the
// allocations of the program.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "servanda/language/engine.h"

namespace {
std::atomic<size_t> allocations = 0;

void* counted(size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  std::abort();
}
}  // namespace

void* operator new(size_t size) { return counted(size); }
void* operator new[](size_t size) { return counted(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

namespace servanda::language {
namespace {

std::string text_of(size_t sentences) {
  std::string text;
  for (size_t i = 0; i < sentences; ++i) {
    text += "The ministry, which had denied it in Bern, said on Tuesday that " + std::to_string(i) +
            " of the ships of Norland's fleet weren't sold, and Dr. Lind agreed.";
    text += i % 5 == 4 ? "\n\n" : " ";
  }
  return text;
}

size_t allocations_of(const Engine& engine, const std::string& text, Engine::Workspace& workspace,
                      record::Parse& parse) {
  const size_t before = allocations;
  engine.parse(text, workspace, parse);
  return allocations - before;
}

TEST(Engine, TakesNoMemoryForATokenOnceItIsWarm) {
  for (const Preset preset : {Preset::kBase, Preset::kSmall}) {
    const Engine engine = Engine::create(preset).value();
    Engine::Workspace workspace;
    record::Parse parse;
    const std::string few = text_of(50), many = text_of(1100);
    engine.parse(many, workspace, parse);
    const size_t tokens = parse.tokens.size();
    ASSERT_GT(tokens, 30'000u);
    const size_t for_many = allocations_of(engine, many, workspace, parse);
    const size_t for_few = allocations_of(engine, few, workspace, parse);
    // What is left are the doublings of the list of paragraphs: a handful a document, whatever its
    // length.
    EXPECT_LE(for_few, 32u);
    EXPECT_LE(for_many, 32u) << "for " << tokens << " tokens";
  }
}

TEST(Engine, CountsTheMemoryThatIsTaken) {
  const size_t before = allocations;
  std::string* held = new std::string(100, 'x');
  EXPECT_GE(allocations - before, 2u);
  delete held;
}

}  // namespace
}  // namespace servanda::language
