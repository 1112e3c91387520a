#include <gtest/gtest.h>

#include <algorithm>

#include "ui/set_text.h"

// Tables as the reader sets them.

namespace dateline::ui {
namespace {

constexpr const char* kCities =
    "| City | People | Note |\n|---|---|---|\n| Vienna | 1,900,000 | on the Danube |\n"
    "| Ulaanbaatar | 5 | **cold** |\n";

float rightOf(const text::Rect& rect) {
  return rect.x + rect.w;
}

TEST(ReaderTables, HaveColumns) {
  SetText table(kCities);
  ASSERT_EQ(table.flow.pieces().size(), 3u);
  EXPECT_EQ(table.of(0, "City").x, table.of(1, "Vienna").x);
  EXPECT_EQ(table.of(0, "Note").x, table.of(2, "cold").x);
  EXPECT_GT(table.of(1, "on the").x, rightOf(table.of(1, "1,900,000")));
  EXPECT_NEAR(rightOf(table.of(1, "1,900,000")), rightOf(table.of(2, "5")), 0.5f)
      << "numbers stand at the right";
  EXPECT_NEAR(rightOf(table.of(0, "People")), rightOf(table.of(2, "5")), 0.5f);
  EXPECT_TRUE(table.set(1)->rectsFor(6, 9).empty()) << "the bar is not drawn";
  EXPECT_EQ(table.article->text.substr(0, 20), "City | People | Note");
}

TEST(ReaderTables, WrapTheirCellsSoThatTheyFit) {
  std::string markdown = "| a | b |\n|:--|:-:|\n| Karsk | ";
  for (int i = 0; i < 30; ++i) markdown += "many words of it ";
  for (const float width : {600.0f, 300.0f, 120.0f}) {
    SetText table(markdown + "|\n", width);
    EXPECT_LE(table.set(1)->lines().front().right, width + 0.5f);
    EXPECT_GT(table.set(1)->height(), 60);
    EXPECT_EQ(table.set(1)->lines().size(), 1u);
  }
}

TEST(ReaderTables, AreSetSmallerBeforeTheirWordsAreBroken) {
  SetText table(
      "| Year | Exports, $ bn | Change | Partner |\n|---|---|---|---|\n"
      "| 2020 | 47.5 | -18.2 % | Kazakhstan and its neighbours |\n",
      335);
  table.flow.refresh(table.article, {}, 335, {.sizePercent = 160});
  for (const char* words : {"2020", "47.5", "-18.2 %", "Kazakhstan"}) {
    const std::size_t at = table.flow.textOf(table.flow.pieces()[1]).find(words);
    EXPECT_EQ(table.set(1)->rectsFor(at, at + std::string_view(words).size()).size(), 1u) << words;
  }
}

/// How many lines the words take.
std::size_t linesOf(SetText& table, std::size_t piece, std::string_view words) {
  const std::size_t at = table.flow.textOf(table.flow.pieces()[piece]).find(words);
  std::vector<float> tops;
  for (const text::Rect& rect : table.set(piece)->rectsFor(at, at + words.size()))
    if (tops.empty() || rect.y > tops.back() + 1) tops.push_back(rect.y);
  return tops.size();
}

TEST(ReaderTables, BreakTheirCellsBetweenWordsOnly) {
  const std::string cargo =
      "| Port | Cargo, 1000 t | Share | Destination |\n|:--|--:|:-:|---|\n"
      "| Antofagasta | 2,310 | 41 % | Shanghai, Qingdao |\n| Mejillones | 1,870 | 33 % | Rotterdam |\n";
  std::size_t tables = 0, texts = 0;
  for (float width = 120; width < 420; width += 10) {
    SetText table(cargo, width);
    if (table.flow.tableOf(table.flow.pieces()[1]) == nullptr) {
      ++texts;
      continue;
    }
    ++tables;
    for (const char* words : {"Cargo,", "1000 t", "Share", "Destination"})
      EXPECT_EQ(linesOf(table, 0, words), 1u) << words << " at " << width;
    for (const char* words : {"Antofagasta", "2,310", "41 %", "Shanghai,", "Qingdao"})
      EXPECT_EQ(linesOf(table, 1, words), 1u) << words << " at " << width;
    EXPECT_EQ(linesOf(table, 2, "Mejillones"), 1u) << width;
    EXPECT_EQ(linesOf(table, 2, "Rotterdam"), 1u) << width;
    EXPECT_LE(rightOf(table.of(1, "Qingdao")), width + 0.5f);
  }
  EXPECT_GT(tables, 10u);
  EXPECT_GT(texts, 3u);
}

TEST(ReaderTables, KeepShortNamesWholeInScriptsWithoutSpaces) {
  SetText table("| 国 | 首都 |\n|---|---|\n| 日本国は東アジアにある島国であると言われている | 東京 |\n", 200);
  ASSERT_NE(table.flow.tableOf(table.flow.pieces()[1]), nullptr);
  EXPECT_EQ(linesOf(table, 1, "東京"), 1u);
  EXPECT_GT(linesOf(table, 1, "日本国は東アジアにある島国であると言われている"), 1u);
}

TEST(ReaderTables, BreakAWordThatFitsIntoNone) {
  SetText table("| What | Where |\n|---|---|\n| Data | https://example.org/" + std::string(80, 'a') + " |\n",
                300);
  ASSERT_NE(table.flow.tableOf(table.flow.pieces()[1]), nullptr);
  EXPECT_GT(linesOf(table, 1, "https://example.org/" + std::string(80, 'a')), 2u);
  EXPECT_LE(table.set(1)->lines().front().right, 300.5f);
}

TEST(ReaderTables, WithoutRoomAreText) {
  std::string row = "|", rule = "|";
  for (int i = 0; i < 20; ++i) row += " Indivisible |", rule += "---|";
  SetText table(row + "\n" + rule + "\n" + row + "\n", 300);
  EXPECT_EQ(table.flow.tableOf(table.flow.pieces()[1]), nullptr);
  EXPECT_GT(table.set(1)->lines().size(), 1u);
  EXPECT_GT(table.flow.pieces()[1].before, 0) << "the rows are told apart";
  const std::string text = table.flow.textOf(table.flow.pieces()[1]);
  for (const text::Line& line : table.set(1)->lines()) EXPECT_NE(text[line.startByte], '|');
}

TEST(ReaderTables, ReadFromTheRightAsTheirFirstRowIs) {
  SetText mixed("| City | Land |\n|---|---|\n| مصر | Egypt |\n| Vienna | Austria |\n");
  EXPECT_NEAR(mixed.of(1, "مصر").x, mixed.of(2, "Vienna").x, 1.0f);
  EXPECT_FALSE(mixed.flow.pieces()[1].rightToLeft);
  SetText arabic("| مدينة | بلد |\n|---|---|\n| القاهرة | مصر |\n");
  EXPECT_GT(arabic.of(1, "القاهرة").x, arabic.of(1, "مصر").x);
  EXPECT_NEAR(rightOf(arabic.of(0, "مدينة")), 440, 1.5f);
}

TEST(ReaderTables, AreWalkedThroughCellByCell) {
  SetText table(kCities, 220);
  const text::LayoutPtr row = table.set(1);
  const std::string text = table.flow.textOf(table.flow.pieces()[1]);
  std::size_t steps = 0;
  text::CaretPlace place{0, false};
  for (auto next = row->besides(place, true); next && steps < 200;
       next = row->besides(place, true), ++steps) {
    EXPECT_GE(next->byte, place.byte);
    place = *next;
  }
  EXPECT_EQ(place.byte, text.size());
  for (std::size_t back = 0; back < 200; ++back)
    if (const auto next = row->besides(place, false)) place = *next;
  EXPECT_EQ(place.byte, 0u);
  SetText wide(kCities);
  const text::LayoutPtr whole = wide.set(1);
  for (std::size_t byte = 0; byte <= text.size(); ++byte) {
    const text::Caret caret = whole->caretAt(byte, false);
    const std::size_t found = whole->byteAt(caret.x, (caret.top + caret.bottom) / 2);
    EXPECT_EQ(whole->caretAt(found, false).x, caret.x) << byte;
  }
}

TEST(ReaderTables, OfPagesKeepTheColumnsOfCellsThatSpan) {
  SetText page(
      "<html><body><article><h1>Title</h1><p>The minister visited the town and then flew on to the next, "
      "where he "
      "was met at the airport by officials of the "
      "city.</p><table><tr><th>Land</th><th>City</th><th>Role</th></tr>"
      "<tr><td "
      "rowspan=2>Kazakhstan</td><td>Astana</td><td>host</td></tr><tr><td>Almaty</td><td>guest</td></tr>"
      "<tr><td></td><td>Karsk</td><td>none</td></tr>"
      "<tr><td colspan=3>Source: the ministry</td></tr></table><p>He said that this was good, and that it "
      "was "
      "to be so for long.</p></article></body></html>",
      440, "a.html");
  const auto& blocks = page.article->blocks;
  const auto head =
      std::find_if(blocks.begin(), blocks.end(), [](const auto& b) { return b.row != nullptr; });
  ASSERT_NE(head, blocks.end());
  EXPECT_TRUE(head->row->heads);
  const auto piece = static_cast<std::size_t>(head - blocks.begin());
  EXPECT_EQ(page.of(piece, "City").x, page.of(piece + 1, "Astana").x);
  EXPECT_EQ(page.of(piece, "City").x, page.of(piece + 2, "Almaty").x);
  EXPECT_EQ(page.of(piece, "City").x, page.of(piece + 3, "Karsk").x);
  EXPECT_EQ(page.of(piece, "Land").x, page.of(piece + 4, "Source").x);
}

TEST(ReaderTables, GrowForCellsThatSpan) {
  const std::string total = "Total: 21,500, of which 3,000 elsewhere, according to a study of 2018";
  SetText page(
      "<html><body><article><h1>Title</h1><p>The minister visited the town and then flew on to the next, "
      "where he was met at the airport by officials of the city.</p><table>"
      "<tr><th>City</th><th>Jobs</th></tr><tr><td>Karsk</td><td>12,000</td></tr>"
      "<tr><td colspan=2>" +
          total + "</td></tr></table></article></body></html>",
      440, "a.html");
  const auto& blocks = page.article->blocks;
  const auto head =
      std::find_if(blocks.begin(), blocks.end(), [](const auto& b) { return b.row != nullptr; });
  ASSERT_NE(head, blocks.end());
  const auto row = static_cast<std::size_t>(head - blocks.begin()) + 1;
  EXPECT_EQ(linesOf(page, row + 1, total), 2u);
  EXPECT_GT(rightOf(page.of(row, "12,000")), 400);
}

TEST(ReaderTables, OfManyCellsCostNoMoreThanIsSeen) {
  std::string markdown = "| a | b | c | d |\n|---|---|---|---|\n";
  for (int i = 0; i < 25'000; ++i) markdown += "| 1 | x | 2 | y |\n";
  SetText table(markdown);
  table.set(20'000);
  EXPECT_LT(table.flow.layoutsMade(), 10);
  EXPECT_NE(table.flow.tableOf(table.flow.pieces()[20'000]), nullptr);
}

}  // namespace
}  // namespace dateline::ui
