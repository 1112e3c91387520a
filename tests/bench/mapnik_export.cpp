// The peer of `dateline export` in `./dev bench --peers`: Mapnik draws one vector layer, as Dateline does.
// Usage: mapnik_export PLUGINS FILE W S E N WIDTH HEIGHT OUT.png   (the box in degrees)
//        mapnik_export PLUGINS FILE WIDTH HEIGHT                   many: lines of W S E N OUT.png on standard
//        input
#include <cmath>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <mapnik/agg_renderer.hpp>
#include <mapnik/color.hpp>
#include <mapnik/datasource.hpp>
#include <mapnik/datasource_cache.hpp>
#include <mapnik/feature_type_style.hpp>
#include <mapnik/image.hpp>
#include <mapnik/image_util.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/query.hpp>
#include <mapnik/rule.hpp>
#include <mapnik/symbolizer.hpp>
#include <memory>
#include <string>

namespace {

// Mapnik 3 hands PROJ what it is given, and today's PROJ no longer takes "+init=".
constexpr const char* kMercator = "epsg:3857";
constexpr const char* kDegrees = "epsg:4326";

constexpr double kPi = 3.14159265358979323846;
constexpr double kRadius = 6378137;

double mercatorX(double lon) {
  return kRadius * lon * kPi / 180;
}
double mercatorY(double lat) {
  return kRadius * std::log(std::tan(kPi / 4 + lat * kPi / 360));
}

mapnik::feature_type_style landAndBorders() {
  mapnik::polygon_symbolizer land;
  mapnik::put(land, mapnik::keys::fill, mapnik::color(242, 239, 230));
  mapnik::line_symbolizer border;
  mapnik::put(border, mapnik::keys::stroke, mapnik::color(110, 105, 100));
  mapnik::put(border, mapnik::keys::stroke_width, 1.0);
  mapnik::rule rule;
  rule.append(std::move(land));
  rule.append(std::move(border));
  mapnik::feature_type_style style;
  style.add_rule(std::move(rule));
  return style;
}

mapnik::datasource_ptr fileSource(const std::string& file) {
  mapnik::parameters source;
  source["type"] = std::string("ogr");
  source["file"] = file;
  source["layer_by_index"] = mapnik::value_integer(0);
  return mapnik::datasource_cache::instance().create(source);
}

/// The whole file, read once.
mapnik::datasource_ptr inMemory(const mapnik::datasource_ptr& file) {
  mapnik::parameters source;
  source["type"] = std::string("memory");
  auto memory = std::make_shared<mapnik::memory_datasource>(source);
  const mapnik::featureset_ptr features = file->features(mapnik::query(file->envelope()));
  while (const mapnik::feature_ptr feature = features->next()) memory->push(feature);
  return memory;
}

struct Picture {
  double west = 0, south = 0, east = 0, north = 0;
  std::string output;
};

void draw(mapnik::Map& map, const Picture& picture) {
  map.zoom_to_box(mapnik::box2d<double>(mercatorX(picture.west), mercatorY(picture.south),
                                        mercatorX(picture.east), mercatorY(picture.north)));
  mapnik::image_rgba8 image(map.width(), map.height());
  mapnik::agg_renderer<mapnik::image_rgba8> renderer(map, image);
  renderer.apply();
  mapnik::save_to_file(image, picture.output, "png");
}

}  // namespace

int main(int argc, char** argv) try {
  const bool batch = argc == 5;
  if (argc != 10 && !batch) return 2;
  mapnik::datasource_cache::instance().register_datasources(argv[1]);
  mapnik::Map map(std::atoi(argv[batch ? 3 : 7]), std::atoi(argv[batch ? 4 : 8]), kMercator);
  map.set_background(mapnik::color(196, 214, 226));
  map.insert_style("land", landAndBorders());
  mapnik::layer layer("countries", kDegrees);
  layer.set_datasource(batch ? inMemory(fileSource(argv[2])) : fileSource(argv[2]));
  layer.add_style("land");
  map.add_layer(layer);

  if (!batch) {
    draw(map, {std::atof(argv[3]), std::atof(argv[4]), std::atof(argv[5]), std::atof(argv[6]), argv[9]});
    return 0;
  }
  Picture picture;
  while (std::cin >> picture.west >> picture.south >> picture.east >> picture.north >> picture.output)
    draw(map, picture);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "mapnik_export: " << error.what() << '\n';
  return 1;
}
