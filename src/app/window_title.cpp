#include "app/window_title.h"

namespace dateline::app {

std::string windowTitle(const session::State& state) {
  const std::string headline = session::headlineOf(state);
  const std::string star = state.unsaved ? "*" : "";
  return headline.empty() ? star + "Dateline" : star + headline + " \u2013 Dateline";
}

}  // namespace dateline::app
