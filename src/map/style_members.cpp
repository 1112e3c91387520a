#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "map/style_file.h"
#include "map/style_values.h"

// The members of a style file, and where in a style each goes.

namespace dateline::map {
namespace {

template <typename Field>
struct NamedMember {
  std::string_view name;
  Field field;
};

constexpr auto kColours = std::to_array<NamedMember<Colour Palette::*>>({
    {"water", &Palette::water},
    {"land", &Palette::land},
    {"landFocus", &Palette::landFocus},
    {"border", &Palette::border},
    {"borderFocus", &Palette::borderFocus},
    {"province", &Palette::province},
    {"river", &Palette::river},
    {"label", &Palette::label},
    {"seaName", &Palette::seaName},
    {"halo", &Palette::halo},
    {"ink", &Palette::ink},
    {"muted", &Palette::muted},
    {"plate", &Palette::panel},
    {"pinRim", &Palette::pinRim},
    {"pinInk", &Palette::pinInk},
    {"route", &Palette::route},
    {"graticule", &Palette::graticule},
    {"space", &Palette::space},
    {"rim", &Palette::rim},
});

constexpr auto kWidths = std::to_array<NamedMember<ByZoom Widths::*>>({
    {"coast", &Widths::coast},
    {"border", &Widths::border},
    {"borderFocus", &Widths::borderFocus},
    {"disputed", &Widths::disputed},
    {"province", &Widths::province},
    {"river", &Widths::river},
    {"lake", &Widths::lake},
    {"layer", &Widths::layer},
    {"graticule", &Widths::graticule},
    {"route", &Widths::route},
    {"halo", &Widths::halo},
    {"ring", &Widths::ring},
});

constexpr auto kSizes =
    std::to_array<NamedMember<ByZoom Sizes::*>>({{"pin", &Sizes::pin}, {"ring", &Sizes::ring}});

constexpr auto kLabels = std::to_array<NamedMember<LabelStyle Labels::*>>({
    {"country", &Labels::country},
    {"province", &Labels::province},
    {"city", &Labels::city},
    {"largeCity", &Labels::largeCity},
    {"sea", &Labels::sea},
    {"lake", &Labels::lake},
    {"river", &Labels::river},
    {"storyPlace", &Labels::storyPlace},
});

constexpr auto kShown = std::to_array<NamedMember<FromZoom Shown::*>>({
    {"rivers", &Shown::rivers},
    {"provinces", &Shown::provinces},
    {"cities", &Shown::cities},
    {"capitals", &Shown::capitals},
    {"largeCities", &Shown::largeCities},
    {"seaNames", &Shown::seaNames},
    {"riverNames", &Shown::riverNames},
    {"countryNames", &Shown::countryNames},
    {"provinceNames", &Shown::provinceNames},
    {"lakeNames", &Shown::lakeNames},
});

constexpr std::array<std::string_view, 2> kThemes = {"light", "dark"};
constexpr std::array<std::string_view, 4> kShapes = {"drop", "diamond", "square", "disc"};

constexpr NumberRange kWidthRange{0, 20}, kHaloRange{0, 6}, kPinRange{12, 60}, kRingRange{0, 24},
    kDashRange{0.5, 40}, kDotRange{0, 40}, kSizeRange{4, 72}, kWeightRange{100, 900}, kStrengthRange{0, 1},
    kSpacingRange{0, 2};

class StyleReader {
 public:
  /// `base`: whether what the style extends could be read.
  StyleReader(const StyleValues& values, Status base, Style& style)
      : values_(values), base_(std::move(base)), style_(style) {}

  /// All that is wrong, in the order of the file.
  std::vector<Error> read(const PlacedJson& root) {
    const Status whole = each(root, "a style", kMembers,
                              [this](const PlacedJson& value, Read field) { return (this->*field)(value); });
    if (!whole) faults_.push_back(whole.error());
    return std::move(faults_);
  }

 private:
  using Read = Status (StyleReader::*)(const PlacedJson&);
  static const std::array<NamedMember<Read>, 12> kMembers;

  /// Gives each member of an object to what the table has for its name; gathers what is wrong with them. The
  /// status is that of the object itself.
  template <typename Field, std::size_t N, typename Act>
  Status each(const PlacedJson& json, std::string_view what, const std::array<NamedMember<Field>, N>& table,
              const Act& act) {
    const std::string wanted = fmt::format("{} is an object in braces", what);
    if (Status is = values_.needs(json, PlacedJson::Kind::object, wanted); !is) return is;
    for (const PlacedJson::Member& member : json.members) {
      const auto found = std::find_if(table.begin(), table.end(), [&](const NamedMember<Field>& named) {
        return named.name == member.name;
      });
      if (found == table.end()) {
        std::string names;
        for (const NamedMember<Field>& named : table)
          names += (names.empty() ? "" : ", ") + std::string(named.name);
        note(values_.fault(
            fmt::format("{} is no member of {}; it may have {}", quotedStyleText(member.name), what, names),
            member.byte));
        continue;
      }
      if (member.again)
        note(values_.fault(
            fmt::format("{} stands here a second time; keep one of them", quotedStyleText(member.name)),
            member.byte));
      note(act(member.value, found->field));
    }
    return {};
  }

