// Any bytes as a style: an error with a sentence that begins with the file, or a style.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "map/style_file.h"
#include "require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto base = [](const std::string& extended) -> Result<map::Style> {
    if (extended == "paper" || extended == "night")
      return *map::builtInStyle(extended == "paper" ? map::Theme::light : map::Theme::dark);
    return fail(ErrorKind::notFound, "is not there", extended);
  };
  const auto style = map::parseStyle(bytes, "fuzz.json", base);
  if (!style) {
    REQUIRE(!style.error().message.empty());
    REQUIRE(style.error().where.starts_with("fuzz.json"));
    return 0;
  }
  REQUIRE(!style->name.empty());
  for (const double zoom : {0.0, 4.2, 18.0}) {
    const double width = style->widths.border.at(geo::Zoom{zoom}),
                 labelSize = style->labels.city.sizePx.at(geo::Zoom{zoom});
    REQUIRE(width >= 0 && width <= 20);
    REQUIRE(labelSize >= 4 && labelSize <= 72);
  }
  return 0;
}
