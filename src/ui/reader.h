#pragma once

#include <optional>
#include <string>

#include "ui/passage_index.h"
#include "ui/reader_flow.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// The article beside the map: set like a newspaper's page, with the story's numbers in the margin.
class Reader {
 public:
  explicit Reader(text::Typesetter& typesetter) : flow_(typesetter) {}

  void draw(Context& context, const Area& area);

  [[nodiscard]] ReaderStatus status() const;
  [[nodiscard]] std::optional<map::ScreenPoint> pointOf(const TextRange& range) const;
  /// What the mouse has marked; empty for nothing.
  [[nodiscard]] std::string selectedText() const;
  [[nodiscard]] bool hovered() const { return hovered_; }

 private:
  struct Column {
    float left = 0, width = 0;
  };
  /// A piece on the screen in this pass.
  struct Shown {
    std::size_t index = 0;
    const Piece* piece = nullptr;
    text::LayoutPtr layout;
    float x = 0, y = 0;  ///< of the layout's top left in the window
  };
  struct Mark {
    Passage passage;
    float y = 0;
    Area area = {};
  };
  /// Where a passage begins, on the strip.
  struct Dot {
    float y = 0;
    std::size_t passage = 0;  ///< in the index
  };
  /// What lies under a point of the text.
  struct Under {
    std::vector<Passage> passages;
    int mention = -1;
    const article::Inline* link = nullptr;
  };

  // reader.cpp
  void refresh(const Context& context);
  void layOutVisible();
  [[nodiscard]] std::vector<text::Rect> rectsOf(const Shown& shown, const TextRange& range) const;
  [[nodiscard]] std::optional<std::size_t> offsetUnder(float x, float y) const;

  // reader_scroll.cpp
  void followReveal(const Context& context);
  void scrollByInput(Context& context);
  void animate(Context& context);
  [[nodiscard]] double furthestScroll() const;
  [[nodiscard]] double placeOf(const TextRange& range, double& height);
  void scrollTo(double y, bool smoothly);
  [[nodiscard]] double yOf(std::size_t offset) const;

  // reader_paint.cpp
  void paint(Context& context);
  void paintTints(const Context& context, const Shown& shown) const;
  void paintRange(const Pen& pen, const Shown& shown, const TextRange& range, Colour colour,
                  float reach) const;
  void paintText(const Context& context, const Shown& shown) const;
  void paintUnderlines(const Context& context, const Shown& shown) const;
  void paintMasthead(const Context& context, const Shown& shown) const;
  void placeMarks();
  void paintMarks(Context& context);

  // reader_mouse.cpp
  void useMouse(Context& context, const Hit& hit);
  void useKeys(Context& context);
  [[nodiscard]] Under under(const Context& context, float x, float y) const;
  void click(Context& context, const Under& under);
  void selectAround(std::size_t offset, int clicks);
  void dragSelection(Context& context);

  // reader_strip.cpp
  void strip(Context& context);
  void placeDots(const Area& track);
  [[nodiscard]] double wholeHeight() const;

  ReaderFlow flow_;
  PassageIndex passages_;
  article::ArticlePtr article_;
  Masthead masthead_;
  Area area_;
  Column column_;
  std::vector<Shown> shown_;
  std::vector<Mark> marks_;
  bool hovered_ = false;

  double scroll_ = 0;
  double target_ = 0;
  std::optional<TextRange> revealing_;  // while the scroll moves there
  int revealSerial_ = 0;
  std::size_t firstVisible_ = 0, lastVisible_ = 0;

  std::optional<TextRange> selection_;
  std::size_t selectionAnchor_ = 0;
  bool selecting_ = false;
  ImVec2 pressedAt_{};
  bool draggingStrip_ = false;
  std::vector<Dot> dots_;
  std::uint64_t dotsRevision_ = 0;
  Area dotsTrack_;
};

}  // namespace dateline::ui
