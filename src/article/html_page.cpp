#include "article/html_page.h"

#include <algorithm>
#include <array>

#include "article/block_builder.h"
#include "article/html_notes.h"
#include "article/html_numbers.h"
#include "article/html_seams.h"

namespace dateline::article {
namespace {

bool isHidden(const HtmlTree& tree, const Node& node) {
  if (node.firstValue == node.valueEnd) return false;
  if (node.tag == Tag::dialog || tree.has(node, Attribute::hidden)) return true;
  std::string style(tree.get(node, Attribute::style).substr(0, 400));
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  std::transform(style.begin(), style.end(), style.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  constexpr std::array<std::string_view, 5> kUnseen = {"display:none", "visibility:hidden", "clip:rect(0",
                                                       "clip-path:inset(50%", "clip-path:inset(100%"};
  return std::ranges::any_of(kUnseen, [&](auto said) { return style.find(said) != std::string::npos; });
}

/// A report of a page that tells of events as they happen, or an article of a list, is no item of a list.
bool holdsReport(const HtmlTree& tree, std::uint32_t item) {
  for (std::uint32_t child = item + 1; child < tree.nodes[item].end; child = tree.nodes[child].end)
    if (tree.nodes[child].tag != Tag::text) return tree.nodes[child].tag == Tag::article;
  return false;
}

NodeStyle styleOf(const HtmlTree& tree, std::uint32_t index, const NodeStyle& above) {
  const Node& node = tree.nodes[index];
  NodeStyle style = above;
  const bool inCell = above.dataTable && node.tag != Tag::tr;
  if (isBlock(node.tag) && !inCell) style.container = index;
  if (node.tag >= Tag::h1 && node.tag <= Tag::h6) {
    style.kind = BlockKind::heading;
    style.level = static_cast<std::uint8_t>(static_cast<int>(node.tag) - static_cast<int>(Tag::h1) + 1);
  }
  switch (node.tag) {
    case Tag::blockquote:
      style.level = above.kind == BlockKind::listItem || above.kind == BlockKind::quote ? above.level : 0;
      style.kind = BlockKind::quote;
      if (style.quotes == BlockBuilder::kMostQuotes) break;
      ++style.quotes;
      style.blockQuote = index;
      break;
    case Tag::ul:
    case Tag::ol:
      style.level =
          static_cast<std::uint8_t>(above.kind == BlockKind::listItem ? std::min(above.level + 1, 100) : 1);
      break;
    case Tag::li:
      if (holdsReport(tree, index)) break;
      style.kind = BlockKind::listItem;
      style.level = std::max<std::uint8_t>(above.level, 1);
      break;
    case Tag::figcaption:
    case Tag::caption:
      style.kind = BlockKind::caption;
      style.level = 0;
      break;
    case Tag::pre:
      style.level = above.kind == BlockKind::listItem ? above.level : 0;
      style.kind = BlockKind::code;
      style.preformatted = true;
      break;
    case Tag::em:
    case Tag::i:
    case Tag::cite:
    case Tag::dfn:
    case Tag::var:
      style.emphasis = true;
      break;
    case Tag::strong:
    case Tag::b:
      style.strong = true;
      break;
    case Tag::code:
    case Tag::kbd:
    case Tag::samp:
    case Tag::tt:
      style.code = true;
      break;
    case Tag::del:
      style.struck = true;
      break;
    case Tag::q:
      style.quote = index;
      break;
    case Tag::td:
    case Tag::th:
      if (style.dataTable) style.cell = index;
      break;
    case Tag::dd:  // stands below its term as what follows stands below an item
      style.level =
          static_cast<std::uint8_t>(above.kind == BlockKind::listItem ? std::min(above.level + 1, 100) : 1);
      style.kind = BlockKind::listItem;
      break;
    case Tag::dt:
    case Tag::summary:
      style.strong = true;
      break;
    case Tag::sup:
    case Tag::sub:
      if (style.script == 0) style.script = index;
      break;
    case Tag::a:
      if (tree.has(node, Attribute::href)) style.link = index;
      if (style.script == 0 && isNoteMark(tree, node)) style.script = index;
      break;
    default:
      break;
  }
  return style;
}

bool isIdeograph(unsigned char lead) {
  return lead >= 0xE3 && lead <= 0xED;  // U+3000 to U+DFFF: kana, Han, Hangul
}

/// Characters that are seen, ideographs twice.
std::uint32_t weigh(std::string_view text) {
  std::uint32_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && (byte & 0xC0) != 0x80) count += isIdeograph(byte) ? 2 : 1;
  }
  return count;
}

class RunMaker {
 public:
  RunMaker(HtmlPage& page, const std::vector<bool>& dataTables) : page_(page), dataTables_(dataTables) {}

  void walk() {
    auto& nodes = page_.tree.nodes;
    page_.styles.resize(nodes.size());
    for (std::uint32_t i = 1; i < nodes.size();) {
      const Node& node = nodes[i];
      if (isNeverText(node.tag) || isHidden(page_.tree, node) || page_.notes.backLinks.contains(i)) {
        i = node.end;
        continue;
      }
      page_.styles[i] = styleOf(page_.tree, i, page_.styles[node.parent]);
      if (dataTables_[i]) page_.styles[i].dataTable = true;
      const auto note = page_.notes.parts.find(i);
      if (note != page_.notes.parts.end()) numbers_.number(i, note->second);
      const bool listed = node.tag == Tag::li && page_.notes.lists.contains(node.parent);
      if (listed || note != page_.notes.parts.end()) {
        page_.styles[i].kind = BlockKind::note;
        page_.styles[i].level = 0;
      }
      visit(i);
      ++i;
    }
    close();
  }

