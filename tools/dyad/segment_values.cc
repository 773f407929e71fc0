// Segments values: one number a line on standard input, the first index of each new segment a line
// on standard output.
#include <fmt/format.h>

#include <iostream>
#include <vector>

#include "servanda/dyad/breaks.h"

int main() {
  std::vector<double> values;
  for (double value = 0; std::cin >> value;) values.push_back(value);
  for (const size_t start : servanda::dyad::segment_values(values)) fmt::print("{}\n", start);
  return 0;
}
