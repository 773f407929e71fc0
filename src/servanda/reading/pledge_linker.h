// Resolves what each step is about to one of the pledges that the document has spoken of, or to a
// new one. Internal to this stage: others call link_steps().
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "servanda/reading/pledge_links.h"
#include "servanda/reading/thing_likeness.h"

namespace servanda::reading {

// Drafts are known by their place in the list; SIZE_MAX: none.
class Linker {
 public:
  // Keeps a reference to the scene.
  Linker(const PledgeScene& scene, std::vector<Step> steps)
      : scene_(scene), tree_(scene.tree()), steps_(std::move(steps)) {}

  std::vector<PledgeDraft> link();

 private:
  void name(const Step& step);
  size_t resolve(const Step& step, const Thing& thing);
  bool is_for_pronoun(const Thing& thing) const;
  size_t resolve_known(const Step& step, const Thing& thing) const;
  Relation relation(const Thing& thing, const PledgeDraft& draft) const;
  size_t last_of(uint32_t kinds, uint32_t token, uint32_t reach) const;
  size_t last_among(uint32_t kinds, uint32_t token, uint32_t reach, bool seen_by_rules) const;
  size_t first_looked() const;
  size_t same_as(const Thing& thing) const;
  bool likelier(size_t draft, size_t than) const;
  bool opens_with_reference(const Step& step) const;
  bool parties_allow(const Step& step, const PledgeDraft& draft) const;
  size_t add_another(const Step& step, Thing thing);
  size_t add(Thing thing, size_t whole, const Step& step);
  void take(size_t index, const Step& step);

  // pledge_antecedents.cc: what the words before name, whether or not a step was told of it.
  size_t named_before(const Step& step, uint32_t kinds);
  bool is_compared_with(uint32_t noun) const;
  uint32_t last_named_works(const Step& step, const Thing& thing) const;

  // pledge_parts.cc: parts of what was spoken of.
  size_t whole_of(size_t draft) const;
  size_t part_of_possessor(const Step& step, const Thing& thing);
  size_t resolve_number(const Step& step, const Thing& thing);
  std::vector<Thing> things_counted(uint32_t number) const;
  size_t add_part(const Step& step, Thing thing, size_t whole);

  const PledgeScene& scene_;
  const event::Tree& tree_;
  std::vector<Step> steps_;
  std::vector<PledgeDraft> drafts_;
  std::vector<size_t> last_about_, partly_;
  uint32_t last_about_sentence_ = 0;
  bool by_rules_ = true;  // the step at hand
};

}  // namespace servanda::reading
