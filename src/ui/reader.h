#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/passage_index.h"
#include "ui/popup_menu.h"
#include "ui/reader_flow.h"
#include "ui/text_selection.h"
#include "ui/widgets.h"

namespace dateline::ui {

/// The article beside the map: set like a newspaper's page, with the story's numbers in the margin.
class Reader {
 public:
  static constexpr float kPaddingTop = 32;  ///< above the text
  static constexpr float kComfortTop = 56;  ///< the find bar may cover what is above
  static constexpr double kAboveTop = kPaddingTop - kComfortTop;
  /// Longer marked text is not offered to be looked for. Code points.
  static constexpr std::size_t kLongestQuery = 120;

  explicit Reader(text::Typesetter& typesetter) : flow_(typesetter) {}

  void draw(Context& context, const Area& area);
  /// The right button's menu, above everything else.
  void drawMenu(Context& context);
  [[nodiscard]] bool menuOpen() const { return menu_.isOpen(); }

  [[nodiscard]] ReaderStatus status() const;
  /// A point of the passage where no place is named: a click there is one on the passage. nullopt when none
  /// is in view.
  [[nodiscard]] std::optional<map::ScreenPoint> pointOf(const session::State& state,
                                                        const TextRange& range) const;
  /// What is marked; nothing when no character is.
  [[nodiscard]] std::optional<TextRange> selection() const { return selection_.range(); }
  /// Does what a menu offers; what is for the marked text at once.
  void choose(Context& context, const MenuItem& item);
  [[nodiscard]] bool hovered() const { return hovered_; }

 private:
  struct Column {
    float left = 0, width = 0;
    [[nodiscard]] float right() const { return left + width; }
  };
  /// A piece on the screen in this pass.
  struct Shown {
    std::size_t index = 0;
    const Piece* piece = nullptr;
    text::LayoutPtr layout;
    float x = 0, y = 0;  ///< of the layout's top left in the window
  };
  /// A number in the margin, or the count of those that have no room.
  struct Mark {
    Passage passage;
    float y = 0;
    Area area = {};
    std::vector<Passage> more = {};  ///< that it stands for; empty: for its own
  };
  /// A passage that is marked by a rule in the margin, in a lane of its own where it shares text with others.
  struct Lit {
    Passage passage;
    int lane = 0;
    bool chosen = false, hovered = false;
  };
  /// Where a passage begins, on the strip.
  struct Dot {
    float y = 0;
    std::size_t passage = 0;  ///< in the index
  };
  /// What was at the top of the page before it was set anew, and the scroll that put it there again.
  struct Kept {
    std::size_t offset = 0;
    double scroll = 0;
  };
  /// On which side of a place in the text a key that goes by what is drawn left the caret.
  struct CaretSide {
    std::size_t offset = 0;
    bool trailing = false;
  };
  /// What lies under a point of the text.
  struct Under {
    std::vector<Passage> passages;
    int mention = -1;
    const article::Inline* link = nullptr;
  };

  // reader.cpp
  void refresh(const Context& context);
  [[nodiscard]] Column columnOf(const session::ReaderLook& look) const;
  void layOutVisible();
  void keepInPlace();
  [[nodiscard]] std::optional<Kept> placeInNew(const article::TextShift& shift);
  void noteVisible();
  [[nodiscard]] std::vector<text::Rect> rectsOf(const Shown& shown, const TextRange& range) const;
  [[nodiscard]] std::optional<std::size_t> offsetUnder(float x, float y) const;

  // reader_scroll.cpp
  void followReveal(const Context& context);
  void scrollByInput(Context& context);
  void animate(Context& context);
  [[nodiscard]] double furthestScroll() const;
  [[nodiscard]] double nearestScroll() const;
  [[nodiscard]] double placeOf(const TextRange& range, double& height);
  void scrollTo(double y, bool smoothly);
  [[nodiscard]] double yOf(std::size_t offset) const;
  [[nodiscard]] double lineTopOf(std::size_t offset);

