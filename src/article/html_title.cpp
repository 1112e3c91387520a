#include "article/html_title.h"

#include <vector>

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr std::size_t kLongestTitle = 300;

/// For comparing titles: letters and digits alone, small where they are ASCII.
std::string essence(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      out += c;
  }
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
        return heading;
    for (const Title& heading : headingsOf(Tag::h2))
      if (!said.empty() && sameTitle(heading.text, said)) return heading;
    for (const Title& heading : headings)
      if (isInside(heading.node)) return heading;
    if (headings.size() == 1 && said.empty()) return headings.front();
    if (const Title hinted = namedTitle(); hinted.node != 0) return hinted;
    if (!headings.empty() && (said.empty() || headings.size() == 1)) return headings.front();
    return {said, 0};
  }

 private:
  [[nodiscard]] bool isInside(Index node) const {
    return node >= found_.root && node < page_.tree.nodes[found_.root].end;
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
