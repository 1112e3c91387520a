#include "article/html_sums.h"

#include <algorithm>

namespace dateline::article {
namespace {

constexpr double kMostLinked = 0.33;  // of a part that may count as prose

bool leadsElsewhere(const HtmlPage& page, std::uint32_t heading) {
  constexpr std::uint32_t kMostLookedAt = 200;  // headings may stand in headings
  const std::uint32_t end = std::min(page.tree.nodes[heading].end, heading + kMostLookedAt);
  for (std::uint32_t i = heading + 1; i < end; ++i)
    if (page.tree.nodes[i].tag == Tag::a &&
        page.tree.get(page.tree.nodes[i], Attribute::href).find('#') != std::string_view::npos)
      return false;
  return true;
}

void sumRuns(const HtmlPage& page, const FoundArticle& found, std::vector<Sums>& all) {
  for (const Run& run : page.runs) {
    if (found.dropped[run.container]) continue;
    Sums& sums = all[run.container];
    const std::uint32_t prose = proseOf(page, run);
    sums.characters += run.characters;
    sums.linked += run.linked;
    sums.prose += prose;
    if (prose > 0)
      sums.value += prose;
    else if (run.linked * 2 > run.characters)
      sums.value -= 5 + run.characters / 2.0;
    else if (page.styles[run.container].kind != BlockKind::heading)
      sums.value -= 3;
  }
}

void addTo(Sums& above, const Sums& sums) {
  above.characters += sums.characters;
  above.linked += sums.linked;
  above.prose += sums.prose;
  above.links += sums.links;
  above.guards += sums.guards;
  above.notes += sums.notes;
  above.linkedHeadings += sums.linkedHeadings;
  above.headingsOfReports += sums.headingsOfReports;
  above.value += sums.value;
}

}  // namespace

std::uint32_t proseOf(const HtmlPage& page, const Run& run) {
  if (page.styles[run.container].kind == BlockKind::heading) return 0;
  const std::uint32_t plain = run.characters - run.linked;
  const bool prose = plain >= (run.sentence ? 22u : 70u) && run.linked * 2 <= run.characters;
  return prose ? plain : 0;
}

std::vector<Sums> sumsOf(const HtmlPage& page, const FoundArticle& found) {
  const auto& nodes = page.tree.nodes;
  std::vector<Sums> all(nodes.size());
  sumRuns(page, found, all);
  for (auto i = static_cast<std::uint32_t>(nodes.size()); i-- > 1;) {
    if (found.dropped[i]) continue;
    Sums& sums = all[i];
    const Tag tag = nodes[i].tag;
    const bool linked = sums.characters > 0 && sums.linked > kMostLinked * sums.characters;
    if (linked && tag != Tag::body && tag != Tag::html) sums.value = std::min(sums.value, 0.0);
    const bool mostlyLink = sums.linked * 5 >= sums.characters * 4;
    if (tag == Tag::a) ++sums.links;
    if (isHeading(tag) && sums.characters > 0 && mostlyLink)
      ++(leadsElsewhere(page, i) ? sums.linkedHeadings : sums.headingsOfReports);
    const bool title = tag == Tag::h1 && sums.characters > 0 && !mostlyLink;
    if (title || tag == Tag::main || found.hints[i] == Hint::article) ++sums.guards;
    if (page.notes.lists.contains(i)) ++sums.notes;
    addTo(all[nodes[i].parent], sums);
  }
  return all;
}

}  // namespace dateline::article
