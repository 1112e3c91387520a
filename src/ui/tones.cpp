#include "ui/tones.h"

#include <algorithm>
#include <cmath>

namespace dateline::ui {
namespace {

std::uint8_t between(std::uint8_t a, std::uint8_t b, float share) {
  return static_cast<std::uint8_t>(
      std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
}

// A little above the 4.5 that is asked, for grounds that are a shade off.
constexpr double kTextRatio = 4.6;

}  // namespace

Colour mix(Colour a, Colour b, float share) {
  return {between(a.r, b.r, share), between(a.g, b.g, share), between(a.b, b.b, share),
          between(a.a, b.a, share)};
}

Colour withAlpha(Colour colour, float alpha) {
  colour.a = static_cast<std::uint8_t>(std::lround(std::clamp(alpha, 0.0f, 1.0f) * 255.0f));
  return colour;
}

Colour readable(Colour colour, Colour ground, Colour strong, double ratio) {
  for (int percent = 0; percent < 100; percent += 2) {
    const Colour tried = mix(colour, strong, static_cast<float>(percent) / 100.0f);
    if (contrast(tried, ground) >= ratio) return tried;
  }
  return strong;
}

Tones::Tones(const map::Style& style_) : style(style_) {
  const map::Palette& p = map::palette(style.theme);
  const bool light = style.theme == map::Theme::light;
  window = field = p.window;
  panel = p.panel;
  ink = p.ink;
  rule = p.rule;
  hover = mix(panel, ink, light ? 0.045f : 0.06f);
  chosen = mix(panel, p.meeting, light ? 0.10f : 0.16f);
  // Muted text also stands on rows that are hovered or chosen.
  muted = readable(readable(p.muted, hover, ink, kTextRatio), chosen, ink, kTextRatio);
  link = readable(readable(p.meeting, hover, ink, kTextRatio), p.highlight, ink, kTextRatio);
  kicker = readable(p.pressure, panel, ink, kTextRatio);
  accentInk = light ? p.panel : p.window;
  accent = readable(p.meeting, accentInk, light ? ink : p.ink, kTextRatio);
  highlight = p.highlight;
  highlightRule = p.highlightRule;
  litAlpha = light ? 0.14f : 0.17f;
  quoteRule = mix(rule, p.muted, 0.35f);
  found = mix(panel, p.highlightRule, light ? 0.30f : 0.32f);
  foundCurrent = mix(panel, p.highlightRule, light ? 0.75f : 0.44f);
  selection = mix(panel, p.meeting, light ? 0.24f : 0.42f);
  underline = light ? mix(p.border, p.muted, 0.2f) : mix(p.border, p.borderFocus, 0.45f);
  track = mix(panel, rule, 0.55f);
  thumb = mix(rule, p.muted, 0.28f);
  dim = light ? Colour{36, 33, 27, 84} : Colour{0, 0, 0, 140};
  shadow = light ? Colour{60, 48, 24, 46} : Colour{0, 0, 0, 120};
  label = style.colours.label;
  halo = style.colours.halo;
  pinInk = p.pinInk;
}

Colour Tones::kind(std::string_view kind) const {
  const Colour strong = style.theme == map::Theme::light ? Colour{0, 0, 0} : Colour{255, 255, 255};
  // The ground of a number, and in hollow marks the number itself on the page.
  return readable(readable(style.kind(kind).colour, pinInk, strong, 4.5), panel, strong, 4.5);
}

}  // namespace dateline::ui
