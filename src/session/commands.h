#pragma once

#include <any>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "session/state.h"

/// What can be asked of a session. Panels, keys, replays and tests all speak in these.
namespace dateline::session::command {

struct SelectEvent {  ///< shows its passage, flies to its pin
  std::string id;
  int passage = -1;  ///< -1: the first that stands
  bool fly = true;
};
struct ClearSelection {};
struct StepEvent {
  int by = 1;
};
struct StepPassage {
  int by = 1;
};
struct HoverEvent {
  std::string id;                 ///< empty: none
  std::vector<std::string> also;  ///< of events that share the words under the mouse
};
struct OpenCluster {
  std::string id;  ///< of its first pin; empty: closes the one that is open
};
struct CloseCard {};
struct GoToText {};  ///< the reader shows the selected passage
struct RevealRange {
  TextRange range;
};  ///< the reader shows it; nothing is selected
struct SelectMention {
  int index = 0;
};
struct StepMention {
  int by = 1;
};

struct ResizeMap {
  double width = 0, height = 0;
  double covered = 0;  ///< px at its left that panels stand over
};
struct Pan {
  double dx = 0, dy = 0;
};  ///< logical px, the picture follows the hand
struct ZoomAt {
  map::ScreenPoint at;
  double levels = 0;
};  ///< at once: the wheel
struct ZoomBy {
  double levels = 1;
};  ///< smoothly, at the middle
struct ZoomSmoothlyAt {
  map::ScreenPoint at;
  double levels = 1;
};
struct FlyTo {
  map::LngLat at;
  double zoom = 6;
};
struct FitCountry {
  std::uint32_t place = 0;
};
struct HomeView {};
struct ViewBack {};
struct ViewForward {};

struct SetTheme {
  map::Theme theme = map::Theme::light;
};
struct SetStyle {
  std::string style;  ///< the name of a shipped one, or a file; empty: the theme's own
};
/// A fixed one without its plane is the one that the View menu offers, if any.
struct SetProjection {
  map::ProjectionChoice choice = map::ProjectionKind::mercator;
};  ///< and keeps it in the story
struct SetBorders {
  map::Borders borders = map::Borders::un;
};
struct SetMapLanguage {
  std::string language;  ///< BCP 47; empty or "en": the names as they are
};
enum class Toggled : std::uint8_t { relief, route, labels, graticule, reader, timeline, layers, suggestions };
struct Toggle {
  Toggled what = Toggled::reader;
};
struct SetReaderShare {
  float share = 0.35f;
};
struct SetReaderLook {
  ReaderLook look;
};
struct StepTextSize {
  int by = 1;  ///< steps; 0: the normal size
};
struct SetMeasure {
  Measure measure = Measure::normal;
};
struct SetSerif {
  bool serif = true;
};

/// What becomes of changes to the story that are not saved.
enum class Unsaved : std::uint8_t { ask, save, discard };

struct OpenPath {
  std::string path;
  Unsaved unsaved = Unsaved::ask;  ///< a layer leaves the story as it is
};                                 ///< an article, a story or a layer, by what it is
struct SetEncoding {
  std::string name;
};  ///< reads the article again; empty: as recognised
struct AddLayer {
  std::string path;
};
struct AddDatabaseLayer {
  std::string address;  ///< postgresql://...; as the user wrote it, never out of a file
};
struct RemoveLayer {
  std::string id;
};
struct MoveLayer {
  std::string id;
  int by = 1;
};
struct PaintLayer {
  std::string id;
  map::Colour colour;
};
struct ColourLayerBy {
  std::string id;
  map::ColourBy by;  ///< no column: the one colour again
};
struct ShowLayer {
  std::string id;
  bool visible = true;
};
struct ClearLayerCache {};  ///< forgets what was kept of layers on the disk
struct SaveStory {
  std::string path;      ///< empty: where it came from; a name is asked for where there is none
  bool replace = false;  ///< the user agreed to replace a file
};
struct Undo {};
struct Redo {};

struct OpenReview {
  std::string event;  ///< empty: the first anchor that did not resolve as it was
  int anchor = 0;
};
struct ShowCandidate {
  int index = 0;
};  ///< of the anchor that is reviewed; the reader shows it
struct StepReview {
  int by = 1;
};  ///< to another anchor that did not resolve as it was
struct AcceptCandidate {};
struct Reanchor {
  TextRange range;
};  ///< the reviewed anchor's passage stands here
struct CloseReview {};

struct CheckSuggestion {
  std::string event;
  bool checked = true;
};
struct AcceptSuggestions {
  std::vector<std::string> events;
};  ///< their events become the story's own
struct RejectSuggestion {
  std::string event;
  bool never = false;  ///< the name is no place, in no text
};
struct ChoosePlace {
  std::string event;
  int choice = 0;
};  ///< another place of the name; remembered

struct OpenFind {
  std::string query;  ///< what is looked for at once; empty: what was, or nothing
};
struct SetFind {
  std::string query;
};
struct StepFind {
  int by = 1;
};
struct CloseFind {};
struct OpenGoTo {};
struct SetGoTo {
  std::string query;
};
struct MoveGoTo {
  int by = 1;
};
struct ChooseGoTo {
  int index = -1;
};  ///< -1: the current one
struct CloseGoTo {};

struct OpenDialog {
  Dialog dialog = Dialog::keys;
  std::string text;
};
struct CloseDialog {};
struct SetExport {
  ExportSpec spec;
};
struct Export {};  ///< with the spec of the state
struct Screenshot {
  ExportSpec::What what = ExportSpec::What::window;
};
struct EndPose {};  ///< the picture of the window has been taken
struct CancelTask {
  int id = 0;  ///< -1: all
};
struct DismissProblem {
  int index = 0;  ///< -1: all
};
struct DismissToast {
  int index = 0;
};
struct CopyText {
  std::string text;
};
enum class CopyAs : std::uint8_t { text, quotation, annotation };
struct CopyRange {  ///< of the article, to the clipboard
  TextRange range;
  CopyAs as = CopyAs::text;
};
struct UseText {  ///< of the reader, with what is marked there
  TextUse use = TextUse::copy;
};
struct OpenLink {
  std::string target;
};  ///< after the user agreed
struct OpenFolder {
  std::string path;
};
struct ToggleFullScreen {};
struct Escape {};  ///< closes what is open, inner-most first
struct Quit {
  Unsaved unsaved = Unsaved::ask;
};

template <typename... Kinds>
struct KindList {
  template <typename What>
  static constexpr bool has = (std::is_same_v<What, Kinds> || ...);

