#pragma once

#include <string>
#include <string_view>

#include "app/command_line.h"
#include "app/place_pieces.h"
#include "gazetteer/finder.h"

namespace dateline::app {

/// Writes found places as text. Offsets become code points of the document.
class PlaceLines {
 public:
  PlaceLines(const gazetteer::Finder& finder, PlaceFormat format, bool explain)
      : finder_(finder), format_(format), explain_(explain) {}

  /// What stands before and after all rows.
  [[nodiscard]] std::string_view head() const;
  [[nodiscard]] std::string_view foot(bool any) const;
  /// The rows of one piece. Rows of GeoJSON begin with a comma; the first of all loses it.
  [[nodiscard]] std::string rows(const Piece& piece, const std::vector<gazetteer::Found>& found) const;

 private:
  struct Row;
  void appendJson(std::string& out, const Row& row) const;
  void appendProperties(std::string& out, const Row& row) const;
  void appendFeature(std::string& out, const Row& row) const;
  void appendCsv(std::string& out, const Row& row) const;
  void appendReasons(std::string& out, const Row& row) const;

  const gazetteer::Finder& finder_;
  PlaceFormat format_;
  bool explain_;
};

/// A JSON string with its quotation marks; what is not UTF-8 becomes U+FFFD.
void appendJsonText(std::string& out, std::string_view text);
/// A field of CSV (RFC 4180).
void appendCsvText(std::string& out, std::string_view text);

}  // namespace dateline::app
