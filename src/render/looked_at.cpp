#include "render/looked_at.h"

#include <algorithm>
#include <cmath>

namespace dateline::render {

std::vector<PixelBox> boxesOf(const LookedAt& marked, double width, double height) {
  const auto edge = [](double px) { return static_cast<int>(std::lround(px)); };
  const auto x = [&](int i) { return (width - 1) * i / kAcross; };
  const auto y = [&](int j) { return (height - 1) * j / kDown; };
  std::vector<PixelBox> boxes;
  for (int j = 0; j < kDown; ++j) {
    const auto isMarked = [&](int i) {
      return marked[j][i] || marked[j][i + 1] || marked[j + 1][i] || marked[j + 1][i + 1];
    };
    for (int i = 0, end = 0; i < kAcross; i = end + 1) {
      for (end = i; end < kAcross && isMarked(end);) ++end;
      if (end == i) continue;
      const PixelBox run{edge(x(i)), edge(y(j)), edge(x(end) + 1), edge(y(j + 1) + 1)};
      const auto above = std::ranges::find_if(boxes, [&](const PixelBox& box) {
        return box.x0 == run.x0 && box.x1 == run.x1 && box.y1 >= run.y0;
      });
      if (above != boxes.end())
        above->y1 = run.y1;
      else
        boxes.push_back(run);
    }
  }
  return boxes;
}

}  // namespace dateline::render
