#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/workers.h"
#include "session/commands.h"
#include "session/document.h"
#include "session/effects.h"
#include "session/file_watch.h"
#include "session/layer_readers.h"
#include "session/live_layer.h"
#include "session/reading_positions.h"
#include "session/state.h"
#include "session/suggestions.h"
#include "session/world_loader.h"

namespace dateline::session {

struct Reread;

/// Holds the state and is the only one who changes it. Lives on one thread; background work hands its values
/// over through the inbox. The workers must be gone before the session is.
class Session {
 public:
  Session(Workers& workers, Inbox& inbox);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// The user's own gazetteers; before begin.
  void useGazetteers(std::vector<std::string> paths) { gazetteers_ = std::move(paths); }
  /// Each layer that is opened from now on is coloured by the first of these that it has.
  void useColours(std::vector<map::ColourBy> wanted) { colourBy_ = std::move(wanted); }
  /// Whatever the story that is begun with says.
  void useProjection(const map::ProjectionChoice& choice) { wantedProjection_ = choice; }
  /// Shows a document; the world is read in the background unless `withWorld` is given.
  void begin(Document document, bool suggestPlaces = true,
             std::shared_ptr<const map::World> withWorld = nullptr);

  void apply(const Command& command);
  void apply(const Commands& commands);
  /// Moves flights on and lets toasts go; `seconds` is a clock that only grows. True while something is
  /// moving.
  bool tick(double seconds);

  [[nodiscard]] const State& state() const { return state_; }
  /// Grows with every change of the state.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  /// The view that the map is on its way to, or will have in a moment; the present one under the hand.
  [[nodiscard]] map::View viewAhead() const;
  /// Grows whenever the map has come to a view that was chosen for it, rather than panned or zoomed to.
  [[nodiscard]] int arrivals() const { return arrivals_; }
  /// True when no file is being read and no view is in flight.
  [[nodiscard]] bool settled() const;
  /// True while parts of the world that the map needs are being read.
  [[nodiscard]] bool readingWorld() const { return readingSets_ > 0 || readingRelief_; }
  /// Of these, such that have names.
  [[nodiscard]] bool readingNames() const { return readingSets_ > 0; }
  /// True while a layer is shown in part.
  [[nodiscard]] bool readingLayers() const;
  /// When the next toast goes, on the session's clock; nullopt when none is up.
  [[nodiscard]] std::optional<double> nextDeadline() const;
  std::vector<Effect> takeEffects();

  /// The map shows the ground itself: what stood in for layers meanwhile is of no more use.
  void noteDrawn();
  /// Where in the article one reads: the first code point in sight. No change of the state, as nothing that
  /// is shown depends on it.
  void noteReading(std::size_t offset) { readingAt_ = offset; }
  [[nodiscard]] std::size_t readingAt() const { return readingAt_; }
  /// The places where articles were left, the one that is open included.
  [[nodiscard]] ReadingPositions readingPositions() const;
  /// Articles that are opened from now on, and the one that is open, go to where they were left.
  void resumeReading(ReadingPositions positions);

  void say(std::string text, std::filesystem::path file = {});
  void complain(std::string title, std::string text, Problem::About about = Problem::About::other);
  void finishTask(int id);
  /// Reads what of the world the view needs and has not been asked for, in the background. `pixels` for each
  /// logical pixel.
  void needWorld(float pixels);
  /// The same of the layers that are read by the window.
  void needLayers(float pixels);

 private:
  /// The story as it was before the user changed it.
  struct Edit {
    std::string what;  ///< "the new anchor"
    story::StoryPtr story;
    std::vector<std::vector<story::Resolution>> resolutions;
    std::vector<Suggestion> suggestions;
    article::ArticlePtr article;  ///< in which it was resolved
    bool unsaved = false;
    std::size_t anchors = 0;
  };
  struct Glide {  ///< a smooth zoom that keeps a point of the screen
    map::View from;
    map::ScreenPoint at;
    double levels = 0;
    double began = 0;
  };

  void sayOfEdit(std::string text);
  void forgetProblems(Problem::About about);
  void noteOpened(int task);

