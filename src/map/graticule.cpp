#include "map/graticule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "map/sphere_line.h"

namespace dateline::map {
namespace {

constexpr std::array kSteps = {30.0, 20.0, 10.0, 5.0,  2.0,   1.0,   0.5,   0.2,
                               0.1,  0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005};
constexpr double kLeastSpacingPx = 70, kMostSpacingPx = 450;
// So that they do not run together at a pole meridians end at the last parallel where they are no nearer to
// each other than this, those at rounder degrees later and every 90th, and of the coarsest step all, at the
// pole itself. Of coarse steps all reach as far as 80.
constexpr double kLeastMeridianPx = 24;
// Around a pole they stand no nearer to each other than this at the edge of the map.
constexpr double kLeastAtEdgePx = 50;
constexpr double kCoarseStep = 5, kCoarseEnd = 80;
constexpr int kEndBisections = 40;
constexpr double kMetresPerDegree = 111'195;
constexpr double kPointEvery = 5;  // degrees along a line; what lies between is bent to the screen

/// Of a plane on which the poles are places.
bool seesPole(const Camera& camera, double lat) {
  if (camera.projection().repeatsEastWest()) return false;
  const LngLat pole{placeOf(camera.view()).lng, lat};
  const ScreenPoint at = camera.toScreen(pole);
  return camera.shows(pole) && at.x > 0 && at.y > 0 && at.x < camera.width() && at.y < camera.height();
}

/// What of the Earth the map may show.
LngLatBox seenDegrees(const Camera& camera) {
  LngLatBox box;
  const LngLat middle = placeOf(camera.view());
  constexpr int kSamples = 16;
  for (int j = 0; j <= kSamples; ++j) {
    for (int i = 0; i <= kSamples; ++i) {
      const ScreenPoint at{camera.width() * i / kSamples, camera.height() * j / kSamples};
      if (!camera.projection().repeatsEastWest() && !camera.onEarth(at))
        return {middle.lng - 180, -90, middle.lng + 180, 90};
      LngLat place = camera.projection().unproject(camera.toWorld(at));
      if (!camera.projection().repeatsEastWest())
        place.lng += std::round((middle.lng - place.lng) / 360) * 360;
      box.add(place);
    }
  }
  for (const double pole : {-90.0, 90.0}) {
    if (seesPole(camera, pole))
      box = {middle.lng - 180, std::min(box.minY, pole), middle.lng + 180, std::max(box.maxY, pole)};
  }
  return box;
}

class GraticuleMaker {
 public:
  GraticuleMaker(const Look& look, const Camera& camera)
      : camera_(camera), step_(graticuleStep(camera)), seen_(seenDegrees(camera)) {
    const Style& style = styleOf(look);
    style_.colour = style.colours.graticule;
    style_.widthPx = static_cast<float>(style.widths.graticule.at(camera.view().zoom));
    style_.dotSpacingPx = 0;
  }

  std::vector<GraticuleLine> make() {
    const double every = meridianStep();
    const auto first = static_cast<long>(std::floor(seen_.minX / every));
    auto last = static_cast<long>(std::ceil(seen_.maxX / every));
    if (!camera_.projection().repeatsEastWest()) last = std::min(last, first + std::lround(360 / every) - 1);
    for (long i = first; i <= last; ++i) meridian(static_cast<double>(i) * every);
    const double apart = parallelStep();
    const auto south = static_cast<long>(std::floor(seen_.minY / apart));
    const auto north = static_cast<long>(std::ceil(seen_.maxY / apart));
    for (long i = south; i <= north; ++i) {
      const double lat = static_cast<double>(i) * apart;
      if (std::abs(lat) < 90 - apart / 4) parallel(lat);
    }
    return std::move(lines_);
  }

 private:
  /// The finest that has room anywhere in view and, around a pole, at the edge of the map: that is far from
  /// having all of them.
  double meridianStep() {
    const bool coarse = step_ >= kCoarseStep;
    for (auto step = kSteps.rbegin(); step != kSteps.rend(); ++step)
      if (*step >= step_ && isMultiple(*step, step_) && counts(*step) && hasRoomAtEdge(*step) &&
          (coarse || seenPart(endOfStep(*step, -1), endOfStep(*step, 1))))
        return *step;
    return coarse ? step_ : 90;
  }

  /// In the mean of the four sides; true where no pole is in view or the Earth ends within the map.
  [[nodiscard]] bool hasRoomAtEdge(double step) const {
    if (!seesPole(camera_, -90) && !seesPole(camera_, 90)) return true;
    const double right = camera_.width(), foot = camera_.height();
    double apart = 0;
    for (const ScreenPoint at : {ScreenPoint{right / 2, 0}, ScreenPoint{right / 2, foot},
                                 ScreenPoint{0, foot / 2}, ScreenPoint{right, foot / 2}}) {
      if (!camera_.onEarth(at)) return true;
      apart += meridianSpacingPx(step, camera_.toLngLat(at).lat) / 4;
    }
    return apart >= kLeastAtEdgePx;
  }

  void meridian(double lng) {
    if (const auto part = seenPart(endOf(lng, -1), endOf(lng, 1)))
      along({lng, part->south}, {lng, part->north}, {style_, true, lng});
  }

