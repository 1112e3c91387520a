#include "article/html_seams.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "article/head_letters.h"
#include "article/html_hints.h"
#include "article/html_page.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

using Index = std::uint32_t;

constexpr int kMostLevels = 16;             // up to what holds both sides of a seam
constexpr std::size_t kWordsLookedAt = 80;  // bytes
constexpr std::size_t kMostChildren = 6;    // whose markup is compared
constexpr std::string_view kBlankSigns = " \t\n\f";

/// One side of a seam: an element, or text that stands beside one.
struct SeamSide {
  Index node = 0;
  Tag tag = Tag::text;
  std::string words;  ///< of an element the beginning, of text the word at the seam
  UChar32 edge = 0;   ///< the character at the seam
  bool several = false;

  [[nodiscard]] bool isElement() const { return tag != Tag::text; }
};

/// What lies around a seam.
struct Holder {
  bool elementsAlone = true;  ///< no text beside them
  bool repeated = false;      ///< what stands beside it is made of the same elements
};

UChar32 characterAt(std::string_view text, bool last) {
  UChar32 c = 0;
  auto at = static_cast<std::int32_t>(last ? text.size() : 0);
  if (last)
    U8_PREV(text.data(), 0, at, c);
  else
    U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
  return std::max(c, 0);
}

bool isDigit(UChar32 c) {
  return u_charDigitValue(c) >= 0;
}

