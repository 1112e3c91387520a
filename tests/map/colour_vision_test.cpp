#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "map/colour_by.h"
#include "map/style_file.h"

// How far apart the colours of layers are for readers who do not see all of them: the simulation of Machado,
// Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", at
// full severity, measured in CIELAB.

namespace dateline::map {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

struct Vision {
  const char* name;
  Matrix sees;
};
constexpr std::array<Vision, 4> kVisions = {
    {{"full", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
     {"protanopia",
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
     {"deuteranopia",
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
     {"tritanopia",
      {{{1.255528, -0.076749, -0.178779},
        {-0.078411, 0.930809, 0.147602},
        {0.004733, 0.691367, 0.303900}}}}}};

Triple times(const Matrix& matrix, const Triple& v) {
  Triple product{};
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t i = 0; i < 3; ++i) product[row] += matrix[row][i] * v[i];
  return product;
}

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// CIELAB under D65.
Triple labOf(const Triple& rgb) {
  constexpr Matrix kXyz = {{{0.4124564, 0.3575761, 0.1804375},
                            {0.2126729, 0.7151522, 0.0721750},
                            {0.0193339, 0.1191920, 0.9503041}}};
  Triple f = times(kXyz, rgb);
  constexpr Triple kWhite{0.95047, 1, 1.08883};
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = f[i] / kWhite[i];
    f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

Triple seen(Colour colour, const Vision& vision) {
  Triple rgb = times(vision.sees, {linear(colour.r), linear(colour.g), linear(colour.b)});
  for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
  return labOf(rgb);
}

double apart(Colour a, Colour b, const Vision& vision) {
  const Triple x = seen(a, vision), y = seen(b, vision);
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

double least(const std::vector<Colour>& colours, const Vision& vision) {
  double least = 1000;
  for (std::size_t i = 0; i < colours.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) least = std::min(least, apart(colours[i], colours[j], vision));
  return least;
}

StylePtr shipped(const std::string& name) {
  const auto path = std::filesystem::path(DATELINE_ROOT) / "assets" / "styles" / (name + ".json");
  const auto style = readStyle(path.string());
  EXPECT_TRUE(style) << (style ? "" : style.error().text());
  return style ? *style : builtInStyle(Theme::light);
}

TEST(ColourVision, TheSimulationTellsWhatCannotBeTold) {
  const Colour rose = rgb(0xb5476f), slate = rgb(0x51606e);
  EXPECT_GT(apart(rose, slate, kVisions[0]), 40);
  EXPECT_LT(apart(rose, slate, kVisions[1]), 1);
}

TEST(ColourVision, ColoursOfLayersAreApartForReadersOfEveryColourVision) {
  for (const auto& [name, wanted] : {std::pair{"paper", 15.0}, {"night", 15.0}, {"colour-blind", 19.0}}) {
    const LayerColours layers = shipped(name)->layers;
    std::vector<Colour> categories = layers.categories;
    categories.insert(categories.end(), {layers.other, layers.noData});
    EXPECT_GE(categories.size(), 13U) << "one for each of the most categories, other and no data";
    for (const Vision& vision : kVisions) {
      EXPECT_GE(least(layers.plain, vision), wanted) << name << ", layers, " << vision.name;
      EXPECT_GE(least(categories, vision), wanted) << name << ", categories, " << vision.name;
    }
  }
}

TEST(ColourVision, ARampGoesOneWayFromPaleToDark) {
  for (const ShippedStyle& one : kShippedStyles) {
    const StylePtr style = shipped(std::string(one.name));
    const std::vector<Colour>& ramp = style->layers.ramp;
    const double way = seen(ramp.back(), kVisions[0])[0] > seen(ramp.front(), kVisions[0])[0] ? 1 : -1;
    for (const Vision& vision : kVisions)
      for (std::size_t i = 1; i < ramp.size(); ++i)
        EXPECT_GT(way * (seen(ramp[i], vision)[0] - seen(ramp[i - 1], vision)[0]), 8)
            << one.name << ", " << vision.name << ", " << i;
  }
}

TEST(ColourVision, ClassesOfLinesAndPointsStandOutFromTheLand) {
  for (const ShippedStyle& one : kShippedStyles) {
    const StylePtr style = shipped(std::string(one.name));
    ColourClasses classes{
        .labels = {"1", "2", "3", "4", "5", "6", "7", "8", "9"}, .noData = true, .marks = true};
    for (std::size_t i = 0; i < classes.count(); ++i)
      for (const Colour land : {style->colours.land, style->colours.landFocus})
        EXPECT_GE(contrast(classColour(classes, i, *style), land), 1.6) << one.name << ", " << i;
    for (std::size_t i = 1; i < classes.labels.size(); ++i)
      EXPECT_GE(apart(classColour(classes, i - 1, *style), classColour(classes, i, *style), kVisions[0]), 5)
          << one.name << ", " << i;
    classes.marks = false;
    EXPECT_EQ(classColour(classes, 0, *style), style->layers.ramp.front()) << "areas need no such thing";
    EXPECT_EQ(classColour(classes, 9, *style), style->layers.noData);
    const ColourClasses rare{
        .labels = {"a", "other"}, .graded = false, .other = true, .noData = true, .marks = true};
    EXPECT_GE(apart(classColour(rare, 1, *style), classColour(rare, 2, *style), kVisions[0]), 10) << one.name;
  }
}

TEST(ColourVision, PrintHasGreysThatDiffer) {
  const LayerColours layers = shipped("print")->layers;
  std::vector<Colour> all = layers.categories;
  all.insert(all.end(), {layers.other, layers.noData});
  EXPECT_GE(least(all, kVisions[0]), 6);
  EXPECT_GE(least(layers.plain, kVisions[0]), 6);
  all.insert(all.end(), layers.plain.begin(), layers.plain.end());
  all.insert(all.end(), layers.ramp.begin(), layers.ramp.end());
  for (const Colour colour : all) EXPECT_TRUE(colour.r == colour.g && colour.g == colour.b);
}

}  // namespace
}  // namespace dateline::map