  void note(const Status& status) {
    if (!status) faults_.push_back(status.error());
  }

  Status name(const PlacedJson& json) { return values_.text(json, style_.name); }
  /// Was read first: the rest goes over it. Told once, however often it stands there.
  Status extends(const PlacedJson&) { return std::exchange(base_, Status{}); }
  Status theme(const PlacedJson& json) {
    std::size_t index = 0;
    if (Status read = values_.choice(json, kThemes, index); !read) return read;
    style_.theme = static_cast<Theme>(index);
    return {};
  }
  Status colours(const PlacedJson& json) {
    return each(json, "\"colours\"", kColours, [this](const PlacedJson& value, Colour Palette::*field) {
      return values_.colour(value, style_.colours.*field);
    });
  }
  Status widths(const PlacedJson& json) {
    return each(json, "\"widths\"", kWidths, [this](const PlacedJson& value, ByZoom Widths::*field) {
      const NumberRange range = field == &Widths::halo ? kHaloRange : kWidthRange;
      return values_.byZoom(value, range, style_.widths.*field);
    });
  }
  Status sizes(const PlacedJson& json) {
    return each(json, "\"sizes\"", kSizes, [this](const PlacedJson& value, ByZoom Sizes::*field) {
      return values_.byZoom(value, field == &Sizes::pin ? kPinRange : kRingRange, style_.sizes.*field);
    });
  }
  enum class DashPart { disputed, route };
  Status dashes(const PlacedJson& json) {
    static constexpr auto kParts =
        std::to_array<NamedMember<DashPart>>({{"disputed", DashPart::disputed}, {"route", DashPart::route}});
    return each(json, "\"dashes\"", kParts, [this](const PlacedJson& value, DashPart part) {
      if (part == DashPart::disputed) return values_.dash(value, kDashRange, style_.dashes.disputed);
      return values_.byZoom(value, kDotRange, style_.dashes.route);
    });
  }
  Status from(const PlacedJson& json) {
    return each(json, "\"from\"", kShown, [this](const PlacedJson& value, FromZoom Shown::*field) {
      return values_.fromZoom(value, style_.shown.*field);
    });
  }
  Status relief(const PlacedJson& json) { return values_.byZoom(json, kStrengthRange, style_.relief); }

  Status labels(const PlacedJson& json) {
    return each(json, "\"labels\"", kLabels, [this](const PlacedJson& value, LabelStyle Labels::*field) {
      return label(value, style_.labels.*field);
    });
  }
  enum class LayerPart { plain, categories, ramp, other, noData };
  Status layers(const PlacedJson& json) {
    static constexpr auto kParts =
        std::to_array<NamedMember<LayerPart>>({{"plain", LayerPart::plain},
                                               {"categories", LayerPart::categories},
                                               {"ramp", LayerPart::ramp},
                                               {"other", LayerPart::other},
                                               {"noData", LayerPart::noData}});
    return each(json, "\"layers\"", kParts, [this](const PlacedJson& value, LayerPart part) {
      LayerColours& layers = style_.layers;
      switch (part) {
        case LayerPart::plain:
          return values_.colours(value, 1, layers.plain);
        case LayerPart::categories:
          return values_.colours(value, 1, layers.categories);
        case LayerPart::ramp:
          return values_.colours(value, 2, layers.ramp);
        case LayerPart::other:
          return values_.colour(value, layers.other);
        case LayerPart::noData:
          return values_.colour(value, layers.noData);
      }
      return Status{};
    });
  }
  Status kinds(const PlacedJson& json) {
    std::array<NamedMember<std::size_t>, kKindNames.size()> table;
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = {kKindNames[i], i};
    return each(json, "\"kinds\"", table, [this](const PlacedJson& value, std::size_t index) {
      return kind(value, style_.kinds[index]);
    });
  }

  enum class LabelPart { size, font, weight, italic, letterSpacing, colour };
  Status label(const PlacedJson& json, LabelStyle& label) {
    static constexpr auto kParts =
        std::to_array<NamedMember<LabelPart>>({{"size", LabelPart::size},
                                               {"font", LabelPart::font},
                                               {"weight", LabelPart::weight},
                                               {"italic", LabelPart::italic},
                                               {"letterSpacing", LabelPart::letterSpacing},
                                               {"colour", LabelPart::colour}});
    return each(json, "a class of \"labels\"", kParts, [&](const PlacedJson& value, LabelPart part) {
      switch (part) {
        case LabelPart::size:
          return values_.byZoom(value, kSizeRange, label.sizePx);
        case LabelPart::font:
          return font(value, label);
        case LabelPart::weight:
          return weight(value, label);
        case LabelPart::italic:
          return values_.flag(value, label.italic);
        case LabelPart::letterSpacing:
          return values_.byZoom(value, kSpacingRange, label.letterSpacing);
        case LabelPart::colour:
          return values_.colour(value, label.colour.emplace());
      }
      return Status{};
    });
  }

