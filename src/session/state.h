// session: the state, the commands that change it, background work. Knows no ImGui and no OpenGL; what needs
// a window (clipboard, full screen, screenshots of the window) leaves it as an Effect.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "article/article.h"
#include "article/text_shift.h"
#include "base/error.h"
#include "gazetteer/finder.h"
#include "gazetteer/gazetteer.h"
#include "geo/fixed_plane.h"
#include "map/atlas_map.h"
#include "map/camera.h"
#include "story/story.h"

namespace dateline::session {

using article::TextRange;

/// Something that was asked of the reader: show this range. A new serial is a new request.
struct RevealRequest {
  TextRange range;
  int serial = 0;
  bool atTop = false;  ///< its first line becomes the page's first, at once
};

/// What is done with the text that is marked in the reader, which alone knows it.
enum class TextUse : std::uint8_t { copy, copyQuotation, copyAnnotation, selectAll };

/// The same asked of the reader. A new serial is a new request.
struct TextRequest {
  TextUse use = TextUse::copy;
  int serial = 0;
};

enum class Measure : std::uint8_t { narrow, normal, wide };

/// How the article is set.
struct ReaderLook {
  int sizePercent = 100;  ///< of the text, kLeastTextSize to kLargestTextSize
  Measure measure = Measure::normal;
  bool serif = true;
  friend bool operator==(const ReaderLook&, const ReaderLook&) = default;
};
inline constexpr int kLeastTextSize = 70;
inline constexpr int kLargestTextSize = 250;

struct FindState {
  bool open = false;
  std::string query;
  std::vector<TextRange> matches;  ///< the first ten thousand
  bool more = false;               ///< there are others
  int current = -1;
  std::size_t from = 0;  ///< code point that the search begins at
};

/// Words of the article that name a place.
struct Mention {
  TextRange range;
  gazetteer::PlaceRef place;
  gazetteer::Role role = gazetteer::Role::literal;
  float confidence = 0;
  geo::LngLat at;
  bool country = false;
  std::string code;  ///< of its country, ISO 3166-1 alpha-2
};

/// A place that a suggestion's name may mean.
struct PlaceChoice {
  /// How its confidence counts: for itself, or with that of the place first chosen, which it lies beside or
  /// whose country it is.
  enum class Counted : std::uint8_t { alone, nearby, country };

