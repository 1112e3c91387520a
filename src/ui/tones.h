#pragma once

#include "map/style.h"

namespace dateline::ui {

using map::Colour;
using map::contrast;

/// `share` 0 gives a, 1 gives b.
Colour mix(Colour a, Colour b, float share);
Colour withAlpha(Colour colour, float alpha);
/// The nearest mix of `colour` towards `strong` that reads on `ground` with at least `ratio`.
Colour readable(Colour colour, Colour ground, Colour strong, double ratio = 4.5);

/// The colours of the interface, all derived from the palette of the style's theme: text tones read on every
/// ground they are used on.
struct Tones {
  /// The style outlives them: they are made for a frame.
  explicit Tones(const map::Style& style);

  const map::Style& style;
  Colour window, panel, field;
  Colour ink, muted, rule;
  Colour hover;   ///< the ground of a row under the mouse
  Colour chosen;  ///< the ground of a chosen row
  Colour link, kicker;
  Colour accent, accentInk;  ///< the main button of a dialog
  Colour highlight, highlightRule;
  float litAlpha;  ///< of a kind's colour below the words of a passage that the mouse is over
  Colour found, foundCurrent, selection;
  Colour quoteRule;
  Colour underline;
  Colour track, thumb;
  Colour dim, shadow;  ///< `shadow` at full strength, with its alpha
  Colour label, halo;
  Colour pinInk;

  /// A kind's colour as the ground of a number in `pinInk`.
  [[nodiscard]] Colour kind(std::string_view kind) const;
};

}  // namespace dateline::ui
