#include "app/line_reader.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/descriptor.h"

namespace dateline::app {
namespace {

using Line = LineReader::Line;

TEST(LineReader, HandsOutLinesAndPassesOverOnesThatAreTooLong) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const Descriptor out(ends[0]);
  Descriptor in(ends[1]);
  ASSERT_EQ(::write(in.get(), "one\n\nmuch too long\nend", 22), 22);
  in.close();
  LineReader reader(out.get(), 5);
  std::string line;
  EXPECT_EQ(reader.next(line), Line::whole);
  EXPECT_EQ(line, "one");
  EXPECT_EQ(reader.next(line), Line::whole);
  EXPECT_EQ(line, "");
  EXPECT_EQ(reader.next(line), Line::tooLong);
  EXPECT_EQ(reader.next(line), Line::whole);
  EXPECT_EQ(line, "end");
  EXPECT_EQ(reader.next(line), Line::none);
  EXPECT_EQ(reader.failure(), 0);
}

TEST(LineReader, AReadThatFailsIsNoEnd) {
  const Descriptor folder(::open("/", O_RDONLY | O_CLOEXEC));
  LineReader reader(folder.get(), 5);
  std::string line;
  EXPECT_EQ(reader.next(line), Line::none);
  EXPECT_EQ(reader.failure(), EISDIR);
}

}  // namespace
}  // namespace dateline::app
