#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "atlas/database_address.h"
#include "atlas/layer.h"
#include "atlas/window.h"

namespace dateline::atlas {

struct WindowData {
  LayerData layer;
  std::uintmax_t bytes = 0;  ///< of memory that it takes, with what the map keeps of it
  bool simplified = false;   ///< a nearer view is worth another read
  bool coarse = false;       ///< by more than nobody sees: the exact shapes take more than they may
  bool cut = false;          ///< there is more in the box than may be kept even so
};

struct WindowLimits {
  /// Of memory, for what one window holds, in bytes. While it is read, the features that have just come are
  /// in memory as well, one or two or a few megabytes of them, and a copy of what is simplified.
  std::uintmax_t bytes = 512u << 20;
  CancelToken cancel = {};
  std::shared_ptr<std::atomic<float>> progress = nullptr;  ///< 0..1, written while reading
  /// Called while reading takes long, with what there is so far, much simplified and without attributes.
  std::function<void(WindowData)> preview = {};
  /// When the first of these is due, if reading takes so long; each further one after twice the time.
  std::chrono::milliseconds previewAfter{250};
};

/// The different values of an attribute, each with how often it occurs; empty texts are no values.
using ValueCounts = std::vector<std::pair<std::string, std::uint64_t>>;

struct AttributeValues {
  ValueCounts counts;
  bool numeric = false;  ///< they are numbers, no texts
};

/// A layer that is too large to be read, or that others change: of it is read what a view needs, by its
/// spatial index. Used from one thread at a time; nothing is ever written.
class WindowedSource {
 public:
  /// Connects to a table of a data base and looks at it, within seconds. ErrorKind::unreadable: the server
  /// does not answer, or refuses; ErrorKind::notFound: no such table or column; ErrorKind::invalid: nothing
  /// in it can be drawn.
  static Result<std::unique_ptr<WindowedSource>> open(const DatabaseAddress& address);
  /// Opens a FlatGeobuf or GeoPackage file, as safely as openLayer; of another format it is
  /// ErrorKind::unsupported. Without a spatial index each window reads all of it; a warning says so.
  /// What takes long to read is kept in `cacheFolder`, if there is one.
  static Result<std::unique_ptr<WindowedSource>> open(const std::filesystem::path& path,
                                                      const std::filesystem::path& cacheFolder = {});

  virtual ~WindowedSource() = default;
  WindowedSource(const WindowedSource&) = delete;
  WindowedSource& operator=(const WindowedSource&) = delete;

  [[nodiscard]] virtual const std::string& name() const = 0;
  /// About where its features lie, as its statistics know; empty when they do not.
  [[nodiscard]] virtual const geo::LngLatBox& extent() const = 0;

  /// Nothing in the window is no error. After one other than ErrorKind::cancelled the source is to be opened
  /// anew.
  virtual Result<WindowData> read(const Window& window, const WindowLimits& limits) = 0;
  /// The values that an attribute has in the whole layer. ErrorKind::notFound names the attributes that there
  /// are; ErrorKind::tooLarge: so many different ones that they are no classes.
  virtual Result<AttributeValues> valuesOf(const std::string& attribute, const CancelToken& cancel) = 0;
  /// Whether it is still there, and the same.
  virtual Status ping() = 0;

 protected:
  WindowedSource() = default;
};

/// True for a FlatGeobuf or GeoPackage file that would take more than this of memory if it were read whole,
/// as its size and its number of features tell: it is opened, not read, or what is kept of it in
/// `cacheFolder` is looked at (empty: nothing is). False also for what cannot be opened.
bool takesMoreThan(const std::filesystem::path& path, std::uintmax_t bytes,
                   const std::filesystem::path& cacheFolder = {});

}  // namespace dateline::atlas
