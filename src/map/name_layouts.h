#pragma once

#include <cstdint>
#include <unordered_map>

#include "map/label_text.h"

namespace dateline::map {

/// The layouts of names, kept by what is named so that a frame asks nothing of the typesetter for those that
/// stood in the last one. While the map moves only a few new ones are made a frame.
class NameLayouts {
 public:
  explicit NameLayouts(text::Typesetter& typesetter) : typesetter_(typesetter) {}

  /// `mostNew`: layouts to be made until the next call.
  void beginFrame(int mostNew);
  /// nullptr, or as it was set last, where the frame's new ones are used up.
  text::LayoutPtr of(std::uint64_t key, const NameText& text);
  /// Some were to be made and were not.
  [[nodiscard]] bool pending() const { return pending_; }
  void forget() { kept_.clear(); }

 private:
  struct Kept {
    text::TextStyle style;
    text::LayoutOptions options;
    text::LayoutPtr layout;
  };
  text::Typesetter& typesetter_;
  std::unordered_map<std::uint64_t, Kept> kept_;
  int left_ = 0;
  bool pending_ = false;
};

}  // namespace dateline::map
