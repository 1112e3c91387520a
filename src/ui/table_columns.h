// How wide the columns of a table get, by what their cells need.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "text/typesetter.h"

namespace dateline::ui {

/// Of what stands in a column, or in a cell across several: how wide it must be so that it breaks only where
/// lines may, and so that it stands on one line.
struct CellNeed {
  float least = 0, whole = 0;

  void include(const CellNeed& other);
};

struct SpanNeed {
  std::size_t first = 0, last = 0;  ///< columns
  CellNeed need;
};

/// At the normal size of the type.
struct TableNeeds {
  std::vector<CellNeed> columns;  ///< of the cells that stand in one alone
  std::vector<SpanNeed> spans;
};

struct TableRoom {
  float width = 0;               ///< of the page
  float gap = 0, narrowGap = 0;  ///< between columns: where there is room, and at least
  float share = 1;               ///< of the normal size of the type
};

struct SharedRoom {
  std::vector<float> widths;  ///< of the columns
  float gap = 0;
};

/// As browsers do: each column gets what it needs, or else its longest word and of the rest what it wants
/// more. Room is better taken from what parts the columns than from what is in them. nullopt where not even
/// the words have room; of what is longer than half of the page a part counts, as it breaks in any table.
std::optional<SharedRoom> shareOut(const TableNeeds& needs, const TableRoom& room);

/// Of numbers with their signs and units: "1,900,000", "+3.5 %", "€ 12", "–".
[[nodiscard]] bool isNumber(std::string_view cell);

/// The parts of a cell in which no line ends, in bytes: numbers with the units
/// behind them, and single short words.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> wholeParts(std::string_view cell);

/// What a cell's text needs.
CellNeed needOf(text::Typesetter& typesetter, std::string_view text, const text::TextStyle& style);

}  // namespace dateline::ui
