// Writes events as graphs: FollowTheMoney entities for Aleph and its kin, GraphML for Gephi, igraph
// and networkx.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "servanda/record/reading.h"

namespace servanda::exchange {

// Gathers readings and writes FollowTheMoney entities as JSON lines: a Document for each document,
// a PublicBody, Organization or LegalEntity for each actor, an Event for each event, which names
// its actors as `involved` and its document as `proof`.
class FollowTheMoneyWriter {
 public:
  // Appends the document and the events of a reading.
  void add(const record::Reading& reading, std::string& out);
  // Appends the actors that were named.
  void finish(std::string& out);

 private:
  std::map<std::string, record::Actor> actors_;  // by entity id
};

// Gathers readings and writes one GraphML graph: a node for each code, a directed edge for each
// pair of actor and recipient of each event, with type, mode, date, status, claim, score,
// confidence, what, document and words.
class GraphmlWriter {
 public:
  static std::string_view head();
  // Appends the edges of a reading.
  void add(const record::Reading& reading, std::string& out);
  // Appends the nodes, and closes the graph.
  void finish(std::string& out);

 private:
  std::map<std::string, std::string> nodes_;  // code -> name
  uint64_t edges_ = 0;
};

}  // namespace servanda::exchange