  /// False for a place that the map's projection has no room for; then that is said of `what`.
  bool mayLookAt(const std::string& what, map::LngLat place);
  void showPinWhole(geo::LngLat place);
  void flyToPin(geo::LngLat place, map::Zoom zoom);
  void sayIsBeyond(const std::string& what);

  // selection.cpp
  void on(const command::SelectEvent&);
  void on(const command::ClearSelection&);
  void on(const command::StepEvent&);
  void on(const command::StepPassage&);
  void on(const command::HoverEvent&);
  void on(const command::OpenCluster&);
  void on(const command::CloseCard&);
  void on(const command::GoToText&);
  void on(const command::RevealRange&);
  void on(const command::SelectMention&);
  void on(const command::StepMention&);
  // navigation.cpp
  void on(const command::ResizeMap&);
  void on(const command::Pan&);
  void on(const command::ZoomAt&);
  void on(const command::ZoomBy&);
  void on(const command::ZoomSmoothlyAt&);
  void on(const command::FlyTo&);
  void on(const command::FitCountry&);
  void on(const command::HomeView&);
  void on(const command::ViewBack&);
  void on(const command::ViewForward&);
  // look.cpp
  void on(const command::SetTheme&);
  void on(const command::SetStyle&);       // styling.cpp
  void on(const command::SetProjection&);  // navigation.cpp
  void on(const command::SetBorders&);
  void on(const command::SetMapLanguage&);
  void loadForeignNames();
  void on(const command::Toggle&);
  void on(const command::SetReaderShare&);
  void on(const command::SetReaderLook&);
  void on(const command::StepTextSize&);
  void on(const command::SetMeasure&);
  void on(const command::SetSerif&);
  void on(const command::RemoveLayer&);
  void on(const command::MoveLayer&);
  void on(const command::PaintLayer&);
  void on(const command::ShowLayer&);
  // layer_colours.cpp
  void on(const command::ColourLayerBy&);
  // opening.cpp
  void on(const command::OpenPath&);
  void on(const command::SetEncoding&);
  void on(const command::AddLayer&);
  void on(const command::ClearLayerCache&);
  // live_layers.cpp
  void on(const command::AddDatabaseLayer&);
  // saving.cpp
  void on(const command::SaveStory&);
  // editing.cpp
  void on(const command::Undo&);
  void on(const command::Redo&);
  // reviewing.cpp
  void on(const command::OpenReview&);
  void on(const command::ShowCandidate&);
  void on(const command::StepReview&);
  void on(const command::AcceptCandidate&);
  void on(const command::Reanchor&);
  void on(const command::CloseReview&);
  // judging.cpp
  void on(const command::CheckSuggestion&);
  void on(const command::AcceptSuggestions&);
  void on(const command::RejectSuggestion&);
  void on(const command::ChoosePlace&);
  // finding.cpp
  void on(const command::OpenFind&);
  void on(const command::SetFind&);
  void on(const command::StepFind&);
  void on(const command::CloseFind&);
  void on(const command::OpenGoTo&);
  void on(const command::SetGoTo&);
  void on(const command::MoveGoTo&);
  void on(const command::ChooseGoTo&);
  void on(const command::CloseGoTo&);
  // dialogs.cpp
  void on(const command::OpenDialog&);
  void on(const command::CloseDialog&);
  void on(const command::SetExport&);
  void on(const command::Export&);
  void on(const command::Screenshot&);
  void on(const command::EndPose&);
  void on(const command::CancelTask&);
  void on(const command::DismissProblem&);
  void on(const command::DismissToast&);
  void on(const command::CopyText&);
  void on(const command::CopyRange&);
  void on(const command::UseText&);
  void on(const command::OpenLink&);
  void on(const command::OpenFolder&);
  void on(const command::ToggleFullScreen&);
  void on(const command::Escape&);
  void on(const command::Quit&);

