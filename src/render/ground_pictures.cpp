#include "render/ground_pictures.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace dateline::render {
namespace {

/// Around what is shown so much is drawn ahead of the hand.
constexpr int kRoomAroundPx = GroundPicture::kBlockPx;
/// So many blocks to a side are drawn at once while the map stands still and waits for another ground.
constexpr int kBlocksTogether = 2;
/// The surroundings: so many levels farther away, and half as many device px a logical one.
constexpr double kAroundLevels = 2;
constexpr float kCoarseScale = 0.5F;
/// They serve until the map is nearer than this to their edge or scale.
constexpr double kAroundNearest = 1.0, kAroundFarthest = 3.2;
constexpr double kWorldLevel = 3, kWorldPx = 2048;
/// So long one waits for tiles before a picture is shown without them.
constexpr double kPatienceSeconds = 0.4;
/// And so long where nothing at all stands in for one.
constexpr double kGapPatienceSeconds = 1.5;
/// And so long where a layer would be seen to go that comes again.
constexpr double kLossPatienceSeconds = 10;
/// And so long where what is shown is what would stand in for them.
constexpr double kPassedPatienceSeconds = 2.5;
/// And so long for the first of all.
constexpr double kFirstPatienceSeconds = 1.5;

/// Tiles that come one after the other are drawn together, the more of them the longer the last ones are
/// waited for: to draw them takes from the workers that cut the others.
constexpr double kGatherShare = 0.5;  // of the time that was waited already
constexpr double kGatherDrawn = 8;    // times what it took to draw those that came before
constexpr double kGatherLeast = 0.1, kGatherMost = 1.0, kGatherMostDrawn = 4.0;

double secondsNow() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

map::Camera worldCamera() {
  return {map::View{{0.5, 0.5}, map::Zoom{kWorldLevel}}, kWorldPx, kWorldPx};
}

}  // namespace

struct GroundPictures::Job {
  const GroundView& view;
  const Tools& tools;
  bool moving = false;     // by itself or under the hand
  bool replacing = false;  // what is shown is drawn from something else, and stands still
  Outcome outcome;
  bool over = false;  // the time
};

GroundPictures::GroundPictures() {
  for (std::size_t i = 0; i < sheets_.size(); ++i) sheets_[i].number = static_cast<int>(i);
}

map::Camera GroundPictures::aheadOf(const GroundView& view) const {
  return {view.ahead, view.camera.width(), view.camera.height()};
}

Status GroundPictures::beginSheet(Role role, const map::Camera& camera, float scale, int roomPx, Job& job) {
  Sheet& begun = sheet(role);
  const map::GroundWish wish{begun.number, reachFor(roomPx) / static_cast<double>(scale), !job.moving};
  begun.begun = begun.waitedFrom = secondsNow();
  begun.camera = camera;
  begun.passing = job.view.passing;
  return begun.picture.begin(job.tools.build(camera, scale, wish), camera, job.view.content, roomPx);
}

/// Takes in tiles that came, and what the map moved towards.
Status GroundPictures::freshen(Role role, const map::Camera& camera, Job& job) {
  GroundPicture& picture = sheet(role).picture;
  const double now = secondsNow();
  const bool reaches = picture.reaches(camera);
  if (picture.complete()) sheet(role).waitedFrom = now;
  if (reaches && (picture.complete() || !job.view.tilesCame)) return {};
  const float scale = picture.lay().scale;
  const int roomPx = role == shown || role == next ? kRoomAroundPx : 0;
  // Until what is looked at is there, the processors are for it.
  const bool screenFirst = !job.moving && (!picture.completeFor(camera) || picture.missing(camera, 0, 1));
  const map::GroundWish wish{sheet(role).number, reachFor(roomPx) / static_cast<double>(scale), screenFirst};
  map::BuiltGround ground = job.tools.build(camera, scale, wish);
  double gathering = std::clamp(kGatherShare * (now - sheet(role).waitedFrom), kGatherLeast, kGatherMost);
  // Where something stands in for what is missing it is not urgent.
  if (!picture.gaps())
    gathering = std::max(gathering, std::min(kGatherDrawn * sheet(role).drawing, kGatherMostDrawn));
  if (reaches && !ground.completeInView && now - sheet(role).freshened < gathering) return {};
  sheet(role).freshened = now;
  sheet(role).drawing = 0;
  if (picture.follow(ground, camera)) return {};
  return picture.begin(std::move(ground), camera, job.view.content, roomPx);
}

