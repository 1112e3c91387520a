#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "atlas/database_address.h"
#include "atlas/layer.h"

namespace dateline::atlas {

/// What of a source is to be read: all that touches a box of the Earth. `box` may reach across the date line:
/// its longitudes run on, from anywhere within -540..540.
struct Window {
  geo::LngLatBox box;
  /// Degrees of latitude that nobody sees: shapes are simplified by this much where they would not fit.
  double tolerance = 0;
};

struct WindowLimits {
  /// Of memory, for what one window holds, in bytes.
  std::uintmax_t bytes = 512u << 20;
  CancelToken cancel = {};
};

struct WindowData {
  LayerData layer;
  bool simplified = false;  ///< a nearer view is worth another read
  bool cut = false;         ///< there is more in the box than may be kept
};

/// A table that is too large to be read, or that others change: a connection that reads what a view needs, by
/// the spatial index of the table. Used from one thread; nothing is ever written to the data base.
class WindowedSource {
 public:
  /// Connects and looks at the table, within seconds. ErrorKind::unreadable: the server does not answer, or
  /// refuses; ErrorKind::notFound: no such table or column; ErrorKind::invalid: nothing in it can be drawn.
  static Result<std::unique_ptr<WindowedSource>> open(const DatabaseAddress& address);
  ~WindowedSource();
  WindowedSource(const WindowedSource&) = delete;
  WindowedSource& operator=(const WindowedSource&) = delete;

  [[nodiscard]] const std::string& name() const;
  /// About where its features lie, as the server's statistics know; empty when they do not.
  [[nodiscard]] const geo::LngLatBox& extent() const;

  /// Nothing in the window is no error. After one other than ErrorKind::cancelled the source is to be opened
  /// anew.
  Result<WindowData> read(const Window& window, const WindowLimits& limits);
  /// Whether the server is still there.
  Status ping();

 private:
  struct Connection;
  explicit WindowedSource(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace dateline::atlas
