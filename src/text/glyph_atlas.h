// Packs glyph pictures into one image: rows ("shelves") of pictures of about one height, a pixel apart.
#pragma once

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "base/image.h"
#include "text/coverage.h"

namespace dateline::text {

class GlyphAtlas {
 public:
  explicit GlyphAtlas(int firstSide = 1024, int largestSide = 4096);

  struct Spot {
    int x = 0;
    int y = 0;
  };
  /// Copies the picture in. When there is no room the atlas first grows (spots stay, texture coordinates
  /// change), and at its largest it is emptied (spots are void): `generation` tells. Nothing, for a picture
  /// that could never fit.
  std::optional<Spot> insert(const Coverage& picture);

  [[nodiscard]] const Image& image() const { return image_; }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  [[nodiscard]] std::uint64_t generation() const { return generation_; }
  /// Counts how often the spots given out became void.
  [[nodiscard]] std::uint64_t emptied() const { return emptied_; }
  [[nodiscard]] std::pair<int, int> rowsSince(std::uint64_t revision) const;

 private:
  struct Shelf {
    int top = 0;
    int height = 0;
    int used = 0;
  };
  struct Change {
    std::uint64_t revision = 0;
    int firstRow = 0;
    int lastRow = 0;
  };
  std::optional<Spot> findRoom(int width, int height);
  void growOrEmpty();
  void noteChange(int firstRow, int lastRow);

  int largestSide_;
  Image image_;
  std::vector<Shelf> shelves_;
  std::deque<Change> changes_;
  std::uint64_t revision_ = 1;  // a caller who has seen nothing (0) is given everything
  std::uint64_t generation_ = 0;
  std::uint64_t emptied_ = 0;
};

}  // namespace dateline::text