  // reader_paint.cpp
  void paint(Context& context);
  void paintTints(const Context& context, const Shown& shown) const;
  void paintMatches(const Context& context, const Shown& shown) const;
  void paintSelection(const Context& context, const Shown& shown) const;
  void paintRange(const Pen& pen, const Shown& shown, const TextRange& range, Colour colour,
                  float reach) const;
  void paintText(const Context& context, const Shown& shown) const;
  void paintStrikes(const Context& context, const Shown& shown) const;
  void paintUnderlines(const Context& context, const Shown& shown) const;
  void paintMasthead(const Context& context, const Shown& shown) const;
  [[nodiscard]] float marginX(float offset) const;
  void lightPassages(const Context& context);
  void paintLit(const Context& context, const Shown& shown) const;
  void paintLinkTip(const Context& context) const;

  // reader_blocks.cpp
  void paintItemMark(const Context& context, const Shown& shown) const;
  void paintQuoteRules(const Context& context, const Shown& shown) const;
  void paintNoteRule(const Context& context, const Shown& shown) const;
  void paintTableRules(const Context& context, const Shown& shown) const;
  void paintCodeGround(const Context& context, const Shown& shown) const;

  // reader_margin.cpp
  void placeMarks(const Context& context);
  float placeMarksOf(const Context& context, const Shown& paragraph, float free);
  [[nodiscard]] float marginWidth() const;
  void paintMarks(Context& context);

  // reader_mouse.cpp
  void useMouse(Context& context, const Hit& hit);
  void press(ImVec2 at);
  [[nodiscard]] Under under(const Context& context, float x, float y) const;
  void click(Context& context, const Under& under);
  void dragSelection(Context& context);
  void openMenu(Context& context, ImVec2 at);
  void use(Context& context, session::TextUse how);
  void followRequest(Context& context);

  // reader_keys.cpp
  void useKeys(Context& context);
  void extendByKeys(Context& context);
  void stepBesides(bool toTheRight);
  [[nodiscard]] std::optional<text::CaretPlace> acrossLines(std::size_t& index, text::CaretPlace from,
                                                            bool toTheRight);
  [[nodiscard]] std::size_t wordBesides(std::size_t offset, bool toTheRight) const;
  [[nodiscard]] text::CaretPlace caretPlace(std::size_t piece) const;
  [[nodiscard]] std::size_t lineStep(std::size_t offset, int by);
  [[nodiscard]] std::size_t lineEdge(std::size_t offset, bool end);
  [[nodiscard]] std::size_t paragraphStep(std::size_t offset, int by) const;
  void showFocus();

  // reader_strip.cpp
  void strip(Context& context);
  void placeDots(const Area& track);
  [[nodiscard]] float onTrack(const Area& track, std::size_t offset) const;
  void paintTrackMatches(const Context& context, const Area& track) const;
  void paintDots(const Context& context, const Area& track, std::optional<std::size_t> under) const;
  void stripTip(Context& context, const Area& track, const Dot& dot) const;
  [[nodiscard]] double wholeHeight() const;

  ReaderFlow flow_;
  PassageIndex passages_;
  article::ArticlePtr article_;
  Masthead masthead_;
  bool rightToLeft_ = false;  ///< most of the article: its margin with the numbers is at the right
  Area area_;
  Column column_;
  std::vector<Shown> shown_;
  std::vector<Mark> marks_;
  std::vector<Lit> lit_;
  const article::Inline* linkUnder_ = nullptr;  ///< the link that the mouse is over in this pass
  bool hovered_ = false;
  bool findIsOpen_ = false;

  double scroll_ = 0;
  double target_ = 0;
  std::optional<TextRange> revealing_;  // while the scroll moves there
  int revealSerial_ = 0;
  int textSerial_ = 0;
  std::size_t firstVisible_ = 0, lastVisible_ = 0, readingAt_ = 0;
  std::optional<std::size_t>
      steady_;  ///< a piece that was shown; what is found out above it must not move it
  double steadyTop_ = 0;
  std::optional<Kept> kept_;

  TextSelection selection_;
  std::optional<CaretSide> side_;
  std::optional<float> goalX_;  ///< where steps from line to line aim at
  bool selecting_ = false;
  ImVec2 pressedAt_{};
  PopupMenu menu_;
  std::string menuLink_;
  bool draggingStrip_ = false;
  std::vector<Dot> dots_;
  bool ticks_ = false;  ///< they stand too close for dots
  std::uint64_t dotsRevision_ = 0;
  Area dotsTrack_;
};

}  // namespace dateline::ui
