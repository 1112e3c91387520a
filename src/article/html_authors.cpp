#include "article/html_authors.h"

#include <vector>

#include "article/dates.h"
#include "article/head_matter.h"
#include "article/html_run_names.h"

namespace dateline::article {
namespace {

using Index = std::uint32_t;

bool isIn(const HtmlPage& page, Index node, Index above) {
  return above != 0 && node >= above && node < page.tree.nodes[above].end;
}

/// Within another one it stands for that, where nothing but "by" was read of it so far.
void addAuthor(const HtmlPage& page, Index node, Index text, std::vector<Index>& authors, bool& label) {
  const bool within =
      !authors.empty() && (isIn(page, node, authors.back()) || isIn(page, authors.back(), node));
  if (within && !label) return;
  if (within) authors.pop_back();
  authors.push_back(node);
  label = isLabelOfWho(page.tree.textOf(page.tree.nodes[text]));
}

}  // namespace

std::string namedAuthors(const HtmlPage& page, const FoundArticle& found, const Run& run) {
  Index outer = 0;
  std::vector<Index> inner;
  bool label = false;
  for (Index at = run.begin; at < run.end; ++at) {
    bool innermost = true;
    for (Index node = page.parts[at].node, up = 0; node > run.container && up < 6;
         node = page.tree.nodes[node].parent, ++up) {
      if (found.hints[node] != Hint::byline) continue;
      if (innermost) addAuthor(page, node, page.parts[at].node, inner, label);
      innermost = false;
      outer = outer == 0 || isIn(page, outer, node) ? node : outer;
    }
  }
  if (outer == 0) return {};
  const std::string whole = page.tree.textBelow(outer, 200);
  if (std::string byline = bylineIn(whole); !byline.empty()) return byline;
  if (isoDateIn(whole).empty() && inner.size() == 1 && outer == inner.front()) return whole;
  std::string names;
  for (const Index node : inner)
    if (const std::string name = page.tree.textBelow(node, 200); !isLabelOfWho(name))
      names += (names.empty() ? "" : ", ") + name;
  return names;
}

}  // namespace dateline::article
