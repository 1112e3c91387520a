#include "map/column_values.h"

#include <gtest/gtest.h>

#include "map/class_labels.h"
#include "map/date_text.h"

namespace dateline::map {
namespace {

ColumnValues column(const std::vector<std::string>& values) {
  ValueCounts counts;
  for (const std::string& value : values) counts.emplace_back(value, 1);
  return ColumnValues(counts);
}

TEST(ColumnValues, NumbersAreReadAsTheirColumnWritesThem) {
  const auto read = [](const std::vector<std::string>& values) {
    return column(values).orderOf(values.front()).value_or(-1);
  };
  EXPECT_EQ(read({"1 240", "5"}), 1240);
  EXPECT_EQ(read({"1\u00a0240\u202f000,5", "5"}), 1240000.5);
  EXPECT_EQ(read({"12’500"}), 12500);
  EXPECT_EQ(read({"1,240", "3.5"}), 1240);
  EXPECT_EQ(read({"1,240", "1,500,000"}), 1240);
  EXPECT_EQ(read({"1.240", "2.000,5"}), 1240);
  EXPECT_EQ(read({"1,240", "0,567"}), 1.24);
  EXPECT_EQ(read({"1,240", "n.d.", "0,5"}), 1.24);
  EXPECT_EQ(read({"1,240", "2,300"}), 1240);
  EXPECT_EQ(read({"1,240", "543"}), 1240);
  EXPECT_EQ(read({"1.240", "543"}), 1240);
  EXPECT_EQ(read({"12,400", "9871"}), 12400) << "some part thousands from five digits on";
  EXPECT_EQ(read({"1.240", "9871"}), 1.24) << "else this would be without";
  EXPECT_EQ(read({"1,240", "98765"}), 1.24);
  EXPECT_EQ(read({"0.412", "1.240"}), 0.412);
  EXPECT_EQ(read({"1.234e5", "7"}), 123400);
  EXPECT_EQ(read({"71,2", "65.1"}), 71.2) << "both";
  EXPECT_EQ(read({"12 34"}), -1);
  EXPECT_EQ(read({"1 2345"}), -1);
  EXPECT_EQ(column({"−5", "+7"}).orderOf("−5"), -5);
}

TEST(ColumnValues, NumbersMayHaveAUnitInCommon) {
  const auto read = [](const std::vector<std::string>& values) {
    return column(values).orderOf(values.front()).value_or(-1);
  };
  EXPECT_EQ(read({"23.7%", "5"}), 23.7);
  EXPECT_EQ(read({"5,5\u00a0%", "23,7"}), 5.5);
  EXPECT_EQ(read({"+9.5%", "−3.1%"}), 9.5);
  EXPECT_EQ(read({"−3.1%", "+9.5%"}), -3.1);
  EXPECT_EQ(read({"$39,537", "$1.50"}), 39537);
  EXPECT_EQ(read({"-€5"}), -5);
  EXPECT_EQ(read({"1 240 ₽", "5 ₽"}), 1240);
  EXPECT_EQ(read({"$5", "€5"}), -1) << "which cannot be compared";
  EXPECT_EQ(read({"%"}), -1);
}

TEST(ColumnValues, MarksOfMissingValuesAreNone) {
  const ColumnValues numbers =
      column({"NA", "N/A", "null", "n.d.", "-", "–", "  ", "none", "k. A.", "н/д", "5"});
  EXPECT_TRUE(numbers.orderedAlone());
  for (const char* mark : {"NA", "N/A", "null", "n.d.", "-", "–", "  ", "\u00a0", "none", "NaN", ""})
    EXPECT_TRUE(numbers.isMissing(mark)) << mark;
  const ColumnValues words = column({"road", "NA", "-", "none", "rail"});
  EXPECT_TRUE(words.isMissing("NA"));
  EXPECT_TRUE(words.isMissing("-"));
  EXPECT_FALSE(words.isMissing("none")) << "a word as others";
  EXPECT_FALSE(column({"DE", "FR", "NA", "KZ"}).isMissing("NA")) << "Namibia";
  EXPECT_FALSE(column({"+", "-"}).isMissing("-"));
}

TEST(ColumnValues, DatesHaveAnOrder) {
  const ColumnValues dates = column({"2023-02-28", "", "n/a", "2023-03-01 10:00:00+06:00"});
  EXPECT_TRUE(dates.dates());
  EXPECT_TRUE(dates.orderedAlone());
  EXPECT_LT(dates.orderOf("2023-02-28"), dates.orderOf("2023-03-01 00:00"));
  EXPECT_EQ(dateIn("2023-03-01T06:00:00+06:00"), dateIn("2023-03-01"));
  EXPECT_EQ(dateIn("2023-02-28T23:30Z"), dateIn("1.3.2023 01:00+0130"));
  EXPECT_EQ(dateIn("2023/2/1"), dateIn("2023-02"));
  for (const char* none : {"2023", "2023-02-30", "2023-13-01", "2023-02-28x", "12.5", "2023-2-3-4", "1.2.23"})
    EXPECT_FALSE(dateIn(none)) << none;
  EXPECT_FALSE(column({"2023-02-28", "soon"}).orderedAlone());
  EXPECT_FALSE(column({"1990", "1991"}).dates()) << "years are numbers";
}

TEST(ClassLabels, DatesAreSaidAsExactlyAsTellsThemApart) {
  const auto labels = [](const std::vector<const char*>& dates, const std::vector<const char*>& bounds,
                         bool steps = false) {
    std::vector<double> sorted, breaks;
    for (const char* date : dates) sorted.push_back(*dateIn(date));
    for (const char* bound : bounds) breaks.push_back(*dateIn(bound));
    return classLabels({.sorted = sorted, .breaks = breaks, .steps = steps, .dates = true});
  };
  using Labels = std::vector<std::string>;
  EXPECT_EQ(labels({"2014-03-05", "2015-01-01", "2016-01-01"}, {"2015-01-01", "2016-01-01"}),
            (Labels{"2014 – 2015", "2016"}));
  EXPECT_EQ(labels({"2014-03-05", "2015-01-01", "2015-02-01"}, {"2015-01-01", "2015-02-01"}),
            (Labels{"Mar 2014 – Jan 2015", "Feb 2015"}));
  EXPECT_EQ(labels({"2023-01-03", "2023-01-05", "2023-01-06", "2023-02-07"}, {"2023-01-05", "2023-02-07"}),
            (Labels{"3 – 5 Jan 2023", "6 Jan – 7 Feb 2023"}));
  EXPECT_EQ(labels({"2023-01-03 10:00", "2023-01-03 11:30", "2023-01-03 12:00", "2023-01-04 09:05"},
                   {"2023-01-03 11:30", "2023-01-04 09:05"}),
            (Labels{"3 Jan 2023 10:00 – 11:30", "3 Jan 2023 12:00 – 4 Jan 2023 09:05"}));
  EXPECT_EQ(labels({"1990-01-01", "2022-01-01"}, {"2006-01-01", "2022-01-01"}, true),
            (Labels{"1990 – 2006", "2006 – 2022"}));
  EXPECT_EQ(labels({"2020-01-01", "2022-01-01"}, {"2021-01-01", "2022-01-01"}, true),
            (Labels{"Jan 2020 – Jan 2021", "Jan 2021 – Jan 2022"}));
}

}  // namespace
}  // namespace dateline::map