/// The block that was begun, as long as it is of use; else the next ones. What several have a part in is
/// drawn less often when they are drawn together; but a map that moves, or has just come to rest and may be
/// moved on, shall not wait for that.
std::optional<PixelBox> GroundPictures::nextBlocks(const GroundPicture& picture, const map::Camera& camera,
                                                   int roomPx, bool together) {
  if (part_.rows > 0 && part_.sceneId == picture.sceneId() && part_.together == together &&
      picture.areMissing(part_.blocks, camera, roomPx))
    return part_.blocks;
  const auto blocks = picture.missing(camera, roomPx, together ? kBlocksTogether : 1);
  if (blocks) part_ = {picture.sceneId(), *blocks, together, 0};
  return blocks;
}

/// While the map moves, a block of which so much is drawn that it would hold a frame up is drawn in stripes.
void GroundPictures::adaptStripes(double seconds) {
  constexpr double kMostSeconds = 0.005, kLeastSeconds = 0.0012;
  constexpr int kMostStripes = 8;
  if (seconds > kMostSeconds)
    stripes_ = std::min(2 * stripes_, kMostStripes);
  else if (seconds < kLeastSeconds)
    stripes_ = std::max(stripes_ / 2, 1);
}

/// Of their own sizes: to clear a part of one takes longer.
Result<unsigned> GroundPictures::targetFor(bool together) {
  MapTarget& target = together ? ofSeveral_ : ofOne_;
  if (!target) {
    const int side = GroundPicture::kBlockPx * (together ? kBlocksTogether : 1);
    Result<MapTarget> made = MapTarget::create(side, side, MapTarget::Stencil::with);
    if (!made) return tl::make_unexpected(made.error());
    target = std::move(*made);
  }
  return target.framebuffer();
}

Status GroundPictures::drawBlocks(Role role, const map::Camera& camera, int roomPx, Job& job) {
  if (job.over) return {};
  GroundPicture& picture = sheet(role).picture;
  const Result<unsigned> target = targetFor(job.replacing);
  if (!target) return tl::make_unexpected(target.error());
  while (const auto blocks = nextBlocks(picture, camera, roomPx, job.replacing)) {
    const int height = blocks->height() * GroundPicture::kBlockPx;
    const int end = std::min(height, part_.rows + height / (job.moving ? stripes_ : 1));
    const double began = secondsNow();
    if (job.tools.enough() ||
        !job.tools.draw(picture.scene(), picture.sceneId(), picture.frameOf(*blocks, part_.rows, end),
                        *target, job.tools.enough, !job.replacing)) {
      job.over = job.outcome.busy = true;
      return {};
    }
    const double took = secondsNow() - began;
    sheet(role).drawing += took;
    if (job.moving) adaptStripes(took);
    part_.rows = end;
    if (end < height) continue;
    part_ = {};
    picture.keep(*blocks, *target);
    job.outcome.changed |= role == shown && picture.shows(job.view.camera, *blocks);
  }
  return {};
}

/// Nothing is shown until the first picture is whole: a map that comes together piece by piece is no map.
Status GroundPictures::drawFirst(const map::Camera& camera, Job& job) {
  if (sheet(shown).picture.begun()) return drawAtOnce(camera, job);
  const double now = secondsNow();
  if (!begun_) begun_ = now;
  background_ = job.view.background;
  const map::GroundWish wish{sheet(shown).number, 0};
  const map::BuiltGround ground = job.tools.build(camera, job.view.scale, wish);
  if ((job.view.worldComes || !ground.completeInView) && now - *begun_ < kFirstPatienceSeconds) {
    job.tools.prepare(ground.scene, [] { return false; });
    job.outcome.waiting = true;
    return {};
  }
  begun_.reset();
  return drawAtOnce(camera, job);
}

