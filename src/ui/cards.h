#pragma once

#include <vector>

#include "ui/passage_view.h"

namespace dateline::ui {

inline constexpr float kLeastCardRoom = 190;  ///< height that the briefest card needs

/// The selected event at its pin: what it is, where, when, and the passage itself, clear of the context's
/// panels: where there is little room it is narrower and says less.
class EventCard {
 public:
  /// Gives the area it took; empty when closed.
  Area draw(Context& context, const Area& mapArea);

 private:
  PassageView passage_;
};

/// The places that a suggestion's name may mean, each with its score and reasons: a part of the card.
class CandidateList {
 public:
  /// At most as many candidates as fit `height`; where that is hardly any, the first without its reasons, or
  /// none.
  CandidateList(const Context& context, const session::Suggestion& suggestion, float width, float height);
  [[nodiscard]] float height() const { return height_; }
  /// Draws them; a click on one asks for it.
  void draw(Context& context, float x, float y) const;

 private:
  struct Row {
    text::LayoutPtr name, detail, reason;
    float height;
  };
  const session::Suggestion& suggestion_;
  float width_, height_ = 0;
  text::LayoutPtr heading_;
  std::vector<Row> rows_;
};

/// A share from 0 to 1: "83 %".
std::string percentText(float share);
/// How sure a choice is, beside the others: "83 %", or why it is as sure as the first; empty where that is
/// not known.
std::string confidenceText(const session::PlaceChoice& choice);
/// How sure a suggestion's pin is: "83 %", or that the user chose its place.
std::string confidenceText(const session::Suggestion& suggestion);

/// The kind as a word: "Meeting".
std::string kindName(const std::string& kind);

}  // namespace dateline::ui
