#include "article/html_tree.h"

#include <cmark-gfm.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <unordered_map>

#include "article/html_names.h"

namespace dateline::article {
namespace {

constexpr std::size_t kMostNodes = 4'000'000;
constexpr std::size_t kLongestValue = 64 << 10;
// libxml2 looks through all open elements at an end tag and through all attributes at an attribute; so many
// looks are a few seconds.
constexpr std::size_t kMostLooks = 3'000'000'000;

std::string_view viewOf(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::size_t endTagsIn(std::string_view html) {
  std::size_t count = 0;
  for (std::size_t at = html.find("</"); at != std::string_view::npos; at = html.find("</", at + 2)) ++count;
  return count;
}

/// The squares of the numbers of attributes of all tags, as libxml2 compares each with those before it.
std::size_t attributeLooks(std::string_view html) {
  std::size_t looks = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    std::size_t names = 0;
    bool blank = true;
    for (++at; at < html.size() && html[at] != '>'; ++at) {
      const char c = html[at];
      if (c == '=') {
        const std::size_t value = std::min(html.find_first_not_of(" \t\r\n\f", at + 1), html.size());
        if (value < html.size() && (html[value] == '"' || html[value] == '\''))
          at = std::min(html.find(html[value], value + 1), html.size());
        blank = true;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '/') {
        blank = true;
      } else if (blank) {
        blank = false;
        ++names;
      }
    }
    looks += names * names;
  }
  return looks;
}

/// The browsers' names for characters beyond those of HTML 4 that libxml2 knows; cmark has them all.
std::string unknownEntity(const std::string& reference) {
  static thread_local std::unordered_map<std::string, std::string> known;
  const auto found = known.find(reference);
  if (found != known.end()) return found->second;
  if (known.size() > 4096) known.clear();
  const std::string source = "x" + reference + "x";
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(
      cmark_parse_document(source.data(), source.size(), CMARK_OPT_DEFAULT), cmark_node_free);
  std::string text;
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(document.get()),
                                                                     cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE)
    if (const char* literal = cmark_node_get_literal(cmark_iter_get_node(walk.get())); literal != nullptr)
      text += literal;
  text = text.size() > 2 ? text.substr(1, text.size() - 2) : reference;
  return known.emplace(reference, text).first->second;
}

}  // namespace

/// Takes the parser's events and makes nodes of them.
class TreeMaker {
 public:
  TreeMaker(std::string_view html, xmlParserCtxt* parser) : parser_(parser), endTags_(endTagsIn(html)) {
    tree_.text_.reserve(html.size());  // what is not written to takes no memory
    // Elements and the text around them, as each tag may have some before it.
    const auto tags = static_cast<std::size_t>(std::count(html.begin(), html.end(), '<'));
    tree_.nodes.reserve(std::min(kMostNodes, 2 * tags + 64));
    tree_.nodes.push_back({});
    open_.push_back(0);
  }

  void start(std::string_view name, const xmlChar** attributeList) {
    if (tooMuch_) return;
    if (tree_.nodes.size() >= kMostNodes || open_.size() * endTags_ > kMostLooks) {
      tooMuch_ = true;
      xmlStopParser(parser_);
      return;
    }
    Node node{.tag = tagCalled(name), .parent = open_.back()};
    node.firstValue = static_cast<std::uint32_t>(tree_.values_.size());
    for (const xmlChar** at = attributeList; at != nullptr && at[0] != nullptr; at += 2)
      keep(viewOf(at[0]), viewOf(at[1]));
    node.valueEnd = static_cast<std::uint32_t>(tree_.values_.size());
    open_.push_back(static_cast<std::uint32_t>(tree_.nodes.size()));
    keepsScript_ =
        node.tag == Tag::script && tree_.get(node, Attribute::type).find("ld+json") != std::string_view::npos;
    tree_.nodes.push_back(node);
  }

  void end() {
    if (open_.size() < 2) return;
    tree_.nodes[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes.size());
    open_.pop_back();
  }

  void characters(std::string_view text) {
    const Tag above = tree_.nodes[open_.back()].tag;
    if (tooMuch_ || above == Tag::style || (above == Tag::script && !keepsScript_)) return;
    const std::size_t begin = tree_.text_.size();
    append(text);
    Node& last = tree_.nodes.back();
    const auto end = static_cast<std::uint32_t>(tree_.text_.size());
    if (last.tag == Tag::text && last.parent == open_.back() && last.textEnd == begin) {
      last.textEnd = end;
    } else if (tree_.nodes.size() < kMostNodes) {
      const auto next = static_cast<std::uint32_t>(tree_.nodes.size() + 1);
      tree_.nodes.push_back({.tag = Tag::text,
                             .parent = open_.back(),
                             .end = next,
                             .textBegin = static_cast<std::uint32_t>(begin),
                             .textEnd = end});
    }
  }

  void comment(std::string_view text) {
    constexpr std::string_view kMark = "saved from url=(";
    const std::size_t at = text.substr(0, 200).find(kMark);
    if (at == std::string_view::npos || !tree_.savedFrom.empty()) return;
    std::string_view address = text.substr(std::min(text.find(')', at), text.size()));
    if (!address.empty()) address.remove_prefix(1);
    tree_.savedFrom = address.substr(0, std::min(address.find_first_of(" \t\r\n"), address.size()));
  }

  [[nodiscard]] bool tooMuch() const { return tooMuch_; }

  HtmlTree finish() {
    while (open_.size() > 1) end();
    tree_.nodes[0].end = static_cast<std::uint32_t>(tree_.nodes.size());
    return std::move(tree_);
  }

