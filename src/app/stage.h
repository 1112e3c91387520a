#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/command_line.h"
#include "base/error.h"
#include "base/file.h"
#include "base/workers.h"
#include "map/atlas_map.h"
#include "platform/input.h"
#include "render/renderer.h"
#include "session/session.h"
#include "ui/ui.h"

namespace dateline::app {

struct FrameSize {
  int width = 0;  ///< logical px
  int height = 0;
  float scale = 1;
  friend bool operator==(const FrameSize&, const FrameSize&) = default;
};

inline int devicePx(double logical, float scale) {
  return static_cast<int>(std::lround(logical * static_cast<double>(scale)));
}

/// What a frame was and cost.
struct FrameReport {
  double milliseconds = 0;
  double groundMs = 0;  ///< of these, for the pictures of the ground
  bool map = false;     ///< the map was drawn anew, not only the panels
  int tiles = 0, labels = 0, pins = 0;
};

/// Session, interface and renderer put together: everything of the window but the window.
class Stage {
 public:
  /// Opens what the command line names and begins to read the world for a window of about this size. Needs no
  /// GL context yet: the reading goes on while one is made. `wake` is called from workers' threads when
  /// something arrived.
  static Result<std::unique_ptr<Stage>> open(const Common& common, const FrameSize& expected,
                                             std::function<void()> wake);
  ~Stage();

  /// Makes what draws; comes before everything below. Needs a current GL context, on whose thread the stage
  /// lives and dies from now on.
  Status attach(bool debugGl);

  void post(platform::Event event);
  void wantFrame();
  /// As if the map had been dragged by so many logical px.
  void pan(double dx, double dy);
  /// Takes in what workers have done; true when a frame is due.
  bool due(double seconds);
  /// When a frame is due though nothing happens, on the clock of `due`; nullopt when none is.
  [[nodiscard]] std::optional<double> nextDeadline() const;
  /// True when nothing is left to do until the user does something.
  [[nodiscard]] bool idle() const;
  /// True while something is read, cut, searched or drawn ahead in the background.
  [[nodiscard]] bool working() const;
  /// True when the last frame showed all that there is to be seen; what lies beyond the map's edges may still
  /// be under way.
  [[nodiscard]] bool complete() const;
  /// Draws one frame into the framebuffer given. 0 is the window's, whose pixels are lost when it is shown;
  /// others keep them, and get only what changed.
  Result<FrameReport> frame(const FrameSize& size, double seconds, unsigned framebuffer);
  /// From now on frames wait for their last pixel, so that their reports tell the whole cost.
  void measureWholeFrames();

  [[nodiscard]] session::Session& session();
  [[nodiscard]] const map::BuiltScene& built() const;
  [[nodiscard]] platform::Cursor cursor() const;
  [[nodiscard]] ui::ReaderStatus readerStatus() const;
  [[nodiscard]] int clicks() const;
  [[nodiscard]] ui::Area mapArea() const;
  void setClipboardReader(std::function<std::string()> read);

  /// Middle of a pin's body in the window, or of the cluster that holds it; nullopt when it is not in view.
  [[nodiscard]] std::optional<map::ScreenPoint> pinPoint(const std::string& id) const;
  [[nodiscard]] bool inClosedCluster(const std::string& id) const;
  [[nodiscard]] std::optional<ui::ListedRow> listedRow(const std::string& id) const;
  [[nodiscard]] std::optional<map::ScreenPoint> passagePoint(int event) const;

  /// Where the map names countries, for pictures of what it shows.
  [[nodiscard]] std::shared_ptr<const map::HeldCountrySpots> named() const;
  /// The map alone, as shown, as a PNG.
  Status saveMap(const std::string& path, Existing existing = Existing::replace);
  /// The pixels of a framebuffer.
  [[nodiscard]] Result<Image> readFramebuffer(const FrameSize& size, unsigned framebuffer) const;

 private:
  struct Parts;
  explicit Stage(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace dateline::app
