#include "map/colour_by.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "map/area_sizes.h"
#include "map/ground.h"
#include "map/test_world.h"

namespace dateline::map {
namespace {

using testing::SetBuilder;

std::shared_ptr<const geo::FeatureSet> pointsWith(const std::vector<std::string>& values) {
  SetBuilder builder({"name", "value"});
  for (const std::string& value : values) builder.point({70, 45}, {"somewhere", value});
  return builder.share();
}

TEST(ColourBy, ReadsColumnMethodAndNumberOfClasses) {
  EXPECT_EQ(parseColourBy("pop").value(), (ColourBy{"pop", ColourMethod::automatic, 0}));
  EXPECT_EQ(parseColourBy("pop:jenks").value(), (ColourBy{"pop", ColourMethod::jenks, 0}));
  EXPECT_EQ(parseColourBy("name:en:equal:7").value(), (ColourBy{"name:en", ColourMethod::equal, 7}));
  EXPECT_EQ(parseColourBy("pop:3").value(), (ColourBy{"pop", ColourMethod::automatic, 3}));
  EXPECT_EQ(parseColourBy("kind:categories:11").value(), (ColourBy{"kind", ColourMethod::categories, 11}));
  for (const char* bad : {"", "pop:1", "pop:12", "pop:jenks:10", "pop:categories:12", "pop:2.5"})
    EXPECT_EQ(parseColourBy(bad).error().kind, ErrorKind::usage) << bad;
}

TEST(ColourBy, NumbersAreGradedAndWhatIsMissingHasNoData) {
  const auto classes =
      classify(*pointsWith({"1", "", "12.5", " 2000000 ", "3"}), {"value", ColourMethod::quantiles, 2})
          .value();
  EXPECT_TRUE(classes->graded);
  EXPECT_TRUE(classes->noData);
  EXPECT_EQ(classes->ofRow, (std::vector<std::uint8_t>{0, 2, 1, 1, 0}));
  EXPECT_EQ(classes->labels, (std::vector<std::string>{"1 – 3", "12.5 – 2\u202fM"}));
}

TEST(ColourBy, NumbersMayHaveDecimalCommas) {
  const auto classes = classify(*pointsWith({"1,5", "2", "12,25", "40,125"}), {"value"}).value();
  EXPECT_TRUE(classes->ordered);
  EXPECT_EQ(classes->labels.front().substr(0, 3), "1.5");
  EXPECT_FALSE(classify(*pointsWith({"Bern, 5", "1,5"}), {"value"}).value()->ordered);
}

TEST(ColourBy, NumbersAreWrittenShortAtEverySize) {
  const auto labelOf = [](const char* value) {
    return classify(*pointsWith({value}), {"value", ColourMethod::jenks}).value()->labels.front();
  };
  EXPECT_EQ(labelOf("0.25"), "0.25");
  EXPECT_EQ(labelOf("999.6"), "1000");
  EXPECT_EQ(labelOf("12345.6"), "12\u202f346");
  EXPECT_EQ(labelOf("999999.7"), "1\u202fM");
  EXPECT_EQ(labelOf("-38510000"), "−38.51\u202fM");
  EXPECT_EQ(labelOf("12345678901234"), "12.35\u202ftn");
}

TEST(ColourBy, ClassesOfNumbersThatHardlyDifferAreToldApart) {
  const auto labelsOf = [](double from, double step) {
    std::vector<std::string> values;
    for (int i = 0; i <= 24; ++i) values.push_back(std::to_string(from + i * step));
    return classify(*pointsWith(values), {"value", ColourMethod::quantiles, 5}).value()->labels;
  };
  EXPECT_EQ(labelsOf(1e6, 1).front(), "1\u202f000\u202f000 – 1\u202f000\u202f004");
  EXPECT_EQ(labelsOf(1e6, 1e3).front(), "1\u202fM – 1.004\u202fM");
  for (const auto& [from, step] :
       {std::pair{1e6, 1.0}, {1e6, 1e3}, {1234.0, 0.01}, {0.5, 0.0001}, {-3e9, 7.0}, {123456789.0, 0.25}}) {
    const auto labels = labelsOf(from, step);
    for (std::size_t i = 1; i < labels.size(); ++i) EXPECT_NE(labels[i - 1], labels[i]) << from;
  }
}

TEST(ColourBy, ThousandsAreReadAsTheWholeColumnWritesThem) {
  const auto classes =
      classify(*pointsWith({"61,742", "3,772", "543", "87", "999"}), {"value", ColourMethod::quantiles, 5})
          .value();
  EXPECT_EQ(classes->ofRow, (std::vector<std::uint8_t>{4, 3, 1, 0, 2}));
  EXPECT_TRUE(classes->warnings.empty());
  const auto german =
      classify(*pointsWith({"1.092", "12.168"}), {"value", ColourMethod::quantiles, 2}).value();
  EXPECT_EQ(german->labels, (std::vector<std::string>{"1092", "12\u202f168"}));
  EXPECT_EQ(german->warnings.size(), 1U) << "they may be decimals";
}

TEST(ColourBy, ThePointOfAFilesOwnNumbersIsThatOfDecimals) {
  SetBuilder builder({"value"});
  for (const char* value : {"1.092", "12.168", "7"}) builder.point({70, 45}, {value});
  auto set = std::make_shared<geo::FeatureSet>(*builder.share());
  set->attributes.numeric = {1};
  const auto classes = classify(*set, {"value", ColourMethod::quantiles, 3}).value();
  EXPECT_EQ(classes->labels, (std::vector<std::string>{"1.09", "7", "12.2"}));
}

TEST(ColourBy, LegendsTellOfSharesAndCurrencies) {
  const auto labelsOf = [](const std::vector<std::string>& values) {
    return classify(*pointsWith(values), {"value", ColourMethod::quantiles, 2}).value()->labels;
  };
  using Labels = std::vector<std::string>;
  EXPECT_EQ(labelsOf({"23.7%", "5.5 %", "1", "40"}), (Labels{"1 – 5.5%", "23.7 – 40%"}));
  EXPECT_EQ(labelsOf({"$39,537", "-$5", "$800", "$1,000"}), (Labels{"−$5 to $800", "$1000 to $39\u202f537"}));
}

TEST(ColourBy, WhatAGradedScaleLeavesOutIsTold) {
  const auto classes =
      classify(*pointsWith({"1", "2", "few", "many", "n/a"}), {"value", ColourMethod::quantiles, 2}).value();
  ASSERT_EQ(classes->warnings.size(), 1U);
  EXPECT_EQ(classes->warnings.front().count, 2);
  EXPECT_NE(classes->warnings.front().message.find("\"few\""), std::string::npos);
}

TEST(ColourBy, NumbersThatAreNamesAreCategoriesAsTheyAreWritten) {
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"08001", "08003", "10002"}, {"9007199254740993", "9007199254740995"}}) {
    const auto classes = classify(*pointsWith(names), {"value"}).value();
    EXPECT_FALSE(classes->graded);
    EXPECT_EQ(classes->labels, names);
  }
  EXPECT_TRUE(classify(*pointsWith({"0", "0.5", "10"}), {"value"}).value()->graded);
  EXPECT_TRUE(classify(*pointsWith({"08001", "10002"}), {"value", ColourMethod::equal}).value()->graded);
}