/// With nothing to stand in for it, what the map shows is drawn whatever it takes.
Status GroundPictures::drawAtOnce(const map::Camera& camera, Job& job) {
  for (Sheet& old : sheets_) old.picture.forget();
  background_ = job.view.background;
  if (Status begun = beginSheet(shown, camera, job.view.scale, kRoomAroundPx, job); !begun) return begun;
  const Enough never = [] { return false; };
  const Tools tools{job.tools.build, job.tools.prepare, job.tools.draw, never};
  Job whole{job.view, tools};
  job.outcome.changed = true;
  return drawBlocks(shown, camera, 0, whole);
}

Status GroundPictures::drawNext(const map::Camera& ahead, Job& job) {
  Sheet& sheet = this->sheet(next);
  GroundPicture& picture = sheet.picture;
  // While the map moves on, a picture that was begun is worth finishing if it is of about this scale.
  const bool useful = job.view.moving && picture.begun() && picture.content() == job.view.content &&
                      picture.scene().width == static_cast<int>(ahead.width()) &&
                      picture.scene().height == static_cast<int>(ahead.height()) &&
                      std::abs(picture.lay().zoom - ahead.view().zoom.level) < 1;
  if (!useful && !picture.serves(ahead, job.view.scale, job.view.content)) {
    if (Status begun = beginSheet(next, ahead, job.view.scale, kRoomAroundPx, job); !begun) return begun;
  }
  const map::Camera camera = picture.serves(ahead, job.view.scale, job.view.content) ? ahead : *sheet.camera;
  if (Status fresh = freshen(next, camera, job); !fresh) return fresh;
  // What is shown still does for a moment: what would be drawn now would be drawn again.
  const bool loss = picture.lacks(this->sheet(shown).picture);
  const double patience = loss                         ? kLossPatienceSeconds
                          : this->sheet(shown).passing ? kPassedPatienceSeconds
                          : picture.gaps()             ? kGapPatienceSeconds
                                                       : kPatienceSeconds;
  if (!job.moving && !picture.completeFor(camera) && secondsNow() - sheet.begun < patience) {
    if (this->sheet(shown).passing) job.tools.prepare(picture.scene(), job.tools.enough);
    job.outcome.waiting = true;
    return {};
  }
  if (Status drawn = drawBlocks(next, camera, 0, job); !drawn) return drawn;
  if (picture.missing(camera, 0, 1)) return {};
  if (!picture.completeFor(camera)) {
    job.outcome.waiting = true;
    if (picture.gaps() && this->sheet(shown).picture.content() == job.view.content) return {};
    if (secondsNow() - sheet.begun < (loss ? kLossPatienceSeconds : kPatienceSeconds)) return {};
  }
  std::swap(this->sheet(shown), sheet);
  sheet.picture.forget();
  job.outcome.changed = job.outcome.busy = true;
  return {};
}

Status GroundPictures::drawCoarse(Role role, const Drawing& drawing, Job& job) {
  if (job.over) return {};
  if (!drawing.serves) {
    if (Status begun = beginSheet(role, drawing.camera, kCoarseScale, 0, job); !begun) return begun;
  }
  const map::Camera camera = *sheet(role).camera;
  if (Status fresh = freshen(role, camera, job); !fresh) return fresh;
  if (Status drawn = drawBlocks(role, camera, 0, job); !drawn) return drawn;
  job.outcome.waiting |= !sheet(role).picture.complete();
  return {};
}

