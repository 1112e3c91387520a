#pragma once

#include <memory>
#include <vector>

#include "map/label_text.h"
#include "map/name_sweep.h"
#include "map/text_measure.h"

namespace dateline::map {

/// The names of the world in the order in which they come while one zooms in; see NameSweep. Found anew when
/// the names or the style are other ones.
class NameRanges {
 public:
  struct Entry {
    NameClass what = NameClass::place;
    std::uint32_t index = 0;  ///< of its name among those of its class
    double along = 0;         ///< of a river: where on its line
    LngLat place = {};        ///< the same on the ground
    double styleFrom = 0;     ///< zoom of the map from which the style has it
    double sizeFrom = -100;   ///< zoom of Mercator from which there is room for it
    double sizeUntil = 100;   ///< and until which it says something
  };

  explicit NameRanges(text::Typesetter& typesetter) : measure_(typesetter) {}

  void update(const LabelData& data, const StylePtr& style);
  /// Finds all that come up to this zoom of Mercator; false where it gave up after having looked at so many.
  bool advance(double zoom, std::size_t mostLooks);
  /// In the order in which they come.
  [[nodiscard]] const std::vector<std::uint32_t>& come() const { return sweep_.come(); }
  [[nodiscard]] const Entry& entry(std::uint32_t id) const { return entries_[id]; }
  [[nodiscard]] const NameSweep::Appearance& appearance(std::uint32_t id) const { return sweep_.of(id); }
  /// Its name.
  [[nodiscard]] static const NamedPlace& nameOf(const LabelData& data, const Entry& entry);

 private:
  TextMeasure::Size sizeOf(NameClass what, const NamedPlace& name, double from);
  void addAll(const LabelData& data);
  void addRivers(const LabelData& data);
  void addPlace(const NamedPlace& place, Entry entry);
  void addSea(const NamedPlace& sea, Entry entry);
  void addLake(const NamedPlace& lake, Entry entry);
  void addProvince(const NamedPlace& province, Entry entry, const LabelData& data);
  void add(const NamedPlace& name, const Entry& entry, WorldPoint at, double priority,
           TextMeasure::Size size);

  TextMeasure measure_;
  StylePtr style_;
  std::uint64_t revision_ = 0;
  NameSweep sweep_;
  std::vector<Entry> entries_;
};

}  // namespace dateline::map
