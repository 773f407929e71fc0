// Compiles the model of the coder, when the program is built.
//
//   servanda_compile_model MODEL COMPILED
#include <fstream>
#include <iostream>
#include <sstream>

#include "servanda/event/coder_model.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "servanda_compile_model MODEL COMPILED\n";
    return 2;
  }
  std::ostringstream file;
  file << std::ifstream(argv[1], std::ios::binary).rdbuf();
  const auto model = servanda::event::read_coder_model(file.str());
  if (!model) {
    std::cerr << model.error().text() << "\n";
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << servanda::event::compile_model(*model);
  return out.flush() ? 0 : 1;
}
