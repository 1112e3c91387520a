#pragma once

#include <functional>
#include <memory>

#include "base/workers.h"

namespace dateline::session {

/// Reads layers, a few at once, on threads of its own: GDAL may take as long as it likes for the first
/// feature of a file and cannot be stopped meanwhile, and no tile shall wait for that.
class LayerReaders {
 public:
  /// Hands a message over to the inbox; it comes to nothing once the readers are gone.
  using Post = std::function<void(std::function<void()>)>;

  explicit LayerReaders(Inbox& inbox);
  /// What has not begun is dropped; what is being read ends when it likes, and nobody hears of it.
  ~LayerReaders();
  LayerReaders(const LayerReaders&) = delete;
  LayerReaders& operator=(const LayerReaders&) = delete;

  void run(std::function<void(const Post&)> read);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace dateline::session
