#pragma once

#include <array>
#include <functional>

#include "render/ground_picture.h"
#include "render/map_target.h"
#include "render/program.h"

namespace dateline::render {

/// The ground as it is to be shown.
struct GroundView {
  map::Camera camera;
  float scale = 1;
  map::View ahead = {};       ///< where the map will come to rest, or be in a moment; of one kind of plane
  bool moving = false;        ///< what is shown now will not stay
  bool tilesCame = false;     ///< since the last time
  bool worldComes = false;    ///< what the ground is drawn from is still being read
  bool passing = false;       ///< what the ground is drawn from now will soon be replaced
  std::uint64_t content = 0;  ///< another number when the ground is drawn from something else
  map::Colour background = {};
};

/// The ground of the interactive map. What a frame costs depends on the screen alone: the ground is kept in
/// pictures that are drawn block by block, as time allows, and laid on the map as it moves, zooms, turns or
/// bends. When the map rests, the picture that is shown is the ground itself, pixel for pixel.
///
/// Four pictures: what is shown (with some room around it), what will be shown next, the surroundings at a
/// quarter of the scale, and the world. The coarser ones fill what the finer do not cover.
class GroundPictures {
 public:
  GroundPictures();

  using Build = std::function<map::BuiltGround(const map::Camera&, float scale, const map::GroundWish&)>;
  using Enough = std::function<bool()>;
  /// Draws the frame's part of a scene; false when `enough` said so before it was done. `wait`: until the
  /// graphics driver has done it, too.
  using Draw = std::function<bool(const map::Scene&, std::uint64_t sceneId, const Frame&,
                                  unsigned framebuffer, const Enough&, bool wait)>;

  /// Makes ready what drawing a scene will need, as far as `enough` allows.
  using Prepare = std::function<void(const map::Scene&, const Enough&)>;
  struct Tools {
    const Build& build;
    const Prepare& prepare;
    const Draw& draw;
    const Enough& enough;
  };

  struct Outcome {
    bool changed = false;    ///< what is to be seen differs from the last time
    bool complete = false;   ///< what is to be seen is the ground itself, with all its tiles
    bool busy = false;       ///< there is more to be drawn
    bool waiting = false;    ///< tiles are missing
    bool replacing = false;  ///< the map stands still and shows what its ground was drawn from before
    int tiles = 0;           ///< of the picture that is shown
  };
  /// Brings the pictures on as far as `enough` allows. ErrorKind::graphics.
  Result<Outcome> update(const GroundView& view, const Tools& tools);
  /// The whole of the map that was brought on last.
  [[nodiscard]] Frame frame() const;
  /// Paints what is inside the frame's band into the framebuffer that is bound.
  void paint(const Frame& frame, unsigned framebuffer, const Program& program);

 private:
  enum Role : int { shown, next, around, world };
  struct Sheet {
    GroundPicture picture;
    int number = 0;                          ///< of the picture, for the tiles' wishes
    bool passing = false;                    ///< what it is drawn from was soon to be replaced
    std::optional<map::Camera> camera = {};  ///< that it was begun for
    double begun = 0;                        ///< seconds
    double waitedFrom = 0;                   ///< seconds; since when it has lacked tiles
    double freshened = 0;                    ///< seconds; when tiles that came were taken in
    double drawing = 0;                      ///< seconds that was drawn since
  };
  struct Laid {
    GpuMesh mesh;
    const GroundPicture* picture = nullptr;
    std::optional<PixelOffset> exactAt;  ///< it need only be copied
  };
  struct Drawing {  ///< of the coarse pictures: for which camera, and whether it still will do
    map::Camera camera;
    bool serves = false;
  };
  struct Job;

  Sheet& sheet(Role role) { return sheets_[static_cast<std::size_t>(role)]; }
  [[nodiscard]] const Sheet& sheet(Role role) const { return sheets_[static_cast<std::size_t>(role)]; }
  [[nodiscard]] map::Camera aheadOf(const GroundView& view) const;
  Status beginSheet(Role role, const map::Camera& camera, float scale, int roomPx, Job& job);
  Status freshen(Role role, const map::Camera& camera, Job& job);
  std::optional<PixelBox> nextBlocks(const GroundPicture& picture, const map::Camera& camera, int roomPx,
                                     bool together);
  Result<unsigned> targetFor(bool together);
  void adaptStripes(double seconds);
  Status drawBlocks(Role role, const map::Camera& camera, int roomPx, Job& job);
  Status drawNext(const map::Camera& ahead, Job& job);
  Status drawCoarse(const map::Camera& ahead, Job& job);
  Status drawCoarse(Role role, const Drawing& drawing, Job& job);
  [[nodiscard]] bool aroundServes(const map::Camera& ahead, const map::Camera& fresh, const Job& job) const;
  Status drawAll(Job& job);
  Status drawFirst(const map::Camera& camera, Job& job);
  Status drawAtOnce(const map::Camera& camera, Job& job);
  [[nodiscard]] std::vector<PixelBox> findBare(const GroundView& view) const;
  void lay(const GroundView& view);
  void layPicture(Role role, const GroundView& view);
  static void paintLaid(const Laid& laid, const Frame& frame, unsigned framebuffer);

  std::array<Sheet, map::kGroundPictures> sheets_;
  MapTarget ofOne_, ofSeveral_;  // blocks
  /// The blocks that are drawn in one of them, as far as they are drawn.
  struct Part {
    std::uint64_t sceneId = 0;
    PixelBox blocks;
    bool together = false;  ///< in which
    int rows = 0;
  };
  Part part_;
  int stripes_ = 1;  ///< that a block is drawn in
  std::array<Laid, map::kGroundPictures> laid_;
  std::size_t laidCount_ = 0;
  std::vector<PixelBox> bare_;  // what is seen and the finest of them does not cover, device px
  map::Colour background_;
  std::optional<GroundView> last_;
  std::optional<double> begun_;  // when the first picture was asked for, while it is waited for
};

}  // namespace dateline::render