  Status font(const PlacedJson& json, LabelStyle& label) const {
    std::string family;
    if (Status read = values_.text(json, family); !read) return read;
    if (family.find(',') != std::string::npos)
      return values_.fault("names more than one font; write sans, serif or the name of one family",
                           json.byte);
    const bool shipped = family == "sans" || family == "serif";
    if (shipped) label.face = family == "sans" ? text::Face::interface : text::Face::reading;
    label.family = shipped ? text::FontFamily() : text::FontFamily(family);
    return {};
  }

  Status weight(const PlacedJson& json, LabelStyle& label) const {
    double weight = 0;
    if (Status read = values_.number(json, kWeightRange, weight); !read) return read;
    label.weight = static_cast<int>(weight);
    return {};
  }

  enum class KindPart { colour, shape, ink };
  Status kind(const PlacedJson& json, KindLook& look) {
    static constexpr auto kParts = std::to_array<NamedMember<KindPart>>(
        {{"colour", KindPart::colour}, {"shape", KindPart::shape}, {"ink", KindPart::ink}});
    return each(json, "a kind of \"kinds\"", kParts, [&](const PlacedJson& value, KindPart part) -> Status {
      if (part == KindPart::colour) return values_.colour(value, look.colour);
      if (part == KindPart::ink) return values_.colour(value, look.ink.emplace());
      std::size_t index = 0;
      if (Status read = values_.choice(value, kShapes, index); !read) return read;
      look.shape = static_cast<MarkerShape>(index);
      return {};
    });
  }

  const StyleValues& values_;
  Status base_;
  Style& style_;
  std::vector<Error> faults_;
};

const std::array<NamedMember<StyleReader::Read>, 12> StyleReader::kMembers = {
    {{"name", &StyleReader::name},
     {"extends", &StyleReader::extends},
     {"theme", &StyleReader::theme},
     {"colours", &StyleReader::colours},
     {"widths", &StyleReader::widths},
     {"sizes", &StyleReader::sizes},
     {"dashes", &StyleReader::dashes},
     {"labels", &StyleReader::labels},
     {"from", &StyleReader::from},
     {"relief", &StyleReader::relief},
     {"layers", &StyleReader::layers},
     {"kinds", &StyleReader::kinds}}};

const PlacedJson* memberOf(const PlacedJson& json, std::string_view name) {
  for (const PlacedJson::Member& member : json.members)
    if (member.name == name) return &member.value;
  return nullptr;
}

/// What the file's own values are laid over: what it extends, else what is built in for its theme.
Result<Style> baseOf(const PlacedJson& root, const StyleValues& values, const BaseStyle& base) {
  if (const PlacedJson* extends = memberOf(root, "extends")) {
    std::string extended;
    if (Status read = values.text(*extends, extended); !read) return tl::make_unexpected(read.error());
    Result<Style> style = base(extended);
    if (!style) return values.fault("cannot extend this: " + style.error().text(), extends->byte);
    return style;
  }
  const PlacedJson* theme = memberOf(root, "theme");
  const bool dark = theme != nullptr && theme->text == "dark";
  return *builtInStyle(dark ? Theme::dark : Theme::light);
}

/// One error of them all, each on a line of its own behind the first one's.
Error together(const std::vector<Error>& faults) {
  constexpr std::size_t kMostTold = 8;
  Error all = faults.front();
  for (std::size_t i = 1; i < std::min(faults.size(), kMostTold); ++i) all.message += "\n" + faults[i].text();
  if (faults.size() > kMostTold) all.message += fmt::format("\nand {} more", faults.size() - kMostTold);
  return all;
}

}  // namespace

Result<Style> parseStyle(std::string_view text, const std::string& file, const BaseStyle& base) {
  // Places in the file are counted behind a byte order mark.
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const Result<PlacedJson> root = parsePlacedJson(text, file);
  if (!root) return tl::make_unexpected(root.error());
  const StyleValues values(text, file);
  Result<Style> style = baseOf(*root, values, base);
  // What is wrong with the rest is told all the same.
  Status extended;
  if (!style) extended = tl::make_unexpected(style.error());
  if (!style) style = *builtInStyle(Theme::light);
  style->name = std::filesystem::path(file).stem().string();
  std::vector<Error> faults = StyleReader(values, std::move(extended), *style).read(*root);
  if (!faults.empty()) return tl::make_unexpected(together(faults));
  return style;
}

}  // namespace dateline::map
