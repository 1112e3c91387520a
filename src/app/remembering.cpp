#include "app/remembering.h"

#include "base/log.h"
#include "base/paths.h"

namespace dateline::app {
namespace {

/// Long enough for a scroll or a drag to end, short enough to lose little in a crash.
constexpr double kSettleSeconds = 2;

/// What the user changes in this run wins; what the command line asked for is no change.
template <typename T>
void keepChange(T& remembered, const T& before, const T& now) {
  if (!(now == before)) remembered = now;
}

}  // namespace

std::unique_ptr<Remembering> rememberingFor(WindowOptions& options) {
  if (!options.replay.empty() && !options.remember) return nullptr;
  return std::make_unique<Remembering>(options);
}

Remembering::Remembering(WindowOptions& options) : memory_(configFolder(), stateFolder()) {
  notes_ = memory_.load();
  // A style would hide the theme that the command line asks for.
  if (!options.common.theme) rememberedStyle_ = memory_.preferences.style;
  if (!options.common.theme) options.common.theme = memory_.preferences.theme;
  if (!options.common.borders) options.common.borders = memory_.preferences.borders;
  if (options.common.language.empty()) options.common.language = memory_.preferences.language;
  if (options.sizeGiven) return;
  options.width = memory_.window.width;
  options.height = memory_.window.height;
}

Remembering::Seen Remembering::look(Stage& stage, int width, int height) {
  const session::Session& session = stage.session();
  return {session::preferencesOf(session.state()), session::windowPlaceOf(session.state(), width, height),
          session.readingAt(), session.state().article->sha256};
}

void Remembering::begin(Stage& stage, const WindowOptions& options) {
  session::Session& session = stage.session();
  session.apply(session::command::SetReaderLook{memory_.preferences.reader});
  session.apply(session::commandsFor(memory_.window, session.state()));
  // Not before there is a window: what is wrong with its file is told there.
  if (options.common.style.empty() && !rememberedStyle_.empty()) {
    session.apply(session::command::SetStyle{rememberedStyle_});
    // What is no longer there is told once, not at every start.
    memory_.preferences.style = session.state().style;
  }
  session.resumeReading(memory_.reading);
  for (const std::string& note : notes_) session.say(note);
  last_ = look(stage, options.width, options.height);
}

void Remembering::note(Stage& stage, const std::optional<FrameSize>& size, double seconds) {
  const bool known = size && size->width > 0 && size->height > 0;
  Seen seen =
      look(stage, known ? size->width : last_.window.width, known ? size->height : last_.window.height);
  if (seen == last_) return;
  session::Preferences& likes = memory_.preferences;
  keepChange(likes.theme, last_.preferences.theme, seen.preferences.theme);
  keepChange(likes.style, last_.preferences.style, seen.preferences.style);
  keepChange(likes.borders, last_.preferences.borders, seen.preferences.borders);
  keepChange(likes.language, last_.preferences.language, seen.preferences.language);
  keepChange(likes.reader, last_.preferences.reader, seen.preferences.reader);
  session::WindowPlace& window = memory_.window;
  keepChange(window.width, last_.window.width, seen.window.width);
  keepChange(window.height, last_.window.height, seen.window.height);
  keepChange(window.readerShare, last_.window.readerShare, seen.window.readerShare);
  keepChange(window.reader, last_.window.reader, seen.window.reader);
  keepChange(window.timeline, last_.window.timeline, seen.window.timeline);
  last_ = std::move(seen);
  due_ = seconds + kSettleSeconds;
}

void Remembering::save(Stage& stage, double seconds) {
  if (due_ && *due_ <= seconds) write(stage);
}

void Remembering::write(Stage& stage) {
  due_.reset();
  memory_.reading.merge(stage.session().readingPositions());
  if (const Status saved = memory_.save(); !saved) log::warn(saved.error().text());
}

}  // namespace dateline::app
