#include "article/html_title.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <vector>

#include "article/html_run_names.h"

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kLongestTitle = 300;

/// For comparing titles: letters, their marks and digits alone, whatever their case. Spaces and quotation
/// marks are of many kinds, and a page's head and its headline seldom agree on them.
std::string essence(std::string_view text) {
  icu::UnicodeString kept;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c >= 0 && (u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0)) kept.append(c);
  }
  std::string out;
  kept.foldCase().toUTF8String(out);
  return out;
}

class TitleFinder {
 public:
  TitleFinder(const HtmlPage& page, const PageFacts& facts, const FoundArticle& found)
      : page_(page), facts_(facts), found_(found) {}

  [[nodiscard]] Title find() const {
    std::vector<Title> headings = headingsOf(Tag::h1);
    const std::string said = facts_.headline.empty() ? facts_.windowTitle : facts_.headline;
    for (const Title& heading : headings)
      if (sameTitle(heading.text, facts_.headline) || sameTitle(heading.text, facts_.windowTitle))
        return asSaid(heading);
    for (const Title& heading : headingsOf(Tag::h2))
      if (!said.empty() && sameTitle(heading.text, said)) return asSaid(heading);
    for (const Title& heading : headings)
      if (isInside(heading.node)) return heading;
    if (headings.size() == 1 && said.empty()) return headings.front();
    if (const Title line = lineThatSays(said); line.node != 0) return line;
    if (const Title hinted = namedTitle(); hinted.node != 0) return hinted;
    if (!headings.empty() && (said.empty() || headings.size() == 1)) return headings.front();
    return {said, 0};
  }

 private:
  [[nodiscard]] bool isInside(Index node) const {
    return node >= found_.root && node < page_.tree.nodes[found_.root].end;
  }

  /// A headline of several parts has signs between them only in the page's head: "Floods: Karsk under water".
  [[nodiscard]] Title asSaid(Title heading) const {
    const auto& nodes = page_.tree.nodes;
    bool begun = false, parts = false;
    for (Index i = heading.node; i < nodes[heading.node].end; ++i) {
      parts = parts || (begun && nodes[i].apart);
      begun = begun || nodes[i].tag == Tag::text;
    }
    for (const std::string& said : {facts_.headline, facts_.windowTitle})
      if (parts && essence(said) == essence(heading.text)) return {said, heading.node};
    return heading;
  }

  [[nodiscard]] std::vector<Title> headingsOf(Tag tag) const {
    std::vector<Title> titles;
    const auto& nodes = page_.tree.nodes;
    for (Index i = 1; i < nodes.size() && titles.size() < 40; ++i)
      if (nodes[i].tag == tag && page_.styles[i].container == i && !found_.dropped[i]) add(i, titles);
    return titles;
  }

  void add(Index i, std::vector<Title>& titles) const {
    const std::string text = page_.tree.textBelow(i, kLongestTitle + 1);
    if (!text.empty() && text.size() <= kLongestTitle) titles.push_back({text, i});
  }

  /// The first line of the page that says the same without being a heading or a link.
  [[nodiscard]] Title lineThatSays(const std::string& said) const {
    for (std::size_t i = 0; i < page_.runs.size(); ++i) {
      const Run& run = page_.runs[i];
      const bool may = run.linked == 0 && run.characters * 3 <= kLongestTitle * 2 && !run.mark.number;
      if (!may || found_.dropped[run.container] || page_.styles[run.container].kind != BlockKind::paragraph)
        continue;
      std::string text = article::textOf(page_, found_, run);
      if (text.size() <= kLongestTitle && sameTitle(text, said)) return {std::move(text), run.container, i};
    }
    return {};
  }

  /// What a class or itemprop calls the title, where no heading is one.
  [[nodiscard]] Title namedTitle() const {
    std::vector<Title> titles;
    const auto& nodes = page_.tree.nodes;
    for (Index i = 1; i < nodes.size() && titles.empty(); ++i)
      if (found_.hints[i] == Hint::title && !found_.dropped[i] && page_.styles[i].container == i &&
          isInside(i))
        add(i, titles);
    return titles.empty() ? Title{} : titles.front();
  }

  const HtmlPage& page_;
  const PageFacts& facts_;
  const FoundArticle& found_;
};

}  // namespace

bool sameTitle(const std::string& one, const std::string& other) {
  const std::string a = essence(one);
  const std::string b = essence(other);
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return shorter.size() * 2 > longer.size() && longer.find(shorter) != std::string::npos;
}

Title findTitle(const HtmlPage& page, const PageFacts& facts, const FoundArticle& found) {
  return TitleFinder(page, facts, found).find();
}

}  // namespace dateline::article
