#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "map/atlas_map.h"
#include "map/tile_cover.h"
#include "platform/context.h"
#include "render/map_target.h"
#include "render/read_back.h"
#include "render/renderer.h"
#include "session/world_loader.h"

// What the window shows while one projection turns into another.

namespace dateline::app {
namespace {

using geo::ProjectionKind;
using map::Colour;

constexpr int kWidth = 500, kHeight = 400;
constexpr int kAboveFoot = kHeight - 34;  // where the attribution stands
/// Behind the pictures of the ground, where it must never be seen.
constexpr Colour kHole = map::rgb(0xff00ff);

struct Change {
  ProjectionKind from, to;
  geo::LngLat centre;
  double zoom;
};

class Morph : public testing::Test {
 protected:
  void SetUp() override {
    auto context = platform::OffscreenContext::create();
    if (!context) GTEST_SKIP() << "no OpenGL here: " << context.error().text();
    context_ = std::move(*context);
    auto renderer = render::Renderer::create(DATELINE_ROOT "/shaders");
    ASSERT_TRUE(renderer) << renderer.error().text();
    renderer_ = std::move(*renderer);
    auto typesetter = text::Typesetter::create(DATELINE_ROOT "/assets/fonts");
    ASSERT_TRUE(typesetter) << typesetter.error().text();
    typesetter_ = std::move(*typesetter);
    builder_ = std::make_unique<map::MapBuilder>(*typesetter_, nullptr, [] {});
    map::Style style = *map::builtInStyle(map::Theme::light);
    style.widths = {
        .coast = 0, .border = 0, .borderFocus = 0, .disputed = 0, .province = 0, .river = 0, .lake = 0};
    style.colours.water = map::rgb(0x0000ff);
    style.colours.land = map::rgb(0x00ff00);
    style.colours.space = style.colours.water;
    style.colours.rim = style.colours.water;
    style.relief = 0;
    model_.look.style = map::makeStyle(std::move(style));
    model_.look.labels = model_.look.relief = model_.look.furniture = false;
    session::WorldNeeds needs{.names = false, .ground = true, .relief = false};
    needs.scale = {true, true, false};
    const auto world = session::completedWorld(std::make_shared<const map::World>(), needs);
    ASSERT_TRUE(world) << world.error().text();
    model_.world = *world;
    auto target = render::MapTarget::create(kWidth, kHeight);
    ASSERT_TRUE(target);
    target_ = std::move(*target);
  }

  static map::Camera cameraOf(const map::View& view) { return {view, kWidth, kHeight}; }

  /// Some milliseconds of drawing, as in a frame of the window.
  render::GroundPictures::Outcome frame(const map::View& shown, const map::View& ahead, double budgetMs) {
    const auto build = [this](const map::Camera& camera, float scale, const map::GroundWish& wish) {
      return builder_->ground(model_, camera, scale, wish);
    };
    render::GroundView view{.camera = cameraOf(shown)};
    view.ahead = ahead;
    view.moving = !(shown == ahead);
    view.content = map::groundContent(model_);
    view.background = kHole;
    const auto outcome = renderer_->keepGround(view, build, budgetMs);
    EXPECT_TRUE(outcome) << outcome.error().text();
    return outcome ? *outcome : render::GroundPictures::Outcome{};
  }

  /// A change's frame at a share of the way, before anything of where it leads is drawn.
  Image at(const Change& change, double share) {
    const map::View start = map::viewOf(change.from, change.centre, map::Zoom{change.zoom});
    const map::View end = cameraOf(start).on(change.to);
    for (int i = 0; i < 100; ++i)
      if (const auto outcome = frame(start, start, 1000);
          outcome.complete && !outcome.busy && !outcome.waiting)
        break;
    const map::Flight flight(start, end, kWidth);
    const map::View view = flight.at(share * flight.durationSeconds());
    shown_ = view;
    frame(view, end, 0);
    const map::BuiltScene above = builder_->above(model_, cameraOf(view), 1);
    EXPECT_TRUE(renderer_->keep(above.scene, *typesetter_));
    renderer_->paintKept(above.scene, *typesetter_, {.framebuffer = target_.framebuffer()},
                         {0, 0, kWidth, kHeight});
    Image image{kWidth, kHeight, 4, {}};
    image.pixels.resize(image.rowBytes() * kHeight);
    glBindFramebuffer(GL_FRAMEBUFFER, target_.framebuffer());
    render::readInto(image, 0, 0, kWidth, kHeight);
    return image;
  }

