#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "atlas/windowed_source.h"

namespace dateline::session {

/// A layer of a data base while the window is open. A thread of its own connects, reads what is wanted of it
/// and, when the server goes away, connects again after 1, 2, 4 ... 30 seconds. It ends when this does, or,
/// where the network holds it, some seconds later without another word.
class LiveLayer {
 public:
  struct News {
    enum class Kind : std::uint8_t {
      opened,   ///< connected for the first time
      refused,  ///< the first connection failed; nothing follows
      reading,
      read,
      lost,  ///< what was wanted is read when the server is there again
    };
    Kind kind = Kind::opened;
    std::string name = {};
    geo::LngLatBox extent = {};
    Error error = {};
    std::shared_ptr<const atlas::WindowData> data = nullptr;
  };
  /// `report` is called on the thread, never after the destructor.
  LiveLayer(atlas::DatabaseAddress address, std::function<void(News)> report);
  ~LiveLayer();
  LiveLayer(const LiveLayer&) = delete;
  LiveLayer& operator=(const LiveLayer&) = delete;

  /// Replaces what was wanted before and has not been begun; what is being read for elsewhere is dropped.
  void want(const atlas::Window& window);

  /// Waits until the threads of those that are gone have ended, a second at most.
  static void finish();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

/// True when all of `seen` was read with `read`, whichever copies of the world they are on.
bool covers(const geo::LngLatBox& read, const geo::LngLatBox& seen);

}  // namespace dateline::session
