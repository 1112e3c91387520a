#include "geo/proj_library.h"

#include <gtest/gtest.h>

namespace dateline::geo {
namespace {

TEST(ProjLibrary, IsTheOneThatWeWereBuiltFor) {
  ASSERT_TRUE(openProj()) << openProj().error().text();
  EXPECT_EQ(proj().info().major, PROJ_VERSION_MAJOR);
  EXPECT_EQ(proj().info().minor, PROJ_VERSION_MINOR);
}

}  // namespace
}  // namespace dateline::geo
