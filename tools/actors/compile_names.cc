// Compiles the table of names, when the program is built.
//
//   servanda_compile_names OWN NAMES TABLE
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "servanda/actor/names.h"

namespace {

std::string read(const char* path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "servanda_compile_names OWN NAMES TABLE\n";
    return 2;
  }
  const auto table = servanda::actor::NameTable::create(read(argv[1]), read(argv[2]));
  if (!table) {
    std::cerr << table.error().text() << "\n";
    return 1;
  }
  std::ofstream out(argv[3], std::ios::binary);
  out << table->bytes();
  return out.flush() ? 0 : 1;
}
