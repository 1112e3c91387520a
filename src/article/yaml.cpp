#include "article/yaml.h"

#include <algorithm>

#include "base/utf8.h"

namespace dateline::article {
namespace {

constexpr std::string_view kYamlBlanks = " \t";
constexpr int kDeepestYaml = 20;

std::string_view withoutBlanksAround(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kYamlBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kYamlBlanks) - first + 1);
}

bool isYamlBlank(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\t';
}

/// Where the comment begins, behind a blank; the end where there is none.
std::size_t commentIn(std::string_view text) {
  for (std::size_t at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1))
    if (at == 0 || isYamlBlank(text, at - 1)) return at;
  return text.size();
}

/// The character behind a backslash, or that it stands for; `at` is moved behind it.
std::string escapedIn(std::string_view text, std::size_t& at) {
  const char c = text[at++];
  const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0) return c == 'n' || c == 't' ? " " : std::string(1, c);
  char32_t value = 0;
  for (std::size_t i = 0; i < digits && at < text.size(); ++i, ++at) {
    const char digit = text[at];
    const bool letter = (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
    if (!letter && (digit < '0' || digit > '9')) break;
    value = value * 16 + static_cast<char32_t>(letter ? (digit & 0x0F) + 9 : digit - '0');
  }
  return utf8Of(value);
}

/// Quoted text that begins at `at`, which is moved behind it; up to the end where it is not closed.
std::string quotedIn(std::string_view text, std::size_t& at) {
  const char quote = text[at++];
  std::string out;
  while (at < text.size()) {
    const char c = text[at++];
    if (c == '\\' && quote == '"' && at < text.size()) {
      out += escapedIn(text, at);
    } else if (c != quote) {
      out += c;
    } else if (quote == '\'' && at < text.size() && text[at] == quote) {
      out += text[at++];
    } else {
      break;
    }
  }
  return out;
}

void addMember(YamlValue& to, std::string name, YamlValue value) {
  value.name = std::move(name);
  to.members.push_back(std::move(value));
}

bool beginsQuoted(std::string_view text) {
  return text.starts_with('"') || text.starts_with('\'');
}

/// "[Ana Lind, {name: Bo Ek}]", where lines are already one.
class FlowReader {
 public:
  explicit FlowReader(std::string_view text) : text_(text) {}

  YamlValue read(int depth = 0) {
    skipBlanks();
    if (at_ >= text_.size() || depth > kDeepestYaml) return {};
    if (text_[at_] == '[' || text_[at_] == '{') return readGroup(depth);
    YamlValue value;
    if (beginsQuoted(text_.substr(at_)))
      value.text = quotedIn(text_, at_);
    else
      value.text = readPlain();
    return value;
  }

 private:
  void skipBlanks() { at_ = std::min(text_.find_first_not_of(" \t,", at_), text_.size()); }

  YamlValue readGroup(int depth) {
    YamlValue group;
    const bool named = text_[at_++] == '{';
    for (skipBlanks(); at_ < text_.size() && text_[at_] != ']' && text_[at_] != '}'; skipBlanks()) {
      const std::size_t before = at_;
      YamlValue value = read(depth + 1);
      at_ = std::min(text_.find_first_not_of(kYamlBlanks, at_), text_.size());
      if (at_ < text_.size() && text_[at_] == ':') {
        ++at_;
        std::string name = std::move(value.text);
        value = read(depth + 1);
        if (named) addMember(group, std::move(name), std::move(value));
      } else if (!named) {
        group.items.push_back(std::move(value));
      }
      if (at_ == before) ++at_;
    }
    if (at_ < text_.size()) ++at_;
    return group;
  }