  [[nodiscard]] map::Camera camera() const;
  void reveal(TextRange range);
  void resume();
  void fly(const map::View& to);
  void flyWithoutTrace(const map::View& to);
  void stayHome();
  [[nodiscard]] const map::View& boundFor() const;
  void noLongerAsOpened();
  void stop();
  void moved(const map::View& to);
  bool settle();
  [[nodiscard]] map::View restOf(const map::View& view) const;
  void glide(map::ScreenPoint at, double levels);
  void show(Document document, bool suggestPlaces);
  void readWorldPartInBackground(const WorldPart& part);
  void readReliefInBackground();
  template <typename Found, typename Place>
  void growWorld(const Result<Found>& found, const Place& place);
  void worldGrew();
  void findMentions();
  void useSuggestions(Suggested found);
  void judgeStorysOwn(const Suggested& found);
  void loadFinderInBackground();
  bool fitCountryOf(const Mention& mention);
  Suggestion* suggestionOf(const std::string& event);
  void remember(const Suggestion& suggestion, bool isPlace);
  [[nodiscard]] Edit editOf(std::string what) const;
  void keepForUndo(Edit before);
  void swapEdit(std::vector<Edit>& from, std::vector<Edit>& to, const char* done);
  void selectJudged(const std::vector<Suggestion>& before, const std::string& selected);
  [[nodiscard]] std::size_t acceptedSinceSaved() const;
  void forgetEdits();
  void showEdits();
  void review(int event, int anchor);
  [[nodiscard]] std::string offeredStoryPath() const;
  [[nodiscard]] std::string articleFolder() const;
  bool mayLeaveStory(command::Unsaved changes, const Command& next, const command::OpenDialog& question);
  // following.cpp
  void followArticle();
  void rereadArticle();
  void showReread(const Reread& read);
  void useFollowed(const Reread& read, bool sameStory, std::optional<TextRange> named);
  // styling.cpp
  void dropStyle();
  void useStyle(const Result<map::StylePtr>& read, std::vector<std::filesystem::path> files);
  void rereadStyle();
  void findMatches();
  Task& addTask(std::string title);
  void showLongTasks();
  [[nodiscard]] std::filesystem::path offeredPicture() const;
  void pictureWindow(const std::filesystem::path& path, Existing existing);
  void openInBackground(DocumentRequest request, const std::string& title, const Command& again);

  // layer_colours.cpp
  void colourAsWished(LayerEntry& entry);
  void noteLayers();
  void tellOfColours();
  void complainOfColours(const std::string& title, const std::string& text,
                         const std::vector<std::string>& layers);

  // live_layers.cpp
  struct Live {
    int wish = 0;
    int task = 0;          ///< while it connects for the first time; of a file until something is shown
    std::size_t turn = 0;  ///< of the style's colours
    std::string shown;
    bool ofFile = false;
    bool opened = false;
    bool busy = false;        ///< what was asked for is on its way
    bool shows = false;       ///< all of some window
    bool simplified = false;  ///< what is shown
    std::optional<atlas::Window> asked = {};
    std::vector<map::ColourBy> colours = {};  ///< what it shall be coloured by, the first that can be
    bool counting = false;                    ///< the values of the first of these
    map::ColourScalePtr scale = nullptr;
    std::unique_ptr<LiveLayer> layer = nullptr;
    std::unique_ptr<FileWatch> watch = nullptr;  ///< tells the layer, so it goes first
  };
  /// A layer that is being read.
  struct Opening {
    std::string layer;  ///< id; empty until something is shown
    std::size_t turn = 0;
  };
  std::map<int, Opening> openings_;  ///< by the tasks that read them
  std::unique_ptr<LayerReaders> readers_;
  void showPart(int task, LayerEntry part, const geo::LngLatBox& extent);
  void useLayer(int task, const std::string& title, const Result<LayerEntry>& read);
  void giveUpOpening(int task);
  std::vector<LayerEntry>::iterator insertLayer(LayerEntry entry);
  void addLargeFile(const std::string& path, int wish, std::size_t turn);
  std::string addLive(Live live, LiveLayer::Source source);
  void dropLive(const std::string& id);
  void useNews(const std::string& id, const LiveLayer::News& news);
  void showLive(const std::string& id, Live& live, const LiveLayer::News& news);
  void useWindow(Live& live, LayerEntry& entry, const atlas::WindowData& data);
  void loseLive(const Live& live, LayerEntry& entry, const Error& error);
  void colourLive(Live& live, LayerEntry& entry, const map::ColourBy& by);
  void countNext(Live& live);
  void useCounts(Live& live, LayerEntry& entry, const LiveLayer::News& news);
  [[nodiscard]] bool readingLive() const;