  std::unique_ptr<platform::OffscreenContext> context_;
  std::unique_ptr<text::Typesetter> typesetter_;
  std::unique_ptr<map::MapBuilder> builder_;
  map::MapModel model_;
  std::unique_ptr<render::Renderer> renderer_;
  render::MapTarget target_;
  map::View shown_;  ///< of the last frame
};

int redAt(const Image& image, int x, int y) {
  return image.pixels[image.rowBytes() * static_cast<std::size_t>(y) + 4 * static_cast<std::size_t>(x)];
}
int greenAt(const Image& image, int x, int y) {
  return image.pixels[image.rowBytes() * static_cast<std::size_t>(y) + 4 * static_cast<std::size_t>(x) + 1];
}

constexpr geo::LngLat kCentres[] = {{68, 45}, {68, 75}, {68, -85}, {180, 20}};

std::ostream& operator<<(std::ostream& out, const Change& change) {
  return out << geo::nameOf(change.from) << " to " << geo::nameOf(change.to) << " around "
             << change.centre.lng << ", " << change.centre.lat;
}

TEST_F(Morph, LeavesNoHoleInTheEarth) {
  for (const geo::LngLat centre : kCentres)
    for (const ProjectionKind other : {ProjectionKind::azimuthal, ProjectionKind::globe})
      for (const bool back : {false, true}) {
        const Change change{back ? ProjectionKind::mercator : other, back ? other : ProjectionKind::mercator,
                            centre, 1.5};
        for (int i = 1; i < 30; i += back ? 5 : 1) {
          const Image image = at(change, i / 30.0);
          // The disc that is left of the other projection, and what Mercator shows from the beginning.
          const map::Camera camera = cameraOf(shown_);
          const geo::Disc disc = *camera.projection().disc();
          const double left = 1 - shown_.plane.mix().mercator;
          const double radius = 0.95 * left * disc.radius * geo::worldSizePx(shown_.zoom);
          const map::ScreenPoint middle = camera.toScreen(disc.centre);
          int holes = 0;
          for (int y = 0; y < kAboveFoot; ++y)
            for (int x = 0; x < kWidth; ++x)
              holes += std::hypot(x - middle.x, y - middle.y) < radius && redAt(image, x, y) > 60;
          EXPECT_EQ(holes, 0) << change << " at " << i << "/30";
        }
      }
}

/// Where a place of the Earth is seen, it has its own colour: nothing is folded over it or smeared across it.
TEST_F(Morph, ShowsEveryPlaceInItsColour) {
  const geo::FeatureSet& land = *model_.world->countries[1];
  for (const geo::LngLat centre : kCentres)
    for (const ProjectionKind other : {ProjectionKind::azimuthal, ProjectionKind::globe}) {
      const Change change{other, ProjectionKind::mercator, centre, 1.5};
      for (int i = 2; i < 30; i += 4) {
        const Image image = at(change, i / 30.0);
        const map::Camera camera = cameraOf(shown_);
        int wrong = 0, seen = 0;
        for (int y = 6; y < kAboveFoot - 6; y += 7) {
          for (int x = 6; x < kWidth - 6; x += 7) {
            const auto isLand = [&](int dx, int dy) {
              return geo::featureAt(land, camera.toLngLat({x + dx + 0.5, y + dy + 0.5}), 0) >= 0;
            };
            const geo::LngLat place = camera.toLngLat({x + 0.5, y + 0.5});
            const map::ScreenPoint back = camera.toScreen(place);
            if (!camera.onEarth({x + 0.5, y + 0.5}) || std::hypot(back.x - x - 0.5, back.y - y - 0.5) > 0.5)
              continue;
            const bool wanted = isLand(0, 0);
            // Coasts of a coarse picture are not to be judged.
            if (isLand(-6, 0) != wanted || isLand(6, 0) != wanted || isLand(0, -6) != wanted ||
                isLand(0, 6) != wanted)
              continue;
            ++seen;
            wrong += (greenAt(image, x, y) > 127) != wanted;
          }
        }
        EXPECT_GT(seen, 300) << change << " at " << i << "/30";
        // In the gap of a torn Earth two places lie at one spot.
        EXPECT_LT(wrong, seen / 25 + 3) << change << " at " << i << "/30: of " << seen;
      }
    }
}

/// What Mercator's picture has beyond the ends of its world is not the Earth.
TEST_F(Morph, KeepsThePoleOnTheWayFromMercator) {
  for (const ProjectionKind other : {ProjectionKind::azimuthal, ProjectionKind::globe}) {
    const Change change{ProjectionKind::mercator, other, {20, -80}, 1.2};
    for (const int i : {10, 13}) {
      const Image image = at(change, i / 30.0);
      const map::Camera camera = cameraOf(shown_);
      int wrong = 0, seen = 0;
      for (int y = 6; y < kAboveFoot - 6; y += 3)
        for (int x = 6; x < kWidth - 6; x += 3) {
          const geo::LngLat place = camera.toLngLat({x + 0.5, y + 0.5});
          const map::ScreenPoint back = camera.toScreen(place);
          if (place.lat > -85.3 || std::hypot(back.x - x - 0.5, back.y - y - 0.5) > 0.5) continue;
          ++seen;
          wrong += greenAt(image, x, y) <= 127;
        }
      EXPECT_GT(seen, 100) << change << " at " << i << "/30";
      EXPECT_LT(wrong, seen / 25 + 3) << change << " at " << i << "/30: of " << seen;
    }
  }
}

}  // namespace
}  // namespace dateline::app
