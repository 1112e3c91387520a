#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "session/review.h"
#include "session/session.h"

// The article's file may be edited by another program while it is read here.

namespace dateline::session {

/// A file read again, made ready by a worker.
struct Reread {
  article::ArticlePtr old;
  story::StoryPtr story;
  std::shared_ptr<const gazetteer::Finder> finder;
  article::ArticlePtr article;  ///< null: the file could not be read
  bool gone = false;            ///< because it is not there
  bool same = false;
  std::shared_ptr<const article::TextShift> shift;
  std::vector<std::vector<story::Resolution>> resolutions;
  Suggested found;
};

namespace {

namespace fs = std::filesystem;

bool sameInlines(const article::Inline& a, const article::Inline& b) {
  return a.kind == b.kind && a.range == b.range && a.target == b.target;
}

bool sameBlocks(const article::Block& a, const article::Block& b) {
  return a.kind == b.kind && a.level == b.level && a.mark == b.mark && a.range == b.range &&
         std::equal(a.inlines.begin(), a.inlines.end(), b.inlines.begin(), b.inlines.end(), sameInlines);
}

/// Not the text alone: a link may lead elsewhere.
bool sameArticle(const article::Article& a, const article::Article& b) {
  return a.sha256 == b.sha256 && a.title == b.title && a.head.byline == b.head.byline &&
         a.head.dek == b.head.dek &&
         std::equal(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(), sameBlocks);
}

/// What became of the passages that stood, and which stand again.
struct Followed {
  int moved = 0, changed = 0, lost = 0, found = 0;
};

Followed compare(const State& before, const Reread& after) {
  Followed counts;
  for (std::size_t e = 0; e < after.resolutions.size() && e < before.resolutions.size(); ++e)
    for (std::size_t a = 0; a < after.resolutions[e].size() && a < before.resolutions[e].size(); ++a) {
      const story::Resolution& was = before.resolutions[e][a];
      const story::Resolution& is = after.resolutions[e][a];
      if (!stands(was))
        counts.found += stands(is) ? 1 : 0;
      else if (!stands(is))
        ++counts.lost;
      else if (after.old->slice(was.range) != after.article->slice(is.range))
        ++counts.changed;
      else if (!(was.range == is.range))
        ++counts.moved;
    }
  return counts;
}

std::string noteOf(const std::string& name, const Followed& counts) {
  std::string note = name + " changed on disk";
  const char* separator = ": ";
  const auto add = [&](int count, const char* one, const char* many) {
    if (count == 0) return;
    note += fmt::format("{}{} {}", separator, count, count == 1 ? one : many);
    separator = ", ";
  };
  add(counts.moved, "passage moved", "passages moved");
  add(counts.changed, "reads differently", "read differently");
  add(counts.lost, "was not found", "were not found");
  add(counts.found, "was found again", "were found again");
  if (counts.lost + counts.changed > 0) note += ". R reviews them";
  return note;
}

/// Its events are nothing but what was found in the text.
bool isSuggested(const State& state) {
  const auto& events = state.story->events;
  return state.story->path.empty() && !state.unsaved &&
         std::all_of(events.begin(), events.end(),
                     [](const story::Event& event) { return event.status == "suggested"; });
}

std::shared_ptr<Reread> rereadFile(const std::string& path, const std::string& encoding, Reread known,
                                   bool suggested) {
  auto read = std::make_shared<Reread>(std::move(known));
  const Result<article::ArticlePtr> fresh = article::readArticle(path, {.encoding = encoding});
  if (!fresh) {
    read->gone = fresh.error().kind == ErrorKind::notFound;
    return read;
  }
  read->article = *fresh;
  read->same = sameArticle(*read->old, **fresh);
  if (read->same) return read;
  read->shift = std::make_shared<const article::TextShift>(*read->old, **fresh);
  if (read->finder != nullptr) read->found = suggestPlaces(**fresh, *read->finder);
  if (suggested && read->found.story != nullptr) read->story = read->found.story;
  read->resolutions = story::resolveAll(*read->story, **fresh);
  return read;
}

}  // namespace

void Session::followArticle() {
  const std::string& path = state_.article->path;
  std::error_code failed;
  if (watch_ != nullptr && watchedPath_ == path) return;
  watch_.reset();
  watchedPath_ = path;
  articleGone_ = false;
  if (path.empty() || path == "-" || !fs::is_regular_file(path, failed)) return;
  watch_ = std::make_unique<FileWatch>(path, [this] { inbox_.post([this] { rereadArticle(); }); });
}

/// Read and resolved by a worker; shown only when the text is another one.
void Session::rereadArticle() {
  if (rereading_) {
    rereadAgain_ = true;
    return;
  }
  rereading_ = true;
  rereadAgain_ = false;
  Reread known{.old = state_.article, .story = state_.story, .finder = state_.finder};
  workers_.run(
      [this, path = state_.article->path, encoding = state_.encoding, known = std::move(known),
       story = state_.story, suggested = suggestPlaces_ && isSuggested(state_)] {
        inbox_.post([this, story, read = rereadFile(path, encoding, known, suggested)] {
          rereading_ = false;
          // Something else was opened or changed meanwhile.
          const bool stale = state_.article != read->old || state_.story != story;
          if (stale || rereadAgain_) {
            if (state_.article->path == read->old->path) rereadArticle();
            return;
          }
          showReread(*read);
        });
      },
      15.0);
}

void Session::showReread(const Reread& read) {
  const std::string name = fs::path(state_.article->path).filename().string();
  if (read.article == nullptr) {
    // In the middle of being replaced, or no text at all: what was read stays.
    if (read.gone && !articleGone_) say(name + " is no longer there; the text that was read stays");
    articleGone_ = articleGone_ || read.gone;
    return;
  }
  const bool wasGone = articleGone_;
  articleGone_ = false;
  if (read.same) {
    if (wasGone) say(name + " is there again, unchanged");
    return;
  }
  const bool sameStory = read.story == state_.story;
  const Followed counts = sameStory ? compare(state_, read) : Followed{};
  const int mention = state_.mention;
  std::optional<TextRange> named;
  if (mention >= 0) named = read.shift->of(state_.mentions[static_cast<std::size_t>(mention)].range);
  state_.followed = {state_.article, read.shift};
  state_.article = read.article;
  state_.story = read.story;
  state_.resolutions = read.resolutions;
  useFollowed(read, sameStory, named);
  say(noteOf(name, counts));
}

/// What of the state points into the text points into the new one.
void Session::useFollowed(const Reread& read, bool sameStory, std::optional<TextRange> named) {
  ++shown_;  // what is still looked for in the old text is dropped
  state_.mentions = read.found.mentions;
  if (sameStory) {
    judgeStorysOwn(read.found);
  } else {
    asSaved_ = state_.story;
    state_.suggestions = read.found.suggestions;
    state_.openCluster.clear();
    if (state_.story->indexOf(state_.hovered) < 0) state_.hovered.clear();
  }
  state_.mention = named ? mentionAt(state_, named->start) : -1;
  const int selected = state_.story->indexOf(state_.selected);
  if (selected < 0) {
    state_.selected.clear();
    state_.cardOpen = false;
  }
  if (state_.mention >= 0)
    state_.highlighted = named;
  else
    state_.highlighted = selected < 0 ? std::nullopt : passageRange(state_, selected, state_.passage);
  if (state_.review.open && !reviewedAnchor(state_)) state_.review = {};
  if (state_.review.open) state_.review.candidate = 0;
  if (state_.find.open) {
    state_.find.from = read.shift->of(state_.find.from);
    findMatches();
  }
  readingAt_ = std::min(read.shift->of(readingAt_), state_.article->offsets.codePoints());
  if (state_.finder == nullptr) return;
  // The places were looked for before the gazetteer was there: they are now.
  if (read.finder == nullptr) findMentions();
}

}  // namespace dateline::session
