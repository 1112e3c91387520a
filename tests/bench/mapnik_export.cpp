// The peer of `dateline export` in `./dev bench --peers`: Mapnik draws one vector layer, as Dateline does.
// Usage: mapnik_export PLUGINS FILE W S E N WIDTH HEIGHT OUT.png   (the box in degrees)
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
#include <mapnik/rule.hpp>
#include <mapnik/symbolizer.hpp>

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

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 10) return 2;
  mapnik::datasource_cache::instance().register_datasources(argv[1]);
  mapnik::Map map(std::atoi(argv[7]), std::atoi(argv[8]), kMercator);
  map.set_background(mapnik::color(196, 214, 226));
  map.insert_style("land", landAndBorders());

  mapnik::parameters source;
  source["type"] = std::string("ogr");
  source["file"] = std::string(argv[2]);
  source["layer_by_index"] = mapnik::value_integer(0);
  mapnik::layer layer("countries", kDegrees);
  layer.set_datasource(mapnik::datasource_cache::instance().create(source));
  layer.add_style("land");
  map.add_layer(layer);

  map.zoom_to_box(mapnik::box2d<double>(mercatorX(std::atof(argv[3])), mercatorY(std::atof(argv[4])),
                                        mercatorX(std::atof(argv[5])), mercatorY(std::atof(argv[6]))));
  mapnik::image_rgba8 image(map.width(), map.height());
  mapnik::agg_renderer<mapnik::image_rgba8> renderer(map, image);
  renderer.apply();
  mapnik::save_to_file(image, argv[9], "png");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "mapnik_export: " << error.what() << '\n';
  return 1;
}
