#include "article/head_matter.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "article/datelines.h"
#include "article/dates.h"
#include "article/head_letters.h"

namespace dateline::article {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestByline = 160;  // bytes
constexpr std::size_t kHeadBlocks = 8;

/// Chinese sites label what they set in one line: "2024-03-01 10:05 来源：河谷网 记者：王芳、李明".
std::string_view behindLabel(std::string_view text) {
  constexpr std::array kLabels = {"记者"sv, "記者"sv, "作者"sv, "撰文"sv};
  constexpr std::array kColons = {"："sv, ":"sv};
  constexpr std::array kEnds = {" "sv, "\u00A0"sv, "\u3000"sv, "|"sv, "）"sv, ")"sv, "】"sv};
  constexpr std::array kSentence = {"。"sv, "，"sv, "？"sv, "！"sv, "；"sv};
  for (const std::string_view label : kLabels) {
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos) continue;
    std::string_view names = text.substr(at + label.size());
    const auto* colon = std::ranges::find_if(kColons, [&](auto sign) { return names.starts_with(sign); });
    if (colon == kColons.end()) continue;
    names = withoutBlanks(names.substr(colon->size()));
    for (const std::string_view end : kEnds) names = names.substr(0, names.find(end));
    const auto holds = [&](std::string_view sign) { return names.find(sign) != std::string_view::npos; };
    if (std::ranges::none_of(kSentence, holds)) return names;
  }
  return {};
}

/// What leads a byline in the languages that have such a word.
std::string_view behindBy(std::string_view text) {
  constexpr std::array kBy = {
      "By "sv,       "by "sv,       "BY "sv,         "Von "sv,     "VON "sv,      "Par "sv,   "PAR "sv,
      "Por "sv,      "POR "sv,      "Di "sv,         "Door "sv,    "Av "sv,       "Af "sv,    "By: "sv,
      "Author: "sv,  "Autor: "sv,   "Autora: "sv,    "Auteur: "sv, "Auteur : "sv, "Text: "sv, "Tekst: "sv,
      "Автор: "sv,   "Автор — "sv,  "Текст: "sv,     "Yazan: "sv,  "بقلم "sv,     "بقلم: "sv, "كتب "sv,
      "מאת "sv,      "מאת: "sv,     "文／"sv,        "文/"sv,      "作者："sv,    "作者:"sv,  "Written by "sv,
      "Words by "sv, "Story by "sv, "Reported by "sv};
  for (const std::string_view by : kBy)
    if (text.starts_with(by)) return withoutBlanks(text.substr(by.size()));
  // "本报记者　王芳"
  constexpr std::size_t kLongestPaper = 18;  // bytes
  for (const std::string_view reporter : {"记者"sv, "記者"sv})
    if (const std::size_t at = text.find(reporter); at <= kLongestPaper) {
      const std::string_view names = text.substr(at + reporter.size());
      if (names.starts_with(' ') || names.starts_with("\u3000")) return withoutBlanks(names);
    }
  return behindLabel(text);
}