bool isWordSign(UChar32 c) {
  return u_isalpha(c) != 0 || isDigit(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool endsClause(UChar32 c) {
  constexpr std::u32string_view kEnds = U".!?…:;,)]”»\"%";
  return kEnds.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool opensWords(UChar32 c) {
  constexpr std::u32string_view kOpening = U"([“«„¿¡\"$€£#@";
  return kOpening.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool isUncased(UChar32 c) {
  return u_isalpha(c) != 0 && u_isupper(c) == 0 && u_islower(c) == 0;
}

/// "5,300", "10:32", "+3.5 %".
bool isNumber(std::string_view text) {
  constexpr std::u32string_view kBesideDigits = U".,:'’ %+-–−/$€£¥₽°\u00A0\u202F";
  bool digits = false;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c >= 0 && isDigit(c))
      digits = true;
    else if (c < 0 || kBesideDigits.find(static_cast<char32_t>(c)) == std::u32string_view::npos)
      return false;
  }
  return digits;
}

bool isClock(std::string_view text) {
  const std::size_t sign = text.find_first_of(":.");
  return isNumber(text) && (sign == 1 || sign == 2) && text.size() >= sign + 3 && text.size() <= 8;
}

bool isOrdinalEnd(std::string_view word) {
  constexpr std::array kEnds = {"st"sv, "nd"sv,  "rd"sv, "th"sv, "er"sv, "re"sv, "ère"sv,
                                "de"sv, "ème"sv, "os"sv, "as"sv, "го"sv, "му"sv, "те"sv};
  return std::ranges::find(kEnds, word) != kEnds.end();
}

bool isOneSign(std::string_view words) {
  return countCodePoints(words) == 1 && !isDigit(characterAt(words, false));
}

/// That sets letters off, within a word too.
bool isStyling(Tag tag) {
  return tag == Tag::em || tag == Tag::i || tag == Tag::b || tag == Tag::strong || tag == Tag::other;
}

std::string inSmallLetters(std::string_view text) {
  std::string out(text.substr(0, 400));
  std::ranges::transform(
      out, out.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

bool holdsOneOf(std::string_view names, const auto& parts) {
  return !names.empty() && std::ranges::any_of(parts, [name = inSmallLetters(names)](std::string_view part) {
    return name.find(part) != std::string::npos;
  });
}

class SeamFinder {
 public:
  explicit SeamFinder(HtmlTree& tree) : tree_(tree), nodes_(tree.nodes) {}

  void find() {
    for (Index i = 1; i < nodes_.size();) {
      const Node& node = nodes_[i];
      if (node.tag == Tag::img || isNeverText(node.tag)) picture_ = true;
      if (node.tag == Tag::br || node.tag == Tag::hr) gap_ = true;
      if (isVerbatim(node.tag)) verbatimEnd_ = std::max(verbatimEnd_, node.end);
      if (node.tag == Tag::text) see(i);
      i = isNeverText(node.tag) ? node.end : i + 1;
    }
  }

 private:
  static bool isVerbatim(Tag tag) { return tag == Tag::pre || (tag >= Tag::code && tag <= Tag::tt); }

  void see(Index text) {
    const std::string_view words = tree_.textOf(nodes_[text]);
    const std::size_t first = words.find_first_not_of(kBlankSigns);
    gap_ = gap_ || first != 0;
    if (first == std::string_view::npos) return;
    if (!gap_ && last_ != 0) nodes_[text].apart = isApart(last_, text);
    last_ = text;
    gap_ = kBlankSigns.find(words.back()) != std::string_view::npos;
    picture_ = false;
  }

  [[nodiscard]] bool isApart(Index before, Index behind) {
    Index left = before, right = behind;
    for (int level = 0; nodes_[nodes_[left].parent].end <= behind; ++level) {
      left = nodes_[left].parent;
      if (isBlock(nodes_[left].tag)) return true;
      if (level == kMostLevels) return false;
    }
    const Index holder = nodes_[left].parent;
    for (int level = 0; nodes_[right].parent != holder; ++level) {
      right = nodes_[right].parent;
      if (isBlock(nodes_[right].tag)) return true;
      if (level == kMostLevels) return false;
    }
    if (behind < verbatimEnd_) return false;
    return isApart(holder, sideOf(left, before, true), sideOf(right, behind, false));
  }

  [[nodiscard]] SeamSide sideOf(Index node, Index text, bool left) const {
    SeamSide side{.node = node, .tag = nodes_[node].tag};
    const std::string_view words = tree_.textOf(nodes_[text]);
    side.edge = characterAt(words, left);
    if (side.isElement()) {
      side.words = tree_.textBelow(node, kWordsLookedAt);
    } else {
      const std::size_t space = left ? words.find_last_of(kBlankSigns) : words.find_first_of(kBlankSigns);
      const bool one = space == std::string_view::npos;
      side.words = one ? words : left ? words.substr(space + 1) : words.substr(0, space);
    }
    side.several = side.isElement() && side.words.find(' ') != std::string::npos;
    return side;
  }

  [[nodiscard]] bool isApart(Index holder, const SeamSide& left, const SeamSide& right) {
    if (mayBeOneWord(left, right)) return false;
    return readsApart(left, right) || tellsWhoOrWhen(left) || tellsWhoOrWhen(right) ||
           isLaidOut(holder, left, right) || arePartsOfList(holder, left, right);
  }

  /// By the words alone.
  [[nodiscard]] bool readsApart(const SeamSide& left, const SeamSide& right) const {
    if (isClock(left.words) && u_isalpha(right.edge) != 0) return true;
    if (!left.isElement() || !right.isElement())
      return (left.isElement() ? left : right).several && u_islower(left.edge) != 0 &&
             u_isupper(right.edge) != 0;
    if (picture_ && !areUnspaced(left, right)) return true;
    if (!areStyled(left, right) && countsWord(left, right)) return true;
    return (left.several || right.several) && beginsAnew(left.edge, right.edge);
  }

  [[nodiscard]] static bool areUnspaced(const SeamSide& left, const SeamSide& right) {
    return isOfUnspacedScript(left.edge) && isOfUnspacedScript(right.edge);
  }

  [[nodiscard]] static bool areStyled(const SeamSide& left, const SeamSide& right) {
    return isStyling(left.tag) && isStyling(right.tag);
  }

  [[nodiscard]] static bool mayBeOneWord(const SeamSide& left, const SeamSide& right) {
    if (!(isWordSign(left.edge) || endsClause(left.edge)) ||
        !(isWordSign(right.edge) || opensWords(right.edge)))
      return true;
    if (isDigit(left.edge) && isOrdinalEnd(right.words)) return true;
    const auto isPart = [](const SeamSide& side) {
      return side.tag == Tag::sub || side.tag == Tag::sup || isOneSign(side.words);
    };
    return isPart(left) || isPart(right);
  }

  [[nodiscard]] bool isLaidOut(Index holder, const SeamSide& left, const SeamSide& right) const {
    constexpr std::array kHolders = {"flex"sv, "grid"sv, "hstack"sv, "vstack"sv, "list-inline"sv};
    constexpr std::array kItems = {"inline-block"sv, "inlineblock"sv, "display:block"sv, "d-block"sv,
                                   "display: block"sv};
    const auto isNamed = [&](Index node, const auto& parts) {
      return holdsOneOf(tree_.get(nodes_[node], Attribute::class_), parts) ||
             holdsOneOf(tree_.get(nodes_[node], Attribute::style), parts);
    };
    if (isNamed(holder, kHolders)) return true;
    for (const SeamSide* side : {&left, &right})
      if (side->isElement() && isNamedInvisible(tree_, nodes_[side->node])) return true;
    return (left.isElement() && isNamed(left.node, kItems)) ||
           (right.isElement() && isNamed(right.node, kItems));
  }

  [[nodiscard]] bool tellsWhoOrWhen(const SeamSide& side) const {
    if (side.tag == Tag::time) return true;
    if (!side.isElement()) return false;
    const Hint hint = hintOf(tree_, nodes_[side.node]);
    return hint == Hint::byline || hint == Hint::date;
  }

  [[nodiscard]] static bool countsWord(const SeamSide& left, const SeamSide& right) {
    return (isNumber(left.words) && u_isalpha(right.edge) != 0) ||
           (isNumber(right.words) && u_isalpha(left.edge) != 0);
  }

  /// "... RouabaThe ...", "... 5 dead10 missing ...", where the two are more than a word.
  [[nodiscard]] static bool beginsAnew(UChar32 left, UChar32 right) {
    const bool ended = u_islower(left) != 0 || isDigit(left) || endsClause(left) || isUncased(left);
    if (u_isupper(right) != 0 || opensWords(right)) return ended || u_isupper(left) != 0;
    return isDigit(right) && u_isalpha(left) != 0;
  }

  /// They are all that stands in a part of the page, and are named differently, or in a row of such parts.
  [[nodiscard]] bool arePartsOfList(Index holder, const SeamSide& left, const SeamSide& right) {
    const Tag tag = nodes_[holder].tag;
    if (!left.isElement() || !right.isElement() || areUnspaced(left, right) || areStyled(left, right))
      return false;
    if (!isBlock(tag) || tag == Tag::p || isHeading(tag)) return false;
    const Holder known = holderAt(holder);
    if (!known.elementsAlone) return false;
    if (known.repeated) return true;
    const std::string_view one = tree_.get(nodes_[left.node], Attribute::class_);
    const std::string_view other = tree_.get(nodes_[right.node], Attribute::class_);
    const bool words = left.several || right.several || isUncased(left.edge) ||
                       (u_islower(left.edge) != 0 && u_isupper(right.edge) != 0) ||
                       (isNumber(left.words) && isNumber(right.words));
    return words && !one.empty() && !other.empty() && one != other;
  }

  Holder holderAt(Index node) {
    if (const auto known = holders_.find(node); known != holders_.end()) return known->second;
    Holder holder = alone(node);
    const std::string markup = markupOf(node);
    const Index next = nextOf(node);
    if (holder.elementsAlone && next != 0 && alone(next).elementsAlone && markupOf(next) == markup)
      holder.repeated = repeats_[next] = true;
    holder.repeated = holder.repeated || repeats_.contains(node);
    return holders_[node] = holder;
  }

  [[nodiscard]] bool isBlank(Index node) const {
    return nodes_[node].tag == Tag::text &&
           tree_.textOf(nodes_[node]).find_first_not_of(kBlankSigns) == std::string_view::npos;
  }

  [[nodiscard]] Holder alone(Index node) const {
    Holder holder;
    for (Index i = node + 1; i < nodes_[node].end && holder.elementsAlone; i = nodes_[i].end)
      holder.elementsAlone = nodes_[i].tag != Tag::text || isBlank(i);
    return holder;
  }

  [[nodiscard]] Index nextOf(Index node) const {
    Index next = nodes_[node].end;
    const Index end = nodes_[nodes_[node].parent].end;
    if (next < end && isBlank(next)) next = nodes_[next].end;
    return next < end && nodes_[next].tag == nodes_[node].tag ? next : 0;
  }

  [[nodiscard]] std::string markupOf(Index node) const {
    std::string markup(tree_.get(nodes_[node], Attribute::class_).substr(0, 200));
    std::size_t children = 0;
    for (Index i = node + 1; i < nodes_[node].end && children < kMostChildren; i = nodes_[i].end) {
      if (nodes_[i].tag == Tag::text) continue;
      markup += '\n';
      markup += static_cast<char>(nodes_[i].tag);
      markup += tree_.get(nodes_[i], Attribute::class_).substr(0, 200);
      ++children;
    }
    return markup;
  }

  HtmlTree& tree_;
  std::vector<Node>& nodes_;
  std::unordered_map<Index, Holder> holders_;
  std::unordered_map<Index, bool> repeats_;
  Index last_ = 0;         // the text before
  Index verbatimEnd_ = 0;  // of code
  bool gap_ = true;        // white space since then
  bool picture_ = false;   // and a picture
};

}  // namespace

void findSeams(HtmlTree& tree) {
  SeamFinder(tree).find();
}

}  // namespace dateline::article
