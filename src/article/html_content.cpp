#include "article/html_content.h"

#include <algorithm>

#include "article/html_run_names.h"
#include "article/html_sums.h"
#include "article/html_writer.h"

namespace dateline::article {
namespace {

using Index = std::uint32_t;

constexpr double kKeepsNearlyAll = 0.85;
constexpr double kKeepsEnough = 0.6;  // of a part that is named an article
constexpr Index kLeastArticle = 80;   // characters that a page must keep when clutter is taken off
constexpr Index kLongTeaser = 600;

class ContentFinder {
 public:
  explicit ContentFinder(const HtmlPage& page) : page_(page), nodes_(page.tree.nodes) {
    found_.dropped.assign(nodes_.size(), false);
    found_.hints.assign(nodes_.size(), Hint::none);
  }

  FoundArticle find() {
    for (Index i = 1; i < nodes_.size(); ++i)
      if (nodes_[i].tag != Tag::text) found_.hints[i] = hintOf(page_.tree, nodes_[i]);
    sums_ = sumsOf(page_, found_);
    dropClutter();
    sums_ = sumsOf(page_, found_);
    found_.root = findRoot();
    clean();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool dropped(Index i) const { return found_.dropped[i]; }

  void drop(Index i) {
    for (Index below = i; below < nodes_[i].end; ++below) found_.dropped[below] = true;
  }

  [[nodiscard]] Tag tagOf(Index i) const { return nodes_[i].tag; }

  void dropClutter() {
    Index left = sums_[0].prose;
    for (Index i = 1; i < nodes_.size();) {
      const Hint hint = found_.hints[i];
      const bool clutter = hint == Hint::clutter || hint == Hint::surelyClutter;
      const Index prose = sums_[i].prose;
      const bool page = tagOf(i) == Tag::body || tagOf(i) == Tag::html;
      const bool light = hint == Hint::surelyClutter || prose * 2 <= sums_[0].prose;
      if (clutter && !page && light && !isAmidProse(page_, i) && sums_[i].guards == 0 &&
          sums_[i].notes == 0 && (prose == 0 || left - prose >= kLeastArticle)) {
        drop(i);
        left -= prose;
        i = nodes_[i].end;
      } else {
        ++i;
      }
    }
  }

  /// The node that holds all parts which are named the article's text; `several` when it is more than one.
  [[nodiscard]] Index partsNamedArticle(bool& several) const {
    Index first = 0, last = 0;
    double value = 0;
    for (Index i = 1; i < nodes_.size();) {
      const bool named = !dropped(i) && found_.hints[i] == Hint::article && sums_[i].value > 60;
      if (named) {
        if (first == 0) first = i;
        last = i;
        value += sums_[i].value;
      }
      i = named ? nodes_[i].end : i + 1;
    }
    if (value < 0.25 * sums_[0].value || first == 0) return 0;
    several = first != last;
    Index common = first;
    while (nodes_[common].end <= last) common = nodes_[common].parent;
    return common;
  }

  /// The one <article> or <main> that is clearly the page's.
  [[nodiscard]] Index elementNamed(Tag tag) const {
    Index best = 0;
    double all = 0;
    for (Index i = 1; i < nodes_.size();) {
      const bool named = !dropped(i) && tagOf(i) == tag && sums_[i].value > 0;
      if (named) {
        all += sums_[i].value;
        if (best == 0 || sums_[i].value > sums_[best].value) best = i;
      }
      i = named ? nodes_[i].end : i + 1;
    }
    const bool clear =
        best != 0 && sums_[best].value * 3 >= all * 2 && sums_[best].value >= 0.25 * sums_[0].value;
    return clear ? best : 0;
  }

  [[nodiscard]] Index findRoot() const {
    bool several = false;
    if (const Index named = partsNamedArticle(several); named != 0) {
      if (several) return named;
      return hasTwin(nodes_[named].parent, named) ? nodes_[named].parent : descend(named);
    }
    if (const Index element = elementNamed(Tag::article); element != 0) return descend(element);
    return descend(elementNamed(Tag::main));
  }

  [[nodiscard]] bool isContainer(Index i) const {
    switch (tagOf(i)) {
      case Tag::p:
      case Tag::li:
      case Tag::blockquote:
      case Tag::pre:
      case Tag::tr:
      case Tag::figure:
      case Tag::dt:
      case Tag::dd:
      case Tag::ul:
      case Tag::ol:
      case Tag::dl:
      case Tag::text:
        return false;
      default:
        return !isHeading(tagOf(i)) && !page_.styles[i].dataTable;
    }
  }

  /// Another part is marked up as this one and holds text: they are the reports or chapters of one article.
  [[nodiscard]] bool hasTwin(Index at, Index part) const {
    const std::string_view names = page_.tree.get(nodes_[part], Attribute::class_);
    if (names.empty() && !isInArticle(at)) return false;
    for (Index child = at + 1; child < nodes_[at].end; child = nodes_[child].end)
      if (child != part && !dropped(child) && tagOf(child) == tagOf(part) && sums_[child].characters > 0 &&
          sums_[child].linked * 2 <= sums_[child].characters &&
          page_.tree.get(nodes_[child], Attribute::class_) == names)
        return true;
    return false;
  }

  [[nodiscard]] bool isInArticle(Index node) const {
    while (node != 0 && tagOf(node) != Tag::article && tagOf(node) != Tag::main) node = nodes_[node].parent;
    return node != 0;
  }

  [[nodiscard]] Index descend(Index from) const {
    for (Index at = from;;) {
      Index next = 0;
      for (Index child = at + 1; child < nodes_[at].end; child = nodes_[child].end) {
        if (dropped(child) || !isContainer(child)) continue;
        const bool named =
            found_.hints[child] == Hint::article || tagOf(child) == Tag::article || tagOf(child) == Tag::main;
        const double needed = (named ? kKeepsEnough : kKeepsNearlyAll) * sums_[at].value;
        if (sums_[child].value > 0 && sums_[child].value >= needed &&
            (next == 0 || sums_[child].value > sums_[next].value))
          next = child;
      }
      if (next == 0 || hasTwin(at, next)) return at;
      at = next;
    }
  }

  /// The heading, and what follows it up to the next of its rank; with what wraps it alone.
  void dropSection(Index heading) {
    const Tag rank = tagOf(heading);
    Index top = heading;
    while (nodes_[top].parent > found_.root &&
           sums_[nodes_[top].parent].characters == sums_[heading].characters)
      top = nodes_[top].parent;
    const Index above = nodes_[top].parent;
    Index until = nodes_[top].end;
    Index prose = sums_[top].prose;
    for (Index next = until; next < nodes_[above].end; next = nodes_[next].end) {
      if (isHeading(tagOf(next)) && tagOf(next) <= rank) break;
      prose += sums_[next].prose;
      until = nodes_[next].end;
    }
    const bool most = prose * 2 > sums_[found_.root].prose;
    for (Index i = top; i < (most ? nodes_[heading].end : until); i = nodes_[i].end) drop(i);
  }

  [[nodiscard]] bool isTeaser(Index i) const {
    const Sums& sums = sums_[i];
    if (sums.linkedHeadings == 0 || sums.prose > kLongTeaser) return false;
    return sums.value < 0.3 * sums_[found_.root].value && sums.guards == 0;
  }

  [[nodiscard]] bool isLinkFarm(Index i) const {
    const Sums& sums = sums_[i];
    if (sums.characters == 0 || sums.links == 0 || sums.notes > 0) return false;  // notes are often links
    const double linked = static_cast<double>(sums.linked) / sums.characters;
    switch (tagOf(i)) {
      case Tag::ul:
      case Tag::ol:
      case Tag::dl:
      case Tag::menu:
        return linked > 0.7 && sums.links >= 2;
      case Tag::div:
      case Tag::section:
      case Tag::table:
      case Tag::td:
      case Tag::form:
      case Tag::custom:
      case Tag::center:
      case Tag::header:
        return !page_.styles[i].dataTable && linked > 0.6 && sums.prose < 100 && sums.headingsOfReports == 0;
      case Tag::p:
        return linked > 0.5 && saysRelated(i);
      default:
        return false;
    }
  }

  /// "Read more: ..."
  [[nodiscard]] bool saysRelated(Index i) const {
    const std::string text = page_.tree.textBelow(i, 200);
    std::size_t colon = text.find_first_of(":|");
    if (colon == std::string::npos) colon = text.find("\xEF\xBC\x9A");  // fullwidth
    return colon != std::string::npos && isClutterHeading(text.substr(0, colon));
  }

  void clean() {
    const Index root = found_.root;
    for (Index i = root + 1; i < nodes_[root].end;) {
      if (dropped(i) || tagOf(i) == Tag::text) {
        ++i;
        continue;
      }
      const bool small = sums_[i].characters < 120;
      if (small && isHeading(tagOf(i)) && isClutterHeading(page_.tree.textBelow(i, 120))) {
        dropSection(i);
      } else if (isLinkFarm(i) || (isBlock(tagOf(i)) && !isHeading(tagOf(i)) && isTeaser(i))) {
        drop(i);
      }
      ++i;
    }
    dropStrayLines();
  }

  /// The head of the page, or the time of a report: who reads the page's head tells which.
  [[nodiscard]] bool tellsWhen(const Run& run) const {
    for (Index node = page_.parts[run.begin].node; node != 0 && node >= run.container;
         node = nodes_[node].parent)
      if (found_.hints[node] == Hint::date || tagOf(node) == Tag::time) return true;
    return false;
  }

  /// Short lines that are no sentences, in parts without prose of their own: labels, counters, buttons.
  void dropStrayLines() {
    std::vector<Index> ownProse(nodes_.size(), 0);
    for (const Run& run : page_.runs) ownProse[run.container] += proseOf(page_, run);
    for (const Run& run : page_.runs) {
      const Index i = run.container;
      if (dropped(i) || i < found_.root || i >= nodes_[found_.root].end) continue;
      if (run.characters < 80 && isClutterLine(page_.tree.textBelow(i, 120)) && ownProse[i] == 0 &&
          i != found_.root) {
        drop(i);
        continue;
      }
      const bool plain = page_.styles[i].kind == BlockKind::paragraph && tagOf(i) != Tag::p &&
                         tagOf(i) != Tag::tr && tagOf(i) != Tag::dt && tagOf(i) != Tag::dd &&
                         tagOf(i) != Tag::summary && !page_.styles[i].dataTable;
      const Hint hint = found_.hints[i];
      const bool meant =
          hint == Hint::subheading || hint == Hint::dek || hint == Hint::title || tellsWhen(run);
      const bool alone = ownProse[i] == 0 && run.characters == sums_[i].characters;
      if (plain && !meant && alone && !run.sentence && run.characters < 60 && i != found_.root &&
          !isBoldLine(page_, run))
        drop(i);
    }
  }

  const HtmlPage& page_;
  const std::vector<Node>& nodes_;
  FoundArticle found_;
  std::vector<Sums> sums_;
};

}  // namespace

FoundArticle findArticle(const HtmlPage& page) {
  return ContentFinder(page).find();
}

}  // namespace dateline::article
