#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "map/label_text.h"
#include "map/name_sweep.h"
#include "map/text_measure.h"
#include "map/view_box.h"

namespace dateline::map {

/// The names of the world in the order in which they come while one zooms in; see NameSweep. Found anew when
/// the names or the style are other ones, and for a plane that is not Mercator as soon as it rests.
class NameRanges {
 public:
  struct Entry {
    NameClass what = NameClass::place;
    std::uint32_t index = 0;  ///< of its name among those of its class
    double along = 0;         ///< of a river: where on its line
    LngLat place = {};        ///< on the ground
    double styleFrom = 0;     ///< zoom of names from which the style has it; see LabelData::nameLevels
    double sizeFrom = -100;   ///< zoom of Mercator from which there is room for it
    double sizeUntil = 100;   ///< and until which it says something
  };
  /// What to find, and how much of it in this frame.
  struct Wish {
    StylePtr style;
    geo::Plane plane = {};
    double zoom = 0;  ///< of the map
    bool atOnce = true;
  };

  explicit NameRanges(text::Typesetter& typesetter) : measure_(typesetter) {}

  /// False while it is not yet found: then those of the last plane serve, as far as they are.
  bool update(const LabelData& data, const Wish& wish);

  /// In the order in which they come.
  [[nodiscard]] const std::vector<std::uint32_t>& come() const { return shown_.sweep.come(); }
  /// Where each of these lies.
  [[nodiscard]] const std::vector<Direction>& directions() const { return shown_.directions; }
  [[nodiscard]] const Entry& entry(std::uint32_t id) const { return entries_[shown_.wanted[id]].entry; }
  [[nodiscard]] const NameSweep::Appearance& appearance(std::uint32_t id) const {
    return shown_.sweep.of(id);
  }
  /// False for what has taken its place ahead of that; soon told.
  [[nodiscard]] bool mayBeShown(std::uint32_t id, double zoom) const {
    const NameSweep::Appearance& a = appearance(id);
    return !a.delayed || a.zoom + shown_.levels <= zoom;
  }
  /// What a town's ring and name may take, around its place.
  [[nodiscard]] const SweptName& swept(std::uint32_t id) const { return shown_.sweep.name(id); }
  /// The same for the same name on every plane.
  [[nodiscard]] std::uint32_t identity(std::uint32_t id) const { return shown_.wanted[id]; }
  [[nodiscard]] const Entry& entryOf(std::uint32_t identity) const { return entries_[identity].entry; }
  /// Of each river that the style names from this zoom of names on the identities of all spots, the first
  /// ones for afar, whether a name has come there or not.
  void everyRiver(
      double zoom,
      const std::function<void(std::uint32_t index, std::span<const std::uint32_t> spots)>& visit) const;
  /// The zoom of names from which on there is room for it on the present plane and the style has it.
  [[nodiscard]] double wantedFrom(const Entry& entry, const NamedPlace& name) const;
  /// The zoom of names from which on it is shown on the present plane.
  [[nodiscard]] double comesAt(std::uint32_t id, const NamedPlace& name) const;
  /// Its name.
  [[nodiscard]] static const NamedPlace& nameOf(const LabelData& data, const Entry& entry);

 private:
  struct Wanted {
    Entry entry;
    double priority = 0;
    TextMeasure::Size size;
    std::uint32_t group = 0;  ///< of a river or sea: those of its name
    double lead = 0;          ///< of a town: so many zooms before it is shown it takes its place
  };
  struct Lay {
    geo::Plane plane;
    double levels = 0;  ///< from its zoom to that of names
    NameSweep sweep;
    std::vector<std::uint32_t> wanted;  ///< by the sweep's number the place among the entries
    std::size_t rivers = 0;             ///< whose spots are in it
    std::vector<Direction> directions;  ///< of those that have come
  };
  struct River {
    std::uint32_t index = 0;
    double styleFrom = 0;
    std::uint32_t group = 0;
    std::vector<std::uint32_t> spots;  ///< places among the entries
    bool found = false;
  };
  void readAll(const LabelData& data);
  void findSpots(const LabelData& data, River& river);
  [[nodiscard]] Lay begin(const LabelData& data, const geo::Plane& plane) const;
  void add(const LabelData& data, Lay& lay, std::uint32_t wanted) const;
  /// Up to a zoom of names.
  bool advance(const LabelData& data, Lay& lay, double zoom, std::size_t mostLooks);
  bool sweep(const LabelData& data, Lay& lay, double zoom, std::size_t mostLooks);

  TextMeasure::Size sizeInLines(const NameText& text);
  TextMeasure::Size sizeOf(NameClass what, const NamedPlace& name, double from);
  void want(const Entry& entry, double priority, TextMeasure::Size size, std::uint32_t group = 0);
  void wantPlace(const NamedPlace& place, Entry entry);
  void wantSea(const NamedPlace& sea, Entry entry, std::uint32_t group);
  void wantLake(const NamedPlace& lake, Entry entry);
  void wantProvince(const NamedPlace& province, Entry entry, const LabelData& data);

  TextMeasure measure_;
  StylePtr style_;
  std::uint64_t revision_ = 0;
  std::vector<Wanted> entries_;
  std::vector<River> rivers_;  ///< those that come first, first
  Lay shown_;
  std::optional<Lay> next_;
  geo::Plane lastPlane_;
  double levels_ = 0;  ///< on the present plane, from the zoom of the map to that of names
};

}  // namespace dateline::map
