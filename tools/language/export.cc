#include "export.h"
namespace servanda::tools {
int write_model(const std::string&, Network&, const Vocabulary&, const Corpus&) { return 0; }
}  // namespace servanda::tools