TEST(ColourBy, AWordForNoNumberIsNoCategory) {
  const auto classes = classify(*pointsWith({"1", "nan", "2", "NaN"}), {"value"}).value();
  EXPECT_TRUE(classes->graded);
  EXPECT_TRUE(classes->noData);
  EXPECT_EQ(classes->ofRow, (std::vector<std::uint8_t>{0, 2, 1, 2}));
}

TEST(ColourBy, ManyDatesAreGradedAndFewAreToldApart) {
  std::vector<std::string> values;
  for (int year = 2001; year <= 2020; ++year) values.push_back(std::to_string(year) + "-05-01");
  const auto many = classify(*pointsWith(values), {"value"}).value();
  EXPECT_TRUE(many->graded);
  EXPECT_EQ(many->labels.front(), "2001 – 2004");
  values.clear();
  for (int year = 2001; year <= 2020; ++year)
    for (int month = 1; month <= 9; ++month) values.push_back(fmt::format("{}-0{}-0{}", year, month, month));
  values.push_back("2001-01-02");
  EXPECT_EQ(classify(*pointsWith(values), {"value", ColourMethod::quantiles, 7}).value()->labels.front(),
            "2001 – 2003")
      << "years, where that moves little";
  values.resize(4);
  EXPECT_FALSE(classify(*pointsWith(values), {"value"}).value()->graded);
  EXPECT_TRUE(classify(*pointsWith(values), {"value", ColourMethod::equal, 2}).value()->graded);
}

TEST(ColourBy, WhatStandsForNoValueIsNoCategory) {
  const auto classes = classify(*pointsWith({"road", " ", "NA", "rail", "-"}), {"value"}).value();
  EXPECT_EQ(classes->labels, (std::vector<std::string>{"rail", "road"}));
  EXPECT_EQ(classes->ofRow, (std::vector<std::uint8_t>{1, 2, 2, 0, 2}));
}

