#include <gtest/gtest.h>

#include <cmath>

#include "map/camera.h"

namespace dateline::map {
namespace {

View viewAt(double lng, double lat, double zoom) {
  return {geo::mercator().project({lng, lat}), Zoom{zoom}};
}

TEST(Flight, BeginsAndEndsExactlyWhereAsked) {
  const View from = viewAt(71.4, 51.1, 6.3), to = viewAt(-74, 40.7, 9);
  const Flight flight(from, to, 1000);
  EXPECT_EQ(flight.at(0), from);
  EXPECT_EQ(flight.at(flight.durationSeconds()), to);
  EXPECT_EQ(flight.at(99), to);
}

TEST(Flight, IsContinuousAtItsEnds) {
  const View from = viewAt(71.4, 51.1, 6.3), to = viewAt(37.6, 55.7, 7);
  const Flight flight(from, to, 1000);
  const View early = flight.at(1e-6), late = flight.at(flight.durationSeconds() - 1e-6);
  EXPECT_NEAR(early.centre.x, from.centre.x, 1e-6);
  EXPECT_NEAR(early.zoom.level, from.zoom.level, 1e-4);
  EXPECT_NEAR(late.centre.x, to.centre.x, 1e-6);
  EXPECT_NEAR(late.centre.y, to.centre.y, 1e-6);
  EXPECT_NEAR(late.zoom.level, to.zoom.level, 1e-4);
}

TEST(Flight, NeverTurnsBackOnItsWay) {
  const Flight flight(viewAt(71.4, 51.1, 6), viewAt(37.6, 55.7, 8), 1000);
  double before = flight.at(0).centre.x;
  for (int i = 1; i <= 200; ++i) {
    const double x = flight.at(flight.durationSeconds() * i / 200).centre.x;
    EXPECT_LE(x, before + 1e-12);
    before = x;
  }
}

TEST(Flight, LongFlightsRiseAndShortOnesDoNot) {
  const auto lowest = [](const Flight& flight) {
    double zoom = 99;
    for (int i = 0; i <= 100; ++i)
      zoom = std::min(zoom, flight.at(flight.durationSeconds() * i / 100).zoom.level);
    return zoom;
  };
  EXPECT_LT(lowest(Flight(viewAt(71.4, 51.1, 8), viewAt(37.6, 55.7, 8), 1000)), 6);
  EXPECT_GT(lowest(Flight(viewAt(71.4, 51.1, 8), viewAt(71.5, 51.1, 8), 1000)), 7.9);
}

TEST(Flight, APureZoomStaysInPlace) {
  const Flight flight(viewAt(71.4, 51.1, 3), viewAt(71.4, 51.1, 9), 1000);
  double before = 3;
  for (int i = 1; i <= 50; ++i) {
    const View view = flight.at(flight.durationSeconds() * i / 50);
    EXPECT_NEAR(view.centre.x, viewAt(71.4, 51.1, 3).centre.x, 1e-12);
    EXPECT_GE(view.zoom.level, before - 1e-12);
    before = view.zoom.level;
  }
}

TEST(Flight, NearlyPureZoomsKeepTheirDigits) {
  for (const double offset : {1e-13, 1e-11, 1e-9, 1e-7, 1e-5}) {
    View to = viewAt(71.4, 51.1, 16);
    View from = to;
    from.centre.x += offset;
    from.zoom.level = 2;
    const Flight flight(from, to, 1000);
    for (int i = 0; i <= 20; ++i) {
      const View view = flight.at(flight.durationSeconds() * i / 20);
      ASSERT_TRUE(std::isfinite(view.zoom.level)) << offset;
      EXPECT_GE(view.zoom.level, 2 - 1e-6) << offset;
      EXPECT_LE(view.zoom.level, 16 + 1e-6) << offset;
    }
  }
}

TEST(Flight, LastsBetweenTheLimitsAndAboutASecond) {
  EXPECT_DOUBLE_EQ(Flight(viewAt(1, 1, 5), viewAt(1, 1, 5), 1000).durationSeconds(), 0.4);
  EXPECT_DOUBLE_EQ(Flight(viewAt(0, 60, 17), viewAt(170, -40, 17), 1000).durationSeconds(), 1.6);
  const double usual = Flight(viewAt(71.4, 51.1, 4.2), viewAt(37.6, 55.7, 5.5), 1000).durationSeconds();
  EXPECT_GT(usual, 0.6);
  EXPECT_LT(usual, 1.4);
}

TEST(Flight, CrossesTheDateLineTheShortWay) {
  const Flight flight(viewAt(170, 40, 4), viewAt(-170, 40, 4), 1000);
  for (int i = 1; i < 20; ++i) {
    const double x = flight.at(flight.durationSeconds() * i / 20).centre.x;
    EXPECT_GT(x, viewAt(170, 0, 0).centre.x - 1e-9);
    EXPECT_LT(x, viewAt(190, 0, 0).centre.x + 1e-9);
  }
}

/// How far what is seen moves from one view to the next, at most.
double farthestMove(const View& from, const View& to) {
  const Camera before(from, 1280, 720), after(to, 1280, 720);
  double farthest = 0;
  for (int x = 0; x <= 1280; x += 160) {
    for (int y = 0; y <= 720; y += 90) {
      const ScreenPoint at{static_cast<double>(x), static_cast<double>(y)};
      const ScreenPoint then = after.toScreen(before.toLngLat(at));
      farthest = std::max(farthest, std::hypot(then.x - at.x, then.y - at.y));
    }
  }
  return farthest;
}

TEST(Flight, AChangeOfProjectionThatIsChangedAgainGoesOnFromWhatIsSeen) {
  using enum ProjectionKind;
  constexpr double kFrame = 1.0 / 240;
  View view = viewOf(azimuthal, {68, 45}, Zoom{4});
  for (const ProjectionKind kind : {mercator, globe, azimuthal, globe, mercator, azimuthal}) {
    const Flight flight(view, viewOf(kind, placeOf(view), view.zoom), 1280);
    ASSERT_LT(farthestMove(view, flight.at(1e-9)), 0.01) << geo::nameOf(kind);
    for (int i = 0; i < 88; ++i) {
      const View next = flight.at((i + 1) * kFrame);
      ASSERT_LT(farthestMove(view, next), 4) << geo::nameOf(kind) << " " << i;
      view = next;
    }
    EXPECT_TRUE(view.plane.mixed());
  }
}

TEST(ViewHistory, GoesBackAndForwardAsABrowserDoes) {
  ViewHistory history;
  EXPECT_FALSE(history.back());
  history.visit(viewAt(1, 0, 1));
  history.visit(viewAt(2, 0, 2));
  history.visit(viewAt(2, 0, 2));
  history.visit(viewAt(3, 0, 3));
  EXPECT_EQ(history.back(), viewAt(2, 0, 2));
  EXPECT_EQ(history.back(), viewAt(1, 0, 1));
  EXPECT_FALSE(history.back());
  EXPECT_EQ(history.forward(), viewAt(2, 0, 2));
  history.visit(viewAt(4, 0, 4));
  EXPECT_FALSE(history.forward());
  EXPECT_EQ(history.back(), viewAt(2, 0, 2));
}

}  // namespace
}  // namespace dateline::map