  std::optional<gazetteer::PlaceRef> place;  ///< none: as the story has it, which the gazetteer does not know
  std::string name, detail;                  ///< "Paris", "town, Texas, US"
  std::string country;
  std::optional<geo::LngLat> at;
  /// That this is the place; of the one first chosen that of its suggestion. Those that count alone add up to
  /// one at most: what is left is that the name is none of them. Absent: not known without a text.
  std::optional<float> confidence;
  std::string reason = {};  ///< what speaks most for and against it, each with its worth in nats
  Counted counted = Counted::alone;
};

/// An event of the story that is only suggested, as a place that was found in an article without a story: a
/// pin, until the user judges it.
struct Suggestion {
  std::string event;  ///< id of its event in the story
  std::string name;   ///< as the text has it
  std::string reason;
  int mentions = 0;
  /// Of its surest mention: that it names the place first chosen. Absent: not known.
  std::optional<float> confidence;
  bool checked = true;
  std::vector<PlaceChoice> choices;  ///< the one first chosen, then the likeliest
  int chosen = 0;                    ///< another than the first: by the user
};

/// How sure its pin is: wholly where the user chose the place; absent where that is not known.
inline std::optional<float> confidenceOf(const Suggestion& suggestion) {
  return suggestion.chosen == 0 ? suggestion.confidence : 1;
}

struct GoToItem {
  enum class Kind : std::uint8_t { event, place, country, command };
  Kind kind = Kind::event;
  std::string title;        ///< "Talks at the ministry", "Tashkent", "Export the map"
  std::string detail;       ///< "Astana, 28 Feb 2023", "city, Uzbekistan", the command's keys
  std::string id;           ///< event id or command name; empty for places
  std::uint32_t place = 0;  ///< of a country, its index in the gazetteer
  geo::LngLat at = {};      ///< of a place
};

struct GoToState {
  bool open = false;
  std::string query;
  std::vector<GoToItem> items;
  int current = 0;
};

enum class Dialog : std::uint8_t {
  none,
  openArticle,
  openLayer,
  openStyle,
  saveStory,
  exportImage,
  encoding,
  keys,
  about,
  link,
  quit,
  openUnsaved  ///< before another article or story takes this one's place
};

/// Where a layer comes from: a file, read whole; or a data base or a large file, read by the window, and how
/// it stands with it. What was read stays when either is lost.
enum class LayerSource : std::uint8_t { file, reading, ready, lost };

struct LayerEntry {
  map::UserLayer layer;
  std::string path;  ///< or the address, without a password
  std::string note;  ///< warnings as one sentence; empty when there were none
  LayerSource source = LayerSource::file;
  int wish = 0;  ///< grows with each that was asked for: so they lie above each other, whichever comes first
  /// What it shall be coloured by: the first that can be, and again when its file changed.
  std::vector<map::ColourBy> colours = {};
  std::string uncoloured = {};  ///< why none of these can be; empty: one can, or there is none
  bool lostColours = false;     ///< one could before
  bool toldOfColours = false;   ///< or passed over in silence, as other layers have them
};

/// Work that goes on in the background.
struct Task {
  int id = 0;
  std::string title;
  std::shared_ptr<std::atomic<float>> progress;  ///< 0..1
  CancelToken cancel;
  std::filesystem::path writes = {};  ///< the file that it will have written; empty: none
  /// It takes so long that it is worth telling. Those are the first of all.
  bool shown = true;
  std::optional<double> began = {};  ///< seconds on the session's clock
};

struct Toast {
  std::string text;
  std::filesystem::path file;  ///< offers "Open folder" and "Copy path" when not empty
  double until = 0;            ///< seconds on the session's clock
  bool ofEdit = false;         ///< of a change to the story: goes when the next is told or all is saved
};

/// A problem the user has to see: stays until closed, while the last good state stays.
struct Problem {
  /// What it is about, and so when it goes by itself: when the style is mended, when something else was
  /// opened, when another article is shown, when the layers are coloured.
  enum class About : std::uint8_t { other, style, opening, article, colours };

  std::string title;
  std::string text;
  About about = About::other;
  int nextTask = 0;                      ///< the first that is begun after it was told
  std::vector<std::string> layers = {};  ///< that are not coloured
};

/// An anchor that did not resolve as it was is looked at: what it says, and what it may be.
struct ReviewState {
  bool open = false;
  std::string event;
  int anchor = 0;
  int candidate = 0;  ///< the one that is shown
};

/// The article that is shown is another version of one that was shown before it.
struct FollowedArticle {
  article::ArticlePtr from;
  std::shared_ptr<const article::TextShift> shift;  ///< from that one's places to this one's
};

struct ExportSpec {
  enum class What : std::uint8_t { map, window };
  What what = What::map;
  int width = 1920;  ///< logical px
  int height = 1080;
  float scale = 1;
  int dpi = 0;  ///< noted in the file; 0: none
  bool transparent = false;
  bool overwrite = false;
  std::string path;
};

struct State {
  article::ArticlePtr article;  ///< never null once the session has begun
  story::StoryPtr story;        ///< never null; may have no events
  std::string encoding;         ///< that the article was told to be in; empty: recognised
  std::vector<std::vector<story::Resolution>> resolutions;   ///< [event][anchor]
  std::shared_ptr<const gazetteer::Gazetteer> gazetteer;     ///< null until loaded
  std::shared_ptr<const gazetteer::Finder> finder;           ///< null until loaded
  std::shared_ptr<const gazetteer::NameIndex> foreignNames;  ///< of the gazetteer's places; null until loaded
  std::vector<Mention> mentions;
  std::vector<Suggestion> suggestions;      ///< in the order of the story
  std::shared_ptr<const map::World> world;  ///< null until loaded
  std::vector<LayerEntry> layers;           ///< bottom first

  std::string selected;                 ///< event id; empty: none
  int passage = 0;                      ///< which of its anchors
  std::string hovered;                  ///< event id
  std::vector<std::string> hoveredToo;  ///< the others whose passages lie under the mouse as well
  int mention = -1;                     ///< the mention that Tab stands on
  std::string openCluster;
  bool cardOpen = false;