 private:
  void visit(std::uint32_t i) {
    const Node& node = page_.tree.nodes[i];
    const NodeStyle& style = page_.styles[i];
    if (node.tag == Tag::text) return addText(i);
    if (node.tag == Tag::br) return addBreak(i);
    if ((node.tag == Tag::td || node.tag == Tag::th) && style.dataTable) {
      if (inRun_ && page_.runs.back().container == style.container)
        page_.parts.push_back({Part::Kind::cell, i});
      return;
    }
    if (node.tag == Tag::li) numbers_.see(i);
    if (isBlock(node.tag) && style.container == i) close();
  }

  void addBreak(std::uint32_t i) {
    if (!inRun_) return;
    if (page_.styles[i].preformatted || page_.styles[i].dataTable) {
      page_.parts.push_back({Part::Kind::lineBreak, i});
      return;
    }
    // Two in a row, with nothing but white space between, end a paragraph.
    if (page_.parts.back().kind == Part::Kind::lineBreak) return close();
    page_.parts.push_back({Part::Kind::lineBreak, i});
  }

  void addText(std::uint32_t i) {
    const std::string_view text = page_.tree.textOf(page_.tree.nodes[i]);
    const std::uint32_t weight = weigh(text);
    const NodeStyle& style = page_.styles[i];
    if (inRun_ && page_.runs.back().container != style.container) close();
    const bool blank = weight == 0 || text == "\xC2\xA0";
    if (blank && (!inRun_ || page_.parts.back().kind == Part::Kind::lineBreak)) return;
    if (!inRun_) {
      page_.runs.push_back(
          {.container = style.container, .begin = static_cast<std::uint32_t>(page_.parts.size())});
      if (style.kind == BlockKind::listItem || style.kind == BlockKind::note)
        page_.runs.back().mark = numbers_.markIn(style.container);
      inRun_ = true;
    }
    page_.parts.push_back({Part::Kind::text, i});
    addToRun(page_, i, page_.runs.back());
  }

  void close() {
    if (!inRun_) return;
    page_.runs.back().end = static_cast<std::uint32_t>(page_.parts.size());
    inRun_ = false;
  }

  HtmlPage& page_;
  const std::vector<bool>& dataTables_;
  ItemNumbers numbers_{page_.tree};
  bool inRun_ = false;
};

}  // namespace

bool isBlock(Tag tag) {
  return (tag >= Tag::html && tag <= Tag::body) ||
         (tag >= Tag::article && tag <= Tag::caption && tag != Tag::picture && tag != Tag::img) ||
         (tag >= Tag::table && tag <= Tag::hr) || tag == Tag::custom;
}

bool isNeverText(Tag tag) {
  switch (tag) {
    case Tag::head:
    case Tag::script:
    case Tag::style:
    case Tag::noscript:
    case Tag::template_:
    case Tag::svg:
    case Tag::iframe:
    case Tag::object:
    case Tag::video:
    case Tag::audio:
    case Tag::canvas:
    case Tag::button:
    case Tag::select:
    case Tag::option:
    case Tag::textarea:
    case Tag::input:
    case Tag::label:
    case Tag::rt:
    case Tag::rp:
      return true;
    default:
      return false;
  }
}

void addToRun(const HtmlPage& page, std::uint32_t node, Run& run) {
  const std::string_view text = page.tree.textOf(page.tree.nodes[node]);
  const std::uint32_t weight = weigh(text);
  const bool linked = page.styles[node].link != 0;
  run.characters += weight;
  if (linked) run.linked += weight;
  if (weight > 0) run.sentence = endsSentence(text) || (run.sentence && weight < 12);
  if (!run.sentence && !linked) run.sentence = text.find(". ") != std::string_view::npos && weight > 40;
}

bool endsSentence(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '"' ||
                           text.back() == ')' || text.back() == '\t'))
    text.remove_suffix(1);
  for (const std::string_view quote :
       {"\xE2\x80\x9D", "\xC2\xBB", "\xE2\x80\x99", "\xE3\x80\x8D", "\xC2\xA0"})
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  for (const std::string_view end :
       {".", "!", "?", ":", ";", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xD8\x9F",
        "\xDB\x94", "\xE0\xA5\xA4", "\u0589", "\u1362", "\u104B", "\u17D4"})
    if (text.ends_with(end)) return true;
  return false;
}

bool isHeading(Tag tag) {
  return tag >= Tag::h1 && tag <= Tag::h6;
}

HtmlPage layOutPage(HtmlTree tree) {
  HtmlPage page;
  page.tree = std::move(tree);
  findSeams(page.tree);
  page.notes = findNotes(page.tree);
  const std::vector<bool> dataTables = findDataTables(page.tree);
  page.cells = placeCells(page.tree, dataTables);
  RunMaker(page, dataTables).walk();
  return page;
}

}  // namespace dateline::article