/// Words that begin small and do not join names, as a sentence has them.
bool holdsSmallWords(std::string_view text) {
  constexpr std::array kJoining = {"and"sv,  "und"sv, "et"sv,  "y"sv,   "e"sv,   "och"sv, "og"sv,  "en"sv,
                                   "и"sv,    "та"sv,  "і"sv,   "in"sv,  "at"sv,  "for"sv, "of"sv,  "the"sv,
                                   "from"sv, "für"sv, "aus"sv, "von"sv, "van"sv, "der"sv, "den"sv, "de"sv,
                                   "del"sv,  "la"sv,  "le"sv,  "di"sv,  "da"sv,  "al"sv,  "bin"sv, "à"sv};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (u_islower(firstCharacterOf(word)) && std::ranges::find(kJoining, word) == kJoining.end()) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::string bylineIn(std::string_view text, bool hinted) {
  text = withoutBlanks(text);
  if (text.size() > kLongestByline || text.find('\n') != std::string_view::npos) return {};
  std::string_view names = behindBy(text);
  if (names.empty() && hinted) names = text;
  names = withoutBlanks(withoutDateBehind(names));
  const Letters letters = lettersOf(names);
  const std::int32_t first = firstCharacterOf(names);
  if (letters.all() < 2 || u_islower(first) || u_isdigit(first)) return {};
  if (names.ends_with('?') || names.ends_with('!') || names.ends_with(':')) return {};
  if (names.ends_with('.') && (letters.lower > 30 || holdsSmallWords(names.substr(0, names.find(',')))))
    return {};
  const bool all = names.find_first_of("\"") == std::string_view::npos;
  return all ? std::string(names) : std::string();
}

bool isPersonsName(std::string_view text) {
  for (const std::string_view joining :
       {", "sv, " & "sv, " and "sv, " und "sv, " et "sv, " y "sv, " e "sv, " и "sv})
    text = text.substr(0, text.find(joining));
  const auto spaces = std::ranges::count(text, ' ');
  const Letters letters = lettersOf(text);
  return spaces >= 1 && spaces <= 3 && letters.digits == 0 && letters.uncased == 0 &&
         letters.upper > spaces && letters.lower > 0 && !holdsSmallWords(text);
}

WhoAndWhen whoAndWhenIn(std::string_view line) {
  constexpr std::array kSigns = {" · "sv, " | "sv, " • "sv, " ∙ "sv, " – "sv, " — "sv, " / "sv};
  WhoAndWhen told;
  while (!line.empty()) {
    std::size_t end = line.size(), behind = line.size();
    for (const std::string_view sign : kSigns)
      if (const std::size_t at = line.find(sign); at < end) {
        end = at;
        behind = at + sign.size();
      }
    const std::string_view part = line.substr(0, end);
    if (told.byline.empty()) told.byline = bylineIn(part);
    if (told.published.empty() && saysOnlyWhen(part)) told.published = isoDateIn(part);
    line.remove_prefix(behind);
  }
  return told;
}

namespace {

/// "【责任编辑:李明】", "Editor: Ann Lee": who made it, in one line.
bool isCredit(std::string_view text) {
  constexpr std::size_t kLongestCredit = 120;  // bytes
  constexpr std::array kOpening = {"【"sv, "（"sv, "["sv, "("sv, "［"sv};
  constexpr std::array kLabels = {"责任编辑"sv, "責任編輯"sv,  "责编"sv,     "編輯"sv,
                                  "编辑"sv,     "校对"sv,      "记者"sv,     "記者"sv,
                                  "作者"sv,     "监制"sv,      "Editor"sv,   "Editors"sv,
                                  "Редактор"sv, "Редакторы"sv, "Redakcja"sv, "Redaktion"sv};
  if (text.size() > kLongestCredit) return false;
  for (const std::string_view open : kOpening)
    if (text.starts_with(open)) text.remove_prefix(open.size());
  return std::ranges::any_of(kLabels, [text](std::string_view label) {
    if (!text.starts_with(label)) return false;
    const std::string_view behind = withoutBlanks(text.substr(label.size()));
    return behind.starts_with(':') || behind.starts_with("：");
  });
}

/// "CRISTINA VÁZQUEZ / FERRAN BONO"
bool isNameInCapitals(std::string_view text) {
  const Letters letters = lettersOf(text);
  return letters.upper > 3 && letters.lower + letters.uncased + letters.digits == 0 &&
         text.find(' ') != std::string_view::npos;
}

/// Right below the title, above a line that tells the day: who wrote it, not a dek.
void takeNameAboveDay(Article& article) {
  for (std::size_t i = 1; i + 1 < article.blocks.size() && i <= 2; ++i) {
    Block& block = article.blocks[i];
    if (block.kind != BlockKind::dek || !isDateLine(article.slice(article.blocks[i + 1].range))) continue;
    const std::string_view text = article.slice(block.range);
    if (text.size() > kLongestByline || !(isPersonsName(text) || isNameInCapitals(text))) continue;
    block.kind = BlockKind::byline;
    if (article.head.byline.empty()) article.head.byline = bylineIn(text, true);
  }
}

/// Below the text.
void markCredits(Article& article) {
  for (auto block = article.blocks.rbegin(); block != article.blocks.rend(); ++block) {
    if (block->kind != BlockKind::paragraph || !isCredit(article.slice(block->range))) return;
    block->kind = BlockKind::byline;
    block->level = 0;
  }
}

}  // namespace

void readHeadMatter(Article& article) {
  Head& head = article.head;
  takeNameAboveDay(article);
  const auto takeDateline = [&head](std::string_view text) {
    std::string dateline = datelineOf(text);
    if (dateline.empty()) return false;
    if (head.byline.empty()) head.byline = reportersIn(text);
    if (head.dateline.empty()) head.dateline = std::move(dateline);
    return true;
  };
  std::size_t looked = 0;
  bool listed = false;
  for (Block& block : article.blocks) {
    if (++looked > kHeadBlocks) break;
    if (block.kind == BlockKind::title || block.kind == BlockKind::caption) continue;
    const std::string_view text = article.slice(block.range);
    if (block.kind == BlockKind::listItem) {  // what is in short
      listed = true;
      continue;
    }
    const bool dek = block.kind == BlockKind::dek;
    if (dek && text.size() > kLongestByline) continue;
    if (listed || text.size() > kLongestByline) {
      takeDateline(text);
      break;
    }
    if (std::string byline = bylineIn(text); !byline.empty()) {
      block.kind = BlockKind::byline;
      block.level = 0;
      if (head.byline.empty()) head.byline = std::move(byline);
      if (head.published.empty()) head.published = isoDateIn(text);
    } else if (isDateLine(text) || (saysOnlyWhen(text) && !isoDateIn(text).empty())) {
      block.kind = BlockKind::byline;
      block.level = 0;
      if (head.published.empty()) head.published = isoDateIn(text);
    } else if (!dek && takeDateline(text)) {
      break;
    }
  }
  if (head.published.empty()) head.published = isoDateIn(head.dateline);
  markCredits(article);
}

Head restOfHead(const Article& article) {
  Head rest = article.head;
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::title || block.kind == BlockKind::dek) continue;
    if (block.kind != BlockKind::byline) break;
    const std::string_view line = article.slice(block.range);
    if (line.find(article.head.byline) != std::string_view::npos) rest.byline.clear();
    if (isoDateIn(line) == article.head.published) rest.published.clear();
  }
  return rest;
}

}  // namespace dateline::article