TEST(ColourBy, TextsAreCategoriesTheMostFrequentFirst) {
  const auto classes = classify(*pointsWith({"b", "a", "b", "", "c"}), {"value"}).value();
  EXPECT_FALSE(classes->graded);
  EXPECT_EQ(classes->labels, (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(classes->ofRow, (std::vector<std::uint8_t>{0, 1, 0, 3, 2}));
}

TEST(ColourBy, RareCategoriesAreGathered) {
  std::vector<std::string> values;
  for (int i = 0; i < 300; ++i) values.push_back("kind " + std::to_string(i));
  values.push_back("kind 7");
  const auto classes = classify(*pointsWith(values), {"value"}).value();
  EXPECT_EQ(classes->labels.size(), 11u);
  EXPECT_EQ(classes->labels.front(), "kind 7");
  EXPECT_EQ(classes->labels.back(), "other");
  EXPECT_FALSE(classes->noData);
}

TEST(ColourBy, AsManyOfTheCommonestCategoriesAsAskedAreToldApart) {
  const auto set = pointsWith({"a", "b", "c", "b", "c", "c", "d"});
  const auto classes = classify(*set, {"value", ColourMethod::categories, 2}).value();
  EXPECT_EQ(classes->labels, (std::vector<std::string>{"c", "b", "other"}));
  EXPECT_TRUE(classes->other);
  EXPECT_EQ(classes->by.classes, 2);
  const auto all = classify(*set, {"value", ColourMethod::categories, 7}).value();
  EXPECT_EQ(all->labels.size(), 4u);
  EXPECT_FALSE(all->other);
  EXPECT_EQ(classify(*pointsWith({"1", "2"}), {"value", ColourMethod::automatic, 10}).error().kind,
            ErrorKind::usage);
}

TEST(ColourBy, OtherClassesNeedNoOtherTiles) {
  MapModel model;
  UserLayer layer{.id = "a", .name = "A"};
  layer.features = pointsWith({"1", "2", "3", "4", ""});
  model.layers.push_back(layer);
  model.look.basemap = false;
  SourceStore store;
  std::vector<std::uint64_t> sources;
  std::vector<std::vector<std::uint32_t>> classesOfRows;
  for (const char* by : {"", "value", "value:equal:2", "value:categories"}) {
    model.layers[0].classes =
        *by == 0 ? nullptr : classify(*layer.features, parseColourBy(by).value()).value();
    const Ground ground = groundLayers(model, Zoom{4}, 1, store);
    ASSERT_EQ(ground.layers.size(), 1u);
    sources.push_back(ground.layers[0].stack.byScale[0]->id());
    const SceneLayer scene{.classes = ground.layers[0].classes, .lookup = ground.layers[0].lookup};
    auto& classes = classesOfRows.emplace_back();
    for (std::uint32_t row = 0; row < 5; ++row) classes.push_back(scene.classOf(ClassLookup::kKinds * row));
    EXPECT_LT(classes.back(), scene.classes.size());
  }
  EXPECT_EQ(std::count(sources.begin(), sources.end(), sources.front()), 4);
  EXPECT_EQ(classesOfRows[0], (std::vector<std::uint32_t>{0, 0, 0, 0, 0}));
  EXPECT_EQ(classesOfRows[2], (std::vector<std::uint32_t>{0, 0, 1, 1, 2}));
  EXPECT_EQ(classesOfRows[3], (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
}

TEST(ColourBy, TheLinesAroundAreasArePaleWhereTheseAreLarge) {
  MapModel model;
  UserLayer layer{.id = "a", .name = "A"};
  layer.features = pointsWith({"1", "2"});
  layer.classes = classify(*layer.features, parseColourBy("value:categories").value()).value();
  model.layers.push_back(layer);
  model.look.basemap = false;
  SourceStore store;
  const Colour pale = styleOf(model.look).colours.panel;
  for (const double zoom : {2.0, 4.0, 5.1, 9.0, 16.0}) {
    const GroundLayer ground = groundLayers(model, Zoom{zoom}, 1, store).layers.at(0);
    const SceneLayer scene{.classes = ground.classes, .lookup = ground.lookup};
    for (std::uint32_t row = 0; row < 2; ++row) {
      const ClassPaint& area = scene.classes[scene.classOf(ClassLookup::kKinds * row)];
      int between = 0;
      for (std::uint32_t size = 0; size < ClassLookup::kSizes; ++size) {
        const ClassPaint& paint =
            scene.classes[scene.classOf(ClassLookup::kKinds * row + ClassLookup::kFirstSize + size)];
        if (sizeClassPx(size, Zoom{zoom}) > 30) {
          EXPECT_EQ(paint.line->colour.r, pale.r);
        } else if (sizeClassPx(size, Zoom{zoom}) < 6) {
          EXPECT_EQ(paint.line->colour.r, area.fill->r);
        } else {
          ++between;
        }
      }
      EXPECT_LE(between, 3);
    }
  }
}

TEST(ColourBy, SaysWhatColumnsThereAreAndWhatHasNoNumbers) {
  const auto set = pointsWith({"a"});
  const auto missing = classify(*set, {"valeu"});
  EXPECT_EQ(missing.error().kind, ErrorKind::notFound);
  EXPECT_NE(missing.error().message.find("name, value"), std::string::npos);
  EXPECT_EQ(classify(*set, {"value", ColourMethod::jenks}).error().kind, ErrorKind::invalid);
  EXPECT_TRUE(classify(*pointsWith({"", "nan", "inf"}), {"value", ColourMethod::automatic}).has_value());
}

TEST(ColourBy, ClassesDifferInColourInBothThemes) {
  const auto classes = classify(*pointsWith({"1", "2", "3", "4", "5", "6", "7", "8", "9", ""}),
                                {"value", ColourMethod::quantiles, 9})
                           .value();
  for (const Theme theme : {Theme::light, Theme::dark}) {
    const Style& style = *builtInStyle(theme);
    for (std::size_t i = 0; i < classes->count(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_NE(classColour(*classes, i, style), classColour(*classes, j, style));
  }
}

TEST(ColourBy, EquallyCommonCategoriesStandInTheirNaturalOrder) {
  std::vector<std::string> values;
  for (int i = 24; i > 0; --i) values.push_back("cat " + std::to_string(i));
  const auto labels = classify(*pointsWith(values), {"value"}).value()->labels;
  EXPECT_EQ(std::vector(labels.begin(), labels.begin() + 3),
            (std::vector<std::string>{"cat 1", "cat 2", "cat 3"}));
  EXPECT_EQ(labels[9], "cat 10");
}

TEST(ColourBy, LabelsOfOneLegendAreWrittenTheSameWay) {
  const auto labelsOf = [](const std::vector<std::string>& values, ColourMethod method, int classes) {
    return classify(*pointsWith(values), {"value", method, classes}).value()->labels;
  };
  using Labels = std::vector<std::string>;
  using enum ColourMethod;
  EXPECT_EQ(labelsOf({"-49", "-30", "-20", "5"}, quantiles, 2), (Labels{"−49 to −30", "−20 to 5"}));
  EXPECT_EQ(labelsOf({"1e-12", "2e-9", "5e3", "5.6e10"}, quantiles, 2),
            (Labels{"10⁻¹² – 2\u202f×\u202f10⁻⁹", "5000 – 56\u202fbn"}));
  EXPECT_EQ(labelsOf({"1", "16", "17", "1e15"}, quantiles, 2), (Labels{"1 – 16", "17 – 10¹⁵"}))
      << "what is far beyond the others changes nothing of theirs";
  EXPECT_EQ(labelsOf({"250000", "800000", "1500000", "38500000"}, quantiles, 2),
            (Labels{"0.25\u202fM – 0.8\u202fM", "1.5\u202fM – 38.5\u202fM"}));
  EXPECT_EQ(
      labelsOf({"9007199254740992", "9007199254740994", "9007199254740996", "9007199254740998"}, quantiles,
               2),
      (Labels{
          "9\u202f007\u202f199\u202f254\u202f740\u202f992 – 9\u202f007\u202f199\u202f254\u202f740\u202f994",
          "9\u202f007\u202f199\u202f254\u202f740\u202f996 – "
          "9\u202f007\u202f199\u202f254\u202f740\u202f998"}));
  EXPECT_EQ(labelsOf({"-0.3", "0.3"}, equal, 2), (Labels{"−0.3 to 0", "0 to 0.3"}));
  EXPECT_EQ(labelsOf({"0.00002", "0.5"}, quantiles, 2), (Labels{"0.00002", "0.5"}));
}

TEST(ColourBy, AMethodThatIsNoneIsNotTakenForAColumn) {
  const Error error = classify(*pointsWith({"1"}), parseColourBy("value:foo").value()).error();
  EXPECT_EQ(error.kind, ErrorKind::usage);
  EXPECT_NE(error.message.find("\"foo\" is no method; use"), std::string::npos) << error.message;
  EXPECT_NE(error.message.find("jenks"), std::string::npos);
}

}  // namespace
}  // namespace dateline::map
