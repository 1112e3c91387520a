#include "session/session.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include "map/tile_cover.h"
#include "session/own_places.h"
#include "session/world_loader.h"

namespace dateline::session {
namespace {

constexpr double kWorldPriority = 10;

}  // namespace

Session::Session(Workers& workers, Inbox& inbox)
    : readers_(std::make_unique<LayerReaders>(inbox)), workers_(workers), inbox_(inbox) {
  state_.article = std::make_shared<article::Article>();
  asSaved_ = state_.story = std::make_shared<story::Story>();
}

void Session::begin(Document document, bool suggestPlaces, std::shared_ptr<const map::World> withWorld) {
  const bool withFinder = suggestPlaces || withWorld == nullptr;
  if (withWorld != nullptr) {
    state_.world = std::move(withWorld);
    worldGiven_ = true;
    worldGrew();
  } else {
    state_.world = std::make_shared<const map::World>();
  }
  if (withFinder) loadFinderInBackground();
  show(std::move(document), suggestPlaces);
}

void Session::apply(const Command& command) {
  command::AllKinds::any([&]<typename What>(const What*) {
    const What* what = command.as<What>();
    if (what != nullptr) on(*what);
    return what != nullptr;
  });
  ++revision_;
}

void Session::apply(const Commands& commands) {
  for (const Command& command : commands) apply(command);
}

bool Session::tick(double seconds) {
  now_ = seconds;
  showLongTasks();
  const auto gone = std::remove_if(state_.toasts.begin(), state_.toasts.end(),
                                   [&](const Toast& toast) { return toast.until <= seconds; });
  if (gone != state_.toasts.end()) {
    state_.toasts.erase(gone, state_.toasts.end());
    ++revision_;
  }
  if (flight_) {
    const double elapsed = now_ - flightBegan_;
    state_.view = flight_->at(elapsed);
    if (elapsed >= flight_->durationSeconds()) {
      restAt_ = flight_->target();
      lastMove_ = 0;
      flight_.reset();
      ++arrivals_;
    }
    ++revision_;
  } else if (glide_) {
    constexpr double kGlideSeconds = 0.16;
    const double part = std::clamp((now_ - glide_->began) / kGlideSeconds, 0.0, 1.0);
    const double eased = 1 - (1 - part) * (1 - part);
    const map::Camera from(glide_->from, state_.mapWidth, state_.mapHeight);
    state_.view = from.zoomedAt(glide_->at, glide_->levels * eased).view();
    if (part >= 1) glide_.reset();
    lastMove_ = now_;
    ++revision_;
  } else {
    return settle();
  }
  return true;
}

bool Session::settled() const {
  return reading_ == 0 && !readingLive() && !flight_ && !glide_ && map::atRest(state_.view) &&
         state_.tasks.empty();
}

std::optional<double> Session::nextDeadline() const {
  std::optional<double> next;
  for (const Toast& toast : state_.toasts) next = std::min(next.value_or(toast.until), toast.until);
  return next;
}

std::vector<Effect> Session::takeEffects() {
  return std::exchange(effects_, {});
}

ReadingPositions Session::readingPositions() const {
  ReadingPositions positions = positions_;
  if (!state_.article->sha256.empty()) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    positions.note(state_.article->sha256, readingAt_,
                   std::chrono::duration_cast<std::chrono::seconds>(now).count());
  }
  return positions;
}

void Session::resumeReading(ReadingPositions positions) {
  positions_ = std::move(positions);
  resume();
}

void Session::resume() {
  readingAt_ = positions_.find(state_.article->sha256).value_or(0);
  readingAt_ = std::min(readingAt_, state_.article->offsets.codePoints());
  state_.reveal = {{readingAt_, readingAt_}, state_.reveal.serial + 1, true};
  ++revision_;
}

void Session::show(Document document, bool suggestPlaces) {
  positions_ = readingPositions();
  const bool sameStory = document.story == state_.story;
  state_.projection = std::exchange(wantedProjection_, std::nullopt);
  state_.article = std::move(document.article);
  state_.story = std::move(document.story);
  if (const map::ProjectionChoice choice = storyProjection(state_); choice.fixed)
    state_.fixedPlane = choice.fixed;
  state_.encoding = std::move(document.encoding);
  state_.resolutions = std::move(document.resolutions);
  state_.selected.clear();
  state_.hovered.clear();
  state_.hoveredToo.clear();
  state_.openCluster.clear();
  state_.cardOpen = false;
  state_.highlighted.reset();
  state_.passage = 0;
  state_.find = {};
  state_.goTo = {};
  state_.review = {};
  state_.followed = {};
  if (!sameStory) {
    afterSave_.reset();
    forgetEdits();
    asSaved_ = state_.story;
    // What the text tells of them is known when the gazetteer is.
    state_.suggestions = suggestionsOf(*state_.story, {}, nullptr);
    state_.showSuggestions = std::ranges::any_of(state_.story->events, isFoundPlace);
  }
  suggestPlaces_ = suggestPlaces;
  forgetProblems(Problem::About::article);
  if (!document.warnings.empty()) {
    std::string text;
    constexpr std::size_t kMost = 6;
    for (std::size_t i = 0; i < document.warnings.size() && i < kMost; ++i) {
      const Warning& warning = document.warnings[i];
      text +=
          (text.empty() ? "" : "\n") + (warning.where.empty() ? "" : warning.where + ": ") + warning.message;
    }
    if (document.warnings.size() > kMost)
      text +=
          "\n" + std::to_string(document.warnings.size() - kMost) + " more; `dateline check` lists them all";
    complain("Opened, with remarks", text, Problem::About::article);
  }
  findMentions();
  followArticle();
  stop();
  // What stood over the map was there for what was shown before; what stands there now is told anew.
  state_.mapCovered = 0;
  // Before the first document nobody has seen a view to go back to.
  if (!history_.empty()) fly(homeView(state_));
  stayHome();
  if (homeIsBeyond(state_)) sayIsBeyond("The story");
  resume();
}

