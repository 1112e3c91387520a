#include "text/glyph_atlas.h"

#include <algorithm>
#include <cstring>

namespace dateline::text {
namespace {

constexpr int kGap = 1;        // so that bilinear sampling never sees a neighbour
constexpr int kShelfStep = 4;  // shelf heights are multiples of this, so that few kinds of shelf arise
constexpr std::size_t kMostChanges = 4096;

Image blank(int side) {
  const auto length = static_cast<std::size_t>(side);
  return {.width = side, .height = side, .channels = 1, .pixels = std::vector<std::uint8_t>(length * length)};
}

}  // namespace

GlyphAtlas::GlyphAtlas(int firstSide, int largestSide)
    : largestSide_(largestSide), image_(blank(firstSide)) {}

std::optional<GlyphAtlas::Spot> GlyphAtlas::insert(const Coverage& picture) {
  if (picture.width + 2 * kGap > largestSide_ || picture.height + 2 * kGap + kShelfStep > largestSide_)
    return std::nullopt;
  std::optional<Spot> spot = findRoom(picture.width, picture.height);
  while (!spot) {
    growOrEmpty();
    spot = findRoom(picture.width, picture.height);
  }
  const auto width = static_cast<std::size_t>(picture.width);
  for (int row = 0; row < picture.height; ++row) {
    const std::size_t to =
        static_cast<std::size_t>(spot->y + row) * image_.rowBytes() + static_cast<std::size_t>(spot->x);
    std::memcpy(image_.pixels.data() + to, picture.pixels.data() + static_cast<std::size_t>(row) * width,
                width);
  }
  noteChange(spot->y, spot->y + picture.height);
  return spot;
}

std::optional<GlyphAtlas::Spot> GlyphAtlas::findRoom(int width, int height) {
  const int needed = (height + kShelfStep - 1) / kShelfStep * kShelfStep;
  Shelf* best = nullptr;
  for (Shelf& shelf : shelves_) {
    // A shelf much higher than the picture wastes more than a new shelf would.
    const bool fits = shelf.height >= needed && shelf.height <= needed + needed / 2 &&
                      shelf.used + width + kGap <= image_.width;
    if (fits && (best == nullptr || shelf.height < best->height)) best = &shelf;
  }
  if (best == nullptr) {
    const int top = shelves_.empty() ? kGap : shelves_.back().top + shelves_.back().height + kGap;
    if (top + needed + kGap > image_.height || width + 2 * kGap > image_.width) return std::nullopt;
    best = &shelves_.emplace_back(Shelf{.top = top, .height = needed, .used = kGap});
  }
  const Spot spot{best->used, best->top};
  best->used += width + kGap;
  return spot;
}

void GlyphAtlas::growOrEmpty() {
  ++generation_;
  if (image_.width >= largestSide_) {
    std::fill(image_.pixels.begin(), image_.pixels.end(), std::uint8_t{0});
    shelves_.clear();
    ++emptied_;
  } else {
    Image larger = blank(std::min(image_.width * 2, largestSide_));
    for (int row = 0; row < image_.height; ++row)
      std::memcpy(larger.pixels.data() + static_cast<std::size_t>(row) * larger.rowBytes(),
                  image_.pixels.data() + static_cast<std::size_t>(row) * image_.rowBytes(),
                  image_.rowBytes());
    image_ = std::move(larger);
  }
  noteChange(0, image_.height);
}

void GlyphAtlas::noteChange(int firstRow, int lastRow) {
  ++revision_;
  changes_.push_back({revision_, firstRow, lastRow});
  if (changes_.size() > kMostChanges) changes_.pop_front();
}

std::pair<int, int> GlyphAtlas::rowsSince(std::uint64_t revision) const {
  if (revision >= revision_) return {0, 0};
  if (changes_.empty() || changes_.front().revision > revision + 1) return {0, image_.height};
  std::pair<int, int> rows{image_.height, 0};
  for (auto change = changes_.rbegin(); change != changes_.rend() && change->revision > revision; ++change) {
    rows.first = std::min(rows.first, change->firstRow);
    rows.second = std::max(rows.second, change->lastRow);
  }
  return rows;
}

}  // namespace dateline::text
