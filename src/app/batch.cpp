#include "app/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/option_texts.h"
#include "base/ascii.h"
#include "story/json_check.h"

namespace dateline::app {
namespace {

using story::Json;

/// A line's values go where the command line's would.
struct Line {
  ExportOptions options;
  OptionTexts texts;

  /// Where the text of this option goes; nullptr for none of that name.
  std::string* text(std::string_view name) {
    const std::map<std::string_view, std::string*> slots = {
        {"article", &options.common.article},
        {"bbox", &texts.bbox},
        {"borders", &texts.borders},
        {"center", &texts.center},
        {"crs", &texts.crs},
        {"dpi", &texts.dpi},
        {"encoding", &options.common.encoding},
        {"fit", &options.fit},
        {"language", &options.common.language},
        {"output", &options.output},
        {"projection", &texts.projection},
        {"scale", &texts.scale},
        {"select", &options.select},
        {"size", &texts.size},
        {"story", &options.common.story},
        {"style", &options.common.style},
        {"theme", &texts.theme},
        {"zoom", &texts.zoom},
    };
    const auto slot = slots.find(name);
    return slot == slots.end() ? nullptr : slot->second;
  }
  bool* flag(std::string_view name) {
    const std::map<std::string_view, bool*> slots = {
        {"graticule", &options.common.graticule},
        {"no-basemap", &texts.noBasemap},
        {"no-builtin-stories", &texts.noBuiltinStories},
        {"no-labels", &texts.noLabels},
        {"no-pins", &texts.noPins},
        {"no-relief", &texts.noRelief},
        {"no-route", &texts.noRoute},
        {"transparent", &options.transparent},
    };
    const auto slot = slots.find(name);
    return slot == slots.end() ? nullptr : slot->second;
  }
};

/// As one would write it on the command line: [71.4, 51.1] is "71.4,51.1", a size [640, 400] "640x400".
Result<std::string> asText(const std::string& name, const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  std::string text;
  if (value.is_array()) {
    for (const Json& part : value) {
      if (!part.is_number())
        return fail(ErrorKind::invalid, "is a list of something else than numbers", name);
      text += (text.empty() ? "" : name == "size" ? "x" : ",") + part.dump();
    }
    return text;
  }
  return fail(ErrorKind::invalid, "is neither a text nor a number", name);
}

bool anyHoldsNul(const Json& value) {
  if (value.is_string()) return holdsNul(value.get_ref<const std::string&>());
  // What holds nothing else goes through itself alone.
  return value.is_structured() && std::any_of(value.begin(), value.end(), anyHoldsNul);
}

/// One wish, or a list of them.
Status putColourBy(Line& line, const Json& value) {
  line.options.common.colourBy.clear();
  for (const Json& wish : value.is_array() ? value : Json::array({value})) {
    if (!wish.is_string())
      return fail(ErrorKind::invalid, "is neither a text nor a list of texts", "colour-by");
    line.texts.colourBy.push_back(wish.get<std::string>());
  }
  return {};
}

Status put(Line& line, const std::string& name, const Json& value) {
  if (anyHoldsNul(value)) return fail(ErrorKind::invalid, "holds a NUL character; leave it out", name);
  if (name == "colour-by") return putColourBy(line, value);
  if (bool* flag = line.flag(name)) {
    if (!value.is_boolean()) return fail(ErrorKind::invalid, "is neither true nor false", name);
    *flag = value.get<bool>();
    return {};
  }
  std::string* slot = line.text(name);
  if (slot == nullptr)
    return fail(ErrorKind::invalid, "is no option of a picture; see dateline export --help", name);
  const Result<std::string> text = asText(name, value);
  if (!text) return tl::make_unexpected(text.error());
  if (text->empty()) return fail(ErrorKind::invalid, "is empty; give it a value or leave it out", name);
  *slot = *text;
  return {};
}

}  // namespace

Result<ExportOptions> readBatchLine(std::string_view line, const ExportOptions& defaults) {
  const Result<Json> object = story::parseJson(line, "");
  if (!object) return tl::make_unexpected(object.error());
  if (!object->is_object()) return fail(ErrorKind::invalid, "is not a JSON object");

  Line asked{defaults, {}};
  ExportOptions& options = asked.options;
  options.batch.clear();
  asked.texts.noBuiltinStories = !defaults.common.builtinStories;
  asked.texts.noCache = !defaults.common.cache;
  asked.texts.noBasemap = !defaults.basemap;
  asked.texts.noLabels = !defaults.labels;
  asked.texts.noPins = !defaults.pins;
  asked.texts.noRoute = !defaults.route;
  asked.texts.noRelief = !defaults.relief;
  // A line's theme would not be seen below the style of all lines.
  if (object->contains("theme") && !object->contains("style")) options.common.style.clear();
  // Another article has another story.
  if (object->contains("article") && !object->contains("story")) options.common.story.clear();
  if (object->contains("bbox")) {
    options.fit.clear();
    options.center.reset();
    options.zoom.reset();
  } else if (object->contains("fit") || object->contains("center") || object->contains("zoom")) {
    options.bbox.reset();
  }
  for (const auto& [name, value] : object->items())
    if (Status placed = put(asked, name, value); !placed) return tl::make_unexpected(placed.error());
  if (options.output.empty()) return fail(ErrorKind::invalid, "has no output");
  if (options.output == "-") return fail(ErrorKind::invalid, "a batch writes files", "output");
  if (options.common.article == "-" || options.common.story == "-")
    return fail(ErrorKind::invalid, "a line of a batch names files");
  if (Status applied = applyExport(asked.texts, options); !applied)
    return tl::make_unexpected(applied.error());
  return options;
}

}  // namespace dateline::app