  struct Latitudes {
    double south, north;
  };
  /// Of a meridian that ends so far from the equator.
  [[nodiscard]] std::optional<Latitudes> seenPart(double south, double north) const {
    const Latitudes part{std::max(-south, seen_.minY - step_), std::min(north, seen_.maxY + step_)};
    return part.south < part.north ? std::optional(part) : std::nullopt;
  }

  [[nodiscard]] bool isMultiple(double value, double of) const {
    return std::abs(std::remainder(value, of)) < step_ / 4;
  }
  /// The 20th are none of the 30th: they count where they are the finest alone.
  [[nodiscard]] bool counts(double step) const { return step != 20 || step_ == 20; }

  /// The latitude at which a meridian ends towards the pole of this sign, without its sign.
  double endOf(double lng, double sign) {
    if (isMultiple(lng, 90) || step_ == kSteps.front()) return 90;
    const auto apart = std::find_if(kSteps.begin(), kSteps.end(),
                                    [&](double step) { return isMultiple(lng, step) && counts(step); });
    const double end = endOfStep(apart == kSteps.end() ? step_ : *apart, sign);
    return step_ < kCoarseStep ? end : std::max({end, kCoarseEnd, 90 - step_});
  }

  double endOfStep(double apart, double sign) {
    double& end = ends_.try_emplace(apart * sign, -1).first->second;
    if (end >= 0) return end;
    const auto room = [&](double lat) { return meridianSpacingPx(apart, lat * sign) >= kLeastMeridianPx; };
    // Nearer to the pole than what is seen it makes no difference.
    double low = 0, high = std::clamp((sign > 0 ? seen_.maxY : -seen_.minY) + step_, 0.0, 90.0);
    if (room(high)) return end = high;
    for (int i = 0; i < kEndBisections; ++i) {
      const double middle = (low + high) / 2;
      (room(middle) ? low : high) = middle;
    }
    const double apartOnMeridian = parallelStep();
    return end = std::floor(low / apartOnMeridian) * apartOnMeridian;
  }

  [[nodiscard]] double meridianSpacingPx(double apart, double lat) const {
    const double lng = placeOf(camera_.view()).lng;
    const ScreenPoint a = camera_.toScreen(LngLat{lng - apart / 2, lat}),
                      b = camera_.toScreen(LngLat{lng + apart / 2, lat});
    return std::hypot(a.x - b.x, a.y - b.y);
  }

  /// As that of meridians but where they are much nearer to each other than parallels would be.
  [[nodiscard]] double parallelStep() const {
    const double degreePx = geo::worldSizePx(camera_.view().zoom) * kMetresPerDegree /
                            camera_.projection().metresPerUnit(placeOf(camera_.view()));
    double best = step_;
    for (const double step : kSteps)
      if (best * degreePx > kMostSpacingPx && step < best) best = step;
    return best;
  }

  void parallel(double lat) {
    const double west = std::max(seen_.minX - step_, seen_.centre().lng - 180);
    const double east = std::min(seen_.maxX + step_, seen_.centre().lng + 180);
    if (camera_.projection().repeatsEastWest())
      along({seen_.minX - step_, lat}, {seen_.maxX + step_, lat}, {style_, false, lat});
    else
      along({west, lat}, {east, lat}, {style_, false, lat});
  }

  void along(LngLat from, LngLat to, const GraticuleLine& kind) {
    const double degrees = std::max(std::abs(to.lng - from.lng), std::abs(to.lat - from.lat));
    const int parts = std::max(1, static_cast<int>(std::ceil(degrees / kPointEvery)));
    std::vector<LngLat> line;
    for (int i = 0; i <= parts; ++i) {
      const double t = static_cast<double>(i) / parts;
      line.push_back({std::lerp(from.lng, to.lng, t), std::lerp(from.lat, to.lat, t)});
    }
    for (std::vector<ScreenPoint>& points : straightLinesOnScreen(line, camera_)) {
      lines_.push_back(kind);
      lines_.back().line.points = std::move(points);
    }
  }

  const Camera& camera_;
  double step_;
  LngLatBox seen_;
  SceneRoute style_;
  std::map<double, double> ends_;  // of meridians, by their step with the sign of the pole
  std::vector<GraticuleLine> lines_;
};

}  // namespace

double graticuleStep(const Camera& camera) {
  const double pxPerDegree = geo::worldSizePx(camera.view().zoom) / 360;
  double best = kSteps.front();
  for (const double step : kSteps)
    if (step * pxPerDegree >= kLeastSpacingPx) best = step;
  return best;
}

std::vector<GraticuleLine> graticuleLines(const Look& look, const Camera& camera) {
  if (!look.graticule || styleOf(look).widths.graticule.at(camera.view().zoom) <= 0) return {};
  return GraticuleMaker(look, camera).make();
}

std::vector<SceneRoute> graticule(const Look& look, const Camera& camera) {
  std::vector<SceneRoute> lines;
  for (GraticuleLine& line : graticuleLines(look, camera)) lines.push_back(std::move(line.line));
  return lines;
}

}  // namespace dateline::map
