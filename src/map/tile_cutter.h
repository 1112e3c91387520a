#pragma once

#include "map/fill_cells.h"
#include "map/specks.h"
#include "map/tile.h"

namespace dateline::map {

/// The class of a feature, and those of its lines, whose paint depends on how large on the map is what they
/// enclose; kNotDrawn: they are drawn as all else, or not.
struct CutClasses {
  std::uint32_t own = kNotDrawn;
  /// Of the lines around its areas the first of ClassLookup::kSizes, by the size of these.
  std::uint32_t sized = kNotDrawn;
  /// Of the lines of what is so small that they hide its fill, and of a speck where nothing of it is drawn.
  std::uint32_t speck = kNotDrawn;
};

/// Collects one tile's mesh: clips, snaps and triangulates in the tile's own coordinates. Classes come in
/// ascending order.
class TileCutter {
 public:
  /// `detail` levels finer than the address are the points taken.
  TileCutter(const ProjectedSet& set, TileAddress address, bool outlines, int detail);

  void beginClass(const CutClasses& classes);
  /// `copy` is the world's copy the feature is taken from, `box` the buffered tile as it lies on that copy.
  void add(std::uint32_t feature, int copy, const geo::WorldBox& box);
  TileMesh finish();

 private:
  /// A ring whose line is drawn behind its class, and where that lies.
  struct LaterRing {
    std::uint32_t path;
    std::uint32_t styleClass;
    double copyShift;
    geo::WorldBox box;
    bool filled;
  };
  /// True where lines around areas have classes of their own.
  [[nodiscard]] bool apart() const { return classes_.speck != kNotDrawn && classes_.speck != classes_.own; }
  void addPolygon(std::uint32_t shell, std::span<const std::uint32_t> paths, bool outlined);
  std::vector<geo::Ring> fillOf(std::span<const std::uint32_t> paths);
  void addTriangles(const std::vector<geo::Ring>& rings);
  void addLine(std::uint32_t path, bool ring);
  void addPoints(std::uint32_t path);
  void addPolyLine(std::span<const geo::WorldPoint> line, bool closed);
  void addOutline(std::uint32_t shell, std::span<const std::uint32_t> paths, const geo::Ring& outer);
  /// Of a path, in tile units.
  [[nodiscard]] double sizeOf(std::uint32_t path) const;
  [[nodiscard]] bool isOutlined(std::uint32_t path) const;
  void addSpeckFor(std::uint32_t path);
  /// The class of the line around it: the same in every tile.
  [[nodiscard]] std::uint32_t sizedClass(std::uint32_t shell) const;
  void drawLater();
  void dropHiddenPoints();
  void endClass();
  void endBatches(std::uint32_t styleClass);
  [[nodiscard]] geo::WorldPoint local(const geo::WorldPoint& p) const;

  const ProjectedSet& set_;
  bool outlines_;
  int detail_, level_;
  FillCells cells_;
  double tiles_;  // across the world
  geo::WorldPoint origin_;
  geo::WorldBox box_;
  TileMesh mesh_;
  CutClasses classes_;                                            // those at hand
  std::uint32_t classFill_ = 0, classLine_ = 0, classPoint_ = 0;  // where the class begins
  double copyShift_ = 0;
  std::vector<geo::WorldPoint> points_;  // of the path at hand
  std::vector<LaterRing> later_;         // of the class
  Specks specks_;
};

}  // namespace dateline::map