/// As well as one begun now, by `fresh`, would: at the edge of the world that one is held back from the
/// middle.
bool GroundPictures::aroundServes(const map::Camera& ahead, const map::Camera& fresh, const Job& job) const {
  const Sheet& wide = sheet(around);
  if (!wide.picture.begun() || wide.picture.content() != job.view.content) return false;
  if (wide.picture.lay().plane.choice() != ahead.view().plane.choice()) return false;
  const double levels = ahead.view().zoom.level - wide.picture.lay().zoom;
  const geo::LngLat middle = map::placeOf(ahead.view());
  const geo::ScreenPoint at = wide.camera->toScreen(middle), best = fresh.toScreen(middle);
  constexpr double kFromMiddle = 0.2;
  return levels > kAroundNearest && levels < kAroundFarthest && wide.camera->shows(middle) &&
         std::abs(at.x - best.x) < kFromMiddle * wide.camera->width() &&
         std::abs(at.y - best.y) < kFromMiddle * wide.camera->height();
}

Status GroundPictures::drawCoarse(const map::Camera& ahead, Job& job) {
  const GroundPicture& all = sheet(world).picture;
  const bool serves = all.begun() && all.content() == job.view.content;
  if (Status drawn = drawCoarse(world, {worldCamera(), serves}, job); !drawn) return drawn;
  map::View view = ahead.view();
  view.zoom.level -= kAroundLevels;
  if (view.zoom.level < kWorldLevel) return {};  // the world's picture is as fine
  const map::Camera fresh(view, ahead.width(), ahead.height());
  return drawCoarse(around, {fresh, aroundServes(ahead, fresh, job)}, job);
}

Status GroundPictures::drawAll(Job& job) {
  const GroundView& view = job.view;
  const map::Camera ahead = aheadOf(view);
  const auto serves = [&] { return sheet(shown).picture.serves(ahead, view.scale, view.content); };
  if (!sheet(shown).picture.begun() || background_ != view.background) {
    if (Status drawn = drawFirst(view.camera.view().plane.mixed() ? ahead : view.camera, job); !drawn)
      return drawn;
    if (!sheet(shown).picture.begun()) return {};
  }
  if (!serves()) {
    if (Status drawn = drawNext(ahead, job); !drawn) return drawn;
    if (!serves()) return {};
  }
  sheet(next).picture.forget();
  if (Status fresh = freshen(shown, ahead, job); !fresh) return fresh;
  if (Status drawn = drawBlocks(shown, ahead, 0, job); !drawn) return drawn;
  job.outcome.complete =
      !job.over && view.camera.view() == ahead.view() && sheet(shown).picture.completeFor(ahead);
  if (view.passing && job.outcome.complete && !job.moving) return {};
  if (Status drawn = drawBlocks(shown, ahead, kRoomAroundPx, job); !drawn) return drawn;
  job.outcome.waiting |= !sheet(shown).picture.complete();
  // Until what is looked at is there, the workers and the time are for it, unless it is about to be left.
  if (!sheet(shown).picture.completeFor(ahead) && !job.moving) return {};
  if (Status drawn = drawCoarse(ahead, job); !drawn || job.over || job.moving) return drawn;
  return sheet(next).picture.makeRoomLike(sheet(shown).picture);
}

Result<GroundPictures::Outcome> GroundPictures::update(const GroundView& view, const Tools& tools) {
  Job job{view, tools};
  job.moving = view.moving || !last_ || !(last_->camera.view() == view.camera.view());
  const auto isReplaced = [&] { return !job.moving && sheet(shown).picture.content() != view.content; };
  job.replacing = isReplaced();
  if (Status done = drawAll(job); !done) return tl::make_unexpected(done.error());
  const bool same = last_ && last_->camera.view() == view.camera.view() &&
                    last_->camera.width() == view.camera.width() &&
                    last_->camera.height() == view.camera.height() && last_->scale == view.scale;
  job.outcome.changed |= !same;
  if (job.outcome.changed) lay(view);
  job.outcome.replacing = isReplaced();
  last_ = view;
  for (const auto& ground : sheet(shown).picture.scene().ground)
    if (const auto* layer = std::get_if<map::SceneLayer>(&ground))
      job.outcome.tiles += static_cast<int>(layer->tiles.size());
  return job.outcome;
}

}  // namespace dateline::render