 private:
  void keep(std::string_view name, std::string_view value) {
    const std::optional<Attribute> known = attributeCalled(name);
    if (!known || value.size() > kLongestValue) return;
    const auto begin = static_cast<std::uint32_t>(tree_.attributeText_.size());
    tree_.attributeText_ += value;
    tree_.values_.push_back({*known, begin, static_cast<std::uint32_t>(tree_.attributeText_.size())});
  }

  /// Character data with what libxml2 leaves of newer entities put right.
  void append(std::string_view text) {
    std::string& out = tree_.text_;
    // An unknown entity comes as "&", then its name; the semicolon follows with the text.
    if (pendingEntity_ == Pending::name && isName(text)) {
      entityStart_ = out.size() - 1;
      pendingEntity_ = *parser_->input->cur == ';' ? Pending::semicolon : Pending::none;
      if (pendingEntity_ == Pending::semicolon || !appendOldEntity(text)) out += text;
      return;
    }
    if (pendingEntity_ == Pending::semicolon && text.starts_with(';')) {
      const std::string reference = out.substr(entityStart_) + ";";
      out.resize(entityStart_);
      out += unknownEntity(reference);
      text.remove_prefix(1);
    }
    pendingEntity_ = text == "&" ? Pending::name : Pending::none;
    out += text;
  }

  /// The names of Latin-1 need no semicolon.
  bool appendOldEntity(std::string_view name) {
    const htmlEntityDesc* entity = htmlEntityLookup(BAD_CAST std::string(name).c_str());
    if (entity == nullptr || entity->value > 0xFF) return false;
    tree_.text_.resize(entityStart_);
    if (entity->value >= 0x80) tree_.text_ += static_cast<char>(0xC0 | entity->value >> 6);
    tree_.text_ += static_cast<char>(entity->value < 0x80 ? entity->value : 0x80 | (entity->value & 0x3F));
    return true;
  }

  static bool isName(std::string_view text) {
    return text.size() < 40 && std::all_of(text.begin(), text.end(), [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
  }

  enum class Pending { none, name, semicolon };
  xmlParserCtxt* parser_;
  std::size_t endTags_;
  HtmlTree tree_;
  std::vector<std::uint32_t> open_;
  bool keepsScript_ = false;
  bool tooMuch_ = false;
  Pending pendingEntity_ = Pending::none;
  std::size_t entityStart_ = 0;
};

namespace {

TreeMaker& makerOf(void* parser) {
  return *static_cast<TreeMaker*>(static_cast<xmlParserCtxt*>(parser)->_private);
}

xmlSAXHandler handlers() {
  xmlSAXHandler sax{};
  sax.startElement = [](void* p, const xmlChar* name, const xmlChar** list) {
    makerOf(p).start(viewOf(name), list);
  };
  sax.endElement = [](void* p, const xmlChar*) { makerOf(p).end(); };
  sax.characters = [](void* p, const xmlChar* text, int size) {
    makerOf(p).characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  };
  sax.ignorableWhitespace = sax.characters;
  sax.cdataBlock = sax.characters;
  sax.comment = [](void* p, const xmlChar* text) { makerOf(p).comment(viewOf(text)); };
  return sax;
}

struct FreeHtmlParser {
  void operator()(xmlParserCtxt* parser) const {
    if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
    htmlFreeParserCtxt(parser);
  }
};

/// Gives the parser as much of the page as it asks for, and takes it off.
int readPage(void* page, char* to, int size) {
  std::string_view& left = *static_cast<std::string_view*>(page);
  const std::size_t count = left.copy(to, static_cast<std::size_t>(size));
  left.remove_prefix(count);
  return static_cast<int>(count);
}

/// Reads the page piece by piece, as a file: of what is handed over in memory the parser makes a copy first.
/// Null for an empty one; `page` has to stay until it is read.
std::unique_ptr<xmlParserCtxt, FreeHtmlParser> parserOf(std::string_view& page) {
  std::unique_ptr<xmlParserCtxt, FreeHtmlParser> parser(page.empty() ? nullptr : htmlNewParserCtxt());
  if (parser == nullptr) return nullptr;
  xmlParserInputBuffer* buffer =
      xmlParserInputBufferCreateIO(readPage, nullptr, &page, XML_CHAR_ENCODING_NONE);
  if (buffer == nullptr) return nullptr;
  xmlParserInput* input = xmlNewIOInputStream(parser.get(), buffer, XML_CHAR_ENCODING_NONE);
  if (input == nullptr) return xmlFreeParserInputBuffer(buffer), nullptr;
  inputPush(parser.get(), input);
  return parser;
}

}  // namespace

Result<HtmlTree> parseHtml(std::string_view html) {
  constexpr const char* kTooMuch =
      "has tags nested or strung together beyond what any page needs; save it again, or as plain text";
  if (attributeLooks(html) > kMostLooks) return fail(ErrorKind::tooLarge, kTooMuch);
  std::string_view left = html;
  const auto parser = parserOf(left);
  if (parser == nullptr) return fail(ErrorKind::invalid, "is empty; it holds no text to read");
  *parser->sax = handlers();
  TreeMaker maker(html, parser.get());
  parser->_private = &maker;
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
  parser->options |= XML_PARSE_HUGE;
  parser->charset = XML_CHAR_ENCODING_UTF8;
  htmlParseDocument(parser.get());
  if (maker.tooMuch()) return fail(ErrorKind::tooLarge, kTooMuch);
  return maker.finish();
}

}  // namespace dateline::article