void Session::needWorld(float pixels) {
  pixels_ = pixels;
  if (worldGiven_) return;
  // A little ahead of the zoom, so that the finer scale is there when its turn comes.
  constexpr double kAhead = 0.4;
  WorldNeeds needs = WorldNeeds::of(state_.look, map::dataZoom(state_.view), pixels);
  const WorldNeeds soon =
      WorldNeeds::of(state_.look, map::Zoom{map::dataZoom(state_.view).level + kAhead}, pixels);
  for (std::size_t i = 0; i < needs.scale.size(); ++i) needs.scale[i] = needs.scale[i] || soon.scale[i];
  needs.names = true;  // places are found in the text and gone to, named on the map or not
  for (const WorldPart& part : worldParts())
    if (part.neededFor(needs) && askedOfWorld_.insert(part.file).second) readWorldPartInBackground(part);
  if (needs.ground && needs.relief && askedOfWorld_.insert("relief").second) readReliefInBackground();
}

template <typename Found, typename Place>
void Session::growWorld(const Result<Found>& found, const Place& place) {
  --reading_;
  if (!found) return complain("A part of the map is missing", found.error().text());
  auto grown = std::make_shared<map::World>(*state_.world);
  place(*grown) = *found;
  state_.world = std::move(grown);
  worldGrew();
}

void Session::readWorldPartInBackground(const WorldPart& part) {
  ++reading_;
  ++readingSets_;
  workers_.run(
      [this, &part] {
        inbox_.post([this, &part, set = readWorldPart(part)] {
          --readingSets_;
          growWorld(set, part.slot);
        });
      },
      kWorldPriority - static_cast<double>(&part - worldParts().data()) * 0.01);
}

void Session::readReliefInBackground() {
  ++reading_;
  readingRelief_ = true;
  workers_.run(
      [this] {
        inbox_.post([this, relief = readRelief()] {
          readingRelief_ = false;
          growWorld(
              relief, [](map::World & world) -> auto& { return world.relief; });
        });
      },
      kWorldPriority - 1);  // tiles are cut from the rest while it is read
}

void Session::worldGrew() {
  const map::World& world = *state_.world;
  if (state_.gazetteer == nullptr && world.countryNames != nullptr && world.places != nullptr &&
      world.seas != nullptr) {
    state_.gazetteer = std::make_shared<const gazetteer::Gazetteer>(
        gazetteer::Gazetteer::fromLayers(*world.countryNames, *world.places, *world.seas));
    lookAgain();
  }
  ++revision_;
}

/// The gazetteer is mapped, not read: it is there before the first picture.
void Session::loadFinderInBackground() {
  ++reading_;
  workers_.run(
      [this, gazetteers = gazetteers_] {
        Warnings warnings;
        auto finder = openFinder(gazetteers, warnings);
        inbox_.post([this, finder = std::move(finder), warnings = std::move(warnings)] {
          --reading_;
          for (const Warning& warning : warnings)
            complain("Your own places", warning.where + ": " + warning.message);
          if (!finder) return complain("Places are not found", finder.error().text());
          state_.finder = *finder;
          findMentions();
        });
      },
      30.0);
}

void Session::findMentions() {
  state_.mention = -1;
  state_.mentions.clear();
  const int shown = ++shown_;
  if (state_.finder == nullptr) return;
  // A page takes some milliseconds; a book must not hold up the window.
  constexpr std::size_t kAtOnceBytes = 200'000;
  if (state_.article->text.size() <= kAtOnceBytes)
    return useSuggestions(suggestPlaces(*state_.article, *state_.finder));
  ++reading_;
  workers_.run(
      [this, shown, article = state_.article, finder = state_.finder] {
        auto found = std::make_shared<Suggested>(suggestPlaces(*article, *finder));
        inbox_.post([this, shown, found] {
          --reading_;
          if (shown == shown_) useSuggestions(std::move(*found));
        });
      },
      15.0);
}

void Session::useSuggestions(Suggested found) {
  state_.mentions = std::move(found.mentions);
  ++revision_;
  const bool bare = state_.story->events.empty() && state_.story->path.empty();
  if (!bare) judgeStorysOwn(found);
  if (!suggestPlaces_ || !bare || found.suggestions.empty()) return;
  asSaved_ = state_.story = std::move(found.story);
  state_.suggestions = std::move(found.suggestions);
  state_.showSuggestions = true;
  state_.resolutions = story::resolveAll(*state_.story, *state_.article);
  lookAgain();
}

/// What the text tells of the story's own suggestions; what the user said of them stays.
void Session::judgeStorysOwn(const Suggested& found) {
  std::vector<Suggestion> known = suggestionsOf(*state_.story, found, state_.finder.get());
  std::map<std::string_view, const Suggestion*> before;
  for (const Suggestion& old : state_.suggestions) before[old.event] = &old;
  for (Suggestion& suggestion : known) {
    const auto old = before.find(suggestion.event);
    if (old == before.end()) continue;
    const int mentions = suggestion.mentions;
    if (old->second->chosen != 0) suggestion = *old->second;
    suggestion.mentions = mentions;
    suggestion.checked = old->second->checked;
  }
  state_.suggestions = std::move(known);
}

map::Camera Session::camera() const {
  return cameraOf(state_);
}

void Session::reveal(TextRange range) {
  state_.reveal = {range, state_.reveal.serial + 1};
}

}  // namespace dateline::session