  map::View view;
  std::optional<map::ProjectionChoice>
      projection;                           ///< asked for on the command line, whatever the story says
  geo::FixedPlanePtr fixedPlane;            ///< that the View menu offers; null: none was named
  double mapWidth = 1000, mapHeight = 700;  ///< logical px
  double mapCovered = 0;                    ///< px of the width, at its left, that panels stand over
  std::optional<TextRange> highlighted;
  RevealRequest reveal;
  TextRequest textRequest;

  map::Look look;
  std::string style;  ///< that was chosen, a name or a file; empty: the theme's own
  bool showReader = true, showTimeline = true, showLayers = false, showSuggestions = false;
  float readerShare = 0.35f;  ///< of the window's width
  ReaderLook readerLook;

  FollowedArticle followed;  ///< empty unless the article's file changed since it was opened
  ReviewState review;
  std::string undo, redo;  ///< what the next one would take back or do again; empty: nothing
  bool unsaved = false;    ///< the user changed the story since it was opened or saved

  FindState find;
  GoToState goTo;
  Dialog dialog = Dialog::none;
  std::string dialogText;  ///< the link that asks, the path that a dialog begins with or is about
  ExportSpec exportSpec;
  bool posing = false;  ///< for a picture of the window: what only tells that something is done stands aside
  std::vector<Task> tasks;
  std::vector<Toast> toasts;
  std::vector<Problem> problems;
};

/// True for the address of a data base rather than the path of a file.
bool isDatabaseAddress(const std::string& text);
/// The layer of this id in a state, as an iterator; the end of its layers for none.
template <typename OneState>
auto layerOf(OneState& state, const std::string& id) {
  return std::find_if(state.layers.begin(), state.layers.end(),
                      [&](const LayerEntry& entry) { return entry.layer.id == id; });
}
/// Why a picture cannot have this name; empty where it can.
std::string refusalOfPictureName(const std::string& path);
/// True for a file that an export still writes.
bool isBeingWritten(const State& state, const std::filesystem::path& path);
/// True for an event that the mouse is over, on its pin, its passage or its card.
bool isHovered(const State& state, const std::string& id);
/// The selected event; nullptr for none.
const story::Event* selectedEvent(const State& state);
/// Where an anchor stands in the text, when it stands anywhere.
std::optional<TextRange> passageRange(const State& state, int event, int anchor);
/// The first of an event's passages that stands in the text; 0 when none does.
int firstPassage(const State& state, int event);
/// The events whose passages hold this code point, in the order of the story.
std::vector<int> eventsAt(const State& state, std::size_t offset);
/// Index into state.mentions; -1 for none.
int mentionAt(const State& state, std::size_t offset);
/// The article's own headline, wherever it has it; else what the story calls it, or the file.
std::string headlineOf(const State& state);
/// What the map shall show of this state.
map::MapModel mapModel(const State& state);
/// The projection of the story's own view: the one it names; else azimuthal for a region, Mercator for more.
map::ProjectionChoice storyProjection(const State& state);
/// The same for a part of the Earth that is to be shown.
map::ProjectionChoice projectionFor(const geo::LngLatBox& box);
/// The view that the story names, or the one that shows all of it.
map::View homeView(const State& state);
/// True when that shows nothing of the story, as it all lies where the projection has no room for it. Then
/// the view is of all that the projection holds.
bool homeIsBeyond(const State& state);
/// The same of all events (or, when there is none, the focus countries).
bool allIsBeyond(const State& state);
/// The view that shows every event (and the focus countries when there is none).
map::View viewOfAll(const State& state);
/// The view for this camera's map that shows a country: its main part and, of a small one, what lies around.
map::View viewOfCountry(const map::Camera& camera, const gazetteer::Place& country);
/// The view moved so that its middle lies in the middle of what panels leave free of the map, or further left
/// where fewer than `room` px would be free at its right; at rest.
map::View besidePanels(const State& state, const map::View& view, double room = 0);
/// The map's width that panels leave free.
double freeWidth(const State& state);
/// On the map as it is seen in the window.
map::Camera cameraOf(const State& state);

}  // namespace dateline::session