  std::string readPlain() {
    const std::size_t start = at_;
    while (at_ < text_.size() && std::string_view(",[]{}").find(text_[at_]) == std::string_view::npos &&
           !(text_[at_] == ':' && isYamlBlank(text_, at_ + 1)))
      ++at_;
    return std::string(withoutBlanksAround(text_.substr(start, at_ - start)));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Brackets are closed, but for those in quotes.
bool isClosedFlow(std::string_view text) {
  int open = 0;
  for (std::size_t at = 0; at < text.size();) {
    const bool beginsValue = at > 0 && std::string_view(" [{,:").find(text[at - 1]) != std::string_view::npos;
    if (beginsValue && beginsQuoted(text.substr(at))) {
      quotedIn(text, at);
      continue;
    }
    open += text[at] == '[' || text[at] == '{' ? 1 : text[at] == ']' || text[at] == '}' ? -1 : 0;
    ++at;
  }
  return open <= 0;
}

bool isClosedQuote(std::string_view text) {
  std::size_t at = 0;
  quotedIn(text, at);
  return at > 1 && text[at - 1] == text[0];
}

/// Where the value of "name: value" begins; npos where the line is none.
std::size_t memberIn(std::string_view line, std::string& name) {
  std::size_t at = 0;
  if (beginsQuoted(line)) {
    name = quotedIn(line, at);
  } else {
    const auto isSeparator = [&](std::size_t i) { return line[i] == ':' && isYamlBlank(line, i + 1); };
    while (at < line.size() && !isSeparator(at)) ++at;
    name = withoutBlanksAround(line.substr(0, at));
  }
  return at < line.size() && line[at] == ':' && !name.empty() ? at + 1 : std::string_view::npos;
}

class YamlReader {
 public:
  explicit YamlReader(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines_.emplace_back(text.substr(at, end - at));
      at = end + 1;
    }
  }

  /// What stands at `indent` or deeper, from the next line on.
  YamlValue read(std::size_t indent, int depth = 0) {
    YamlValue value;
    skipEmpty();
    if (next_ == lines_.size() || indentOfNext() < indent || depth > kDeepestYaml) return value;
    const std::size_t here = indentOfNext();
    for (; next_ < lines_.size() && indentOfNext() == here; skipEmpty())
      if (!readEntry(value, here, depth)) break;
    return value;
  }

 private:
  [[nodiscard]] std::size_t indentOfNext() const {
    return std::min(lines_[next_].find_first_not_of(kYamlBlanks), lines_[next_].size());
  }

  [[nodiscard]] std::string_view contentOfNext() const { return withoutBlanksAround(lines_[next_]); }

  void skipEmpty() {
    while (next_ < lines_.size() && (contentOfNext().empty() || contentOfNext().starts_with('#'))) ++next_;
  }

  /// An item, a member, or text; false where the line is nothing of the kind that is read.
  bool readEntry(YamlValue& value, std::size_t here, int depth) {
    const std::string_view line = contentOfNext();
    if (line == "-" || line.starts_with("- ")) {
      if (!value.members.empty()) return false;
      // What is behind the hyphen stands in a column of its own.
      lines_[next_][here] = ' ';
      value.items.push_back(read(here + 1, depth + 1));
      return true;
    }
    if (!value.items.empty()) return false;
    std::string name;
    const std::size_t at = memberIn(line, name);
    if (at == std::string_view::npos) {
      const bool first = value.members.empty();
      std::string text(line);
      ++next_;
      YamlValue alone = valueOf(std::move(text), here);
      if (first && here > 0) value = std::move(alone);
      return !first || here == 0;
    }
    std::string text(withoutBlanksAround(line.substr(at)));
    ++next_;
    YamlValue member = text.empty() || text.starts_with('#') ? nested(here, depth) : valueOf(text, here + 1);
    addMember(value, std::move(name), std::move(member));
    return true;
  }

  /// Below a name: deeper, or a list beside it.
  YamlValue nested(std::size_t here, int depth) {
    skipEmpty();
    if (next_ == lines_.size()) return {};
    const bool list = contentOfNext() == "-" || contentOfNext().starts_with("- ");
    return read(list ? here : here + 1, depth + 1);
  }

  /// Of text that begins a value, with the lines below that stand at `indent` or deeper.
  YamlValue valueOf(std::string text, std::size_t indent) {
    YamlValue value;
    if (text.front() == '|' || text.front() == '>') {
      value.text = linesBelow(indent);
    } else if (text.front() == '[' || text.front() == '{') {
      while (!isClosedFlow(text) && goesOn(indent, "]}")) joinNext(text);
      value = FlowReader(text).read();
    } else if (beginsQuoted(text)) {
      while (!isClosedQuote(text) && goesOn(indent, {})) joinNext(text);
      std::size_t at = 0;
      value.text = quotedIn(text, at);
      // 'It's raining' is no YAML, but is written.
      const std::string_view behind = withoutBlanksAround(std::string_view(text).substr(at));
      if (behind.ends_with(text.front())) value.text = text.substr(1, text.rfind(text.front()) - 1);
    } else {
      text.resize(commentIn(text));
      const std::string rest = linesBelow(indent);
      value.text = withoutBlanksAround(text + (rest.empty() ? "" : " ") + rest);
    }
    return value;
  }

  /// The next line belongs to the same value: it is indented, or closes its brackets.
  [[nodiscard]] bool goesOn(std::size_t indent, std::string_view closing) const {
    if (next_ == lines_.size()) return false;
    const std::string_view line = contentOfNext();
    return line.empty() || indentOfNext() >= std::max<std::size_t>(indent, 1) ||
           closing.find(line.front()) != std::string_view::npos;
  }

  void joinNext(std::string& text) {
    const std::string_view line = contentOfNext();
    text += ' ';
    text += line.substr(0, commentIn(line));
    ++next_;
  }

  std::string linesBelow(std::size_t indent) {
    std::string text;
    while (goesOn(indent, {})) {
      const std::string_view line = contentOfNext();
      if (!line.empty() && !text.empty()) text += ' ';
      text += line;
      ++next_;
    }
    return text;
  }

  std::vector<std::string> lines_;
  std::size_t next_ = 0;
};

}  // namespace

const YamlValue* YamlValue::member(std::string_view called) const {
  const auto found = std::ranges::find(members, called, &YamlValue::name);
  return found == members.end() ? nullptr : &*found;
}

YamlValue readYaml(std::string_view text) {
  return YamlReader(text).read(0);
}

}  // namespace dateline::article
