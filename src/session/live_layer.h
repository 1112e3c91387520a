#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "atlas/windowed_source.h"

namespace dateline::session {

/// A layer that is read by the window, while the map is open. A thread of its own opens it, reads what is
/// wanted of it and, when it is gone, opens it again after 1, 2, 4 ... 30 seconds. It ends when this does,
/// or, where the network holds it, some seconds later without another word.
class LiveLayer {
 public:
  struct Source {
    std::function<Result<std::unique_ptr<atlas::WindowedSource>>()> open;
    /// Asked every few seconds whether it is still there, when nothing else is wanted of it.
    bool asked = true;
  };
  struct News {
    enum class Kind : std::uint8_t {
      opened,   ///< for the first time
      refused,  ///< it could not be opened the first time; nothing follows
      reading,
      partly,  ///< the first of what is being read
      read,
      counted,  ///< the values of an attribute, or why there are none
      lost,     ///< what was wanted is read when it is there again
    };
    Kind kind = Kind::opened;
    std::string name = {};
    geo::LngLatBox extent = {};
    Error error = {};
    std::shared_ptr<const atlas::WindowData> data = nullptr;
    std::string attribute = {};
    std::shared_ptr<const atlas::AttributeValues> values = nullptr;
  };
  /// `report` is called on the thread, never after the destructor.
  LiveLayer(Source source, std::function<void(News)> report);
  ~LiveLayer();
  LiveLayer(const LiveLayer&) = delete;
  LiveLayer& operator=(const LiveLayer&) = delete;

  /// Replaces what was wanted before and has not been begun; what is being read for elsewhere is dropped.
  void want(const atlas::Window& window);
  /// Has the values of an attribute counted, in place of another one that was asked for.
  void count(const std::string& attribute);
  /// It may have changed, or be back.
  void look();
  /// How much of what is being read is there, 0..1.
  [[nodiscard]] std::shared_ptr<std::atomic<float>> progress() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

/// True when all of `seen` was read with `read`, whichever copies of the world they are on.
bool covers(const geo::LngLatBox& read, const geo::LngLatBox& seen);

}  // namespace dateline::session