  /// Gives `act` a null pointer to each kind, until it answers true.
  template <typename Act>
  static bool any(const Act& act) {
    return (act(static_cast<const Kinds*>(nullptr)) || ...);
  }
};

using AllKinds =
    KindList<SelectEvent, ClearSelection, StepEvent, StepPassage, HoverEvent, OpenCluster, CloseCard,
             GoToText, RevealRange, SelectMention, StepMention, ResizeMap, Pan, ZoomAt, ZoomBy,
             ZoomSmoothlyAt, FlyTo, FitCountry, HomeView, ViewBack, ViewForward, SetTheme, SetStyle,
             SetProjection, SetBorders, SetMapLanguage, Toggle, SetReaderShare, CheckSuggestion,
             AcceptSuggestions, RejectSuggestion, ChoosePlace, SetReaderLook, StepTextSize, SetMeasure,
             SetSerif, OpenPath, SetEncoding, AddLayer, AddDatabaseLayer, RemoveLayer, MoveLayer, PaintLayer,
             ShowLayer, ColourLayerBy, ClearLayerCache, SaveStory, Undo, Redo, OpenReview, ShowCandidate,
             StepReview, AcceptCandidate, Reanchor, CloseReview, OpenFind, SetFind, StepFind, CloseFind,
             OpenGoTo, SetGoTo, MoveGoTo, ChooseGoTo, CloseGoTo, OpenDialog, CloseDialog, SetExport, Export,
             Screenshot, EndPose, CancelTask, DismissProblem, DismissToast, CopyText, CopyRange, UseText,
             OpenLink, OpenFolder, ToggleFullScreen, Escape, Quit>;

template <typename What>
concept Kind = AllKinds::has<What>;

}  // namespace dateline::session::command

namespace dateline::session {

/// Holds one of the commands above. A std::variant of so many kinds would say the same, but each place that
/// copies one compiles for ten seconds.
class Command {
 public:
  template <command::Kind What>
  Command(What what) : what_(std::move(what)) {}

  /// The command when it is a `What`, else null.
  template <command::Kind What>
  [[nodiscard]] const What* as() const {
    return std::any_cast<What>(&what_);
  }
  template <command::Kind What>
  [[nodiscard]] What* as() {
    return std::any_cast<What>(&what_);
  }
  template <command::Kind What>
  [[nodiscard]] bool is() const {
    return as<What>() != nullptr;
  }
  [[nodiscard]] bool sameKind(const Command& other) const { return what_.type() == other.what_.type(); }

 private:
  std::any what_;
};

using Commands = std::vector<Command>;

}  // namespace dateline::session