  // layer_files.cpp
  struct LayerFile {
    std::string path;
    std::string note = {};  ///< of what was read last
    bool reading = false;   ///< again
    bool again = false;     ///< it changed once more meanwhile
    CancelToken cancel = {};
  };
  void followLayer(const LayerEntry& entry);
  void unfollowLayer(const std::string& id);
  void rereadLayer(const std::string& id);
  void showLayerAgain(const std::string& id, const std::optional<Result<LayerEntry>>& read);
  void useReread(LayerEntry& entry, const LayerEntry& fresh);
  void loseLayer(LayerEntry& entry, const Error& error, const char* otherwise);
  std::map<std::string, LayerFile> layerFiles_;  ///< of the layers that were read whole, by their ids
  // new_layers.cpp
  struct LayersLookedAt {
    std::vector<geo::LngLatBox> boxes;
    bool fromHome = false;  ///< from the story's view
  };
  void seekLayer(int wish);
  void foundLayer(int wish, const geo::LngLatBox& extent);
  [[nodiscard]] std::optional<map::View> viewOfLayers(const map::View& from,
                                                      std::vector<geo::LngLatBox> boxes) const;
  void lookAtLayers(std::vector<geo::LngLatBox> boxes, bool several);
  /// `slowly`: the map flies there.
  void lookAgain(bool slowly = false);
  [[nodiscard]] std::size_t freeTurn() const;
  /// Where the layers lie that are being opened at the same time, by their wishes; absent: nobody knows yet.
  std::map<int, std::optional<geo::LngLatBox>> sought_;
  std::optional<LayersLookedAt> layersLookedAt_;  ///< by a map that nobody moved since

  Workers& workers_;
  Inbox& inbox_;
  State state_;
  std::uint64_t revision_ = 0;
  int arrivals_ = 0;
  std::vector<Effect> effects_;
  double now_ = 0;
  std::optional<map::Flight> flight_;
  double flightBegan_ = 0;
  std::optional<Glide> glide_;
  std::optional<map::Settling> settling_;
  double settlingBegan_ = 0;
  double lastMove_ = 0;              ///< when the hand moved the map last
  std::optional<map::View> restAt_;  ///< where a flight wants the plane to come to rest
  map::ViewHistory history_;
  std::vector<Edit> undo_, redo_;     ///< the last is the next
  story::StoryPtr asSaved_;           ///< the story as it was opened, found or saved last
  std::optional<Command> afterSave_;  ///< what waits for a name to save the story under
  bool askedForForeignNames_ = false;
  int askedToOpen_ = 0;  ///< grows with each article or story that is asked for: the last one is shown
  bool atHome_ = true;   ///< the view is still the story's: a new size of the map fits it again
  std::optional<map::ProjectionChoice> wantedProjection_;
  bool suggestPlaces_ = true;
  std::vector<std::string> gazetteers_;
  std::vector<map::ColourBy> colourBy_;
  int shown_ = 0;  ///< grows with each document, so that what was found in an earlier one is dropped
  ReadingPositions positions_;
  std::size_t readingAt_ = 0;
  int reading_ = 0;      ///< background reads under way
  int readingSets_ = 0;  ///< of these, of the world
  bool readingRelief_ = false;
  float pixels_ = 1;                                 ///< device px of a logical one
  std::set<std::string, std::less<>> askedOfWorld_;  ///< files
  bool worldGiven_ = false;
  int nextId_ = 1;
  std::string watchedPath_;
  bool rereading_ = false;    ///< a worker reads the article's file again
  bool rereadAgain_ = false;  ///< it changed once more meanwhile
  bool articleGone_ = false;
  std::vector<std::filesystem::path> styleFiles_;  ///< that are watched: the style's own, and what it extends
  std::map<std::string, Live> live_;               ///< by the layer's id
  /// The last: their threads end before anything that they post to.
  std::unique_ptr<FileWatch> watch_;
  std::unique_ptr<FilesWatch> layerWatch_;
  std::vector<std::unique_ptr<FileWatch>> styleWatches_;
};

}  // namespace dateline::session
