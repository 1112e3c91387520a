#include "app/player.h"

#include <fmt/format.h>

#include <cmath>

#include "app/parse_values.h"

namespace dateline::app {
namespace {

std::vector<double> numbersOf(const ScriptLine& line) {
  std::vector<double> numbers;
  for (const std::string& word : line.words) numbers.push_back(parseNumber(word).value_or(0));
  return numbers;
}

/// Next code point of valid UTF-8; moves `at` on.
char32_t nextCodePoint(const std::string& text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  char32_t point = lead & (0x3F >> more);
  for (int i = 0; i < more && at < text.size(); ++i)
    point = (point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3F);
  return point;
}

}  // namespace

Player::Player(std::string name, PlayerHost host) : name_(std::move(name)), host_(std::move(host)) {}

void Player::add(ScriptLine line) {
  script_.push_back(std::move(line));
}
void Player::close() {
  closed_ = true;
}

Status Player::error(const ScriptLine& line, const std::string& message) const {
  return fail(ErrorKind::invalid,
              fmt::format("line {} ({} {}): {}", line.number, line.verb, line.rest, message), name_);
}

Status Player::step(Stage& stage, double seconds, bool idle) {
  while (!finished_) {
    if (!frames_.empty()) {
      const std::function<void(Stage&)> act = std::move(frames_.front());
      frames_.pop_front();
      act(stage);
      settle_ = 2;
      return {};
    }
    if (settle_ > 0) {
      --settle_;
      stage.wantFrame();
      return {};
    }
    if (waitingForIdle_ && !idle) return {};
    waitingForIdle_ = false;
    if (waitingForPicture_ && !stage.complete()) return {};
    waitingForPicture_ = false;
    if (seconds < waitUntil_) return {};
    if (script_.empty()) {
      finished_ = closed_;
      return {};
    }
    const ScriptLine line = std::move(script_.front());
    script_.pop_front();
    line_ = line.number;
    if (Status begun = begin(line, stage, seconds); !begun) return begun;
  }
  return {};
}

Status Player::begin(const ScriptLine& line, Stage& stage, double seconds) {
  const std::vector<double> n = numbersOf(line);
  session::Session& session = stage.session();
  settle_ = 2;
  if (line.verb == "quit")
    finished_ = true;
  else if (line.verb == "resize")
    host_.resize(static_cast<int>(n[0]), static_cast<int>(n[1]));
  else if (line.verb == "scale")
    host_.setScale(static_cast<float>(n[0]));
  else if (line.verb == "theme")
    session.apply(session::command::SetTheme{line.rest == "dark" ? map::Theme::dark : map::Theme::light});
  else if (line.verb == "style")
    session.apply(session::command::SetStyle{line.rest});
  else if (line.verb == "language")
    session.apply(session::command::SetMapLanguage{line.rest});
  else if (line.verb == "open")
    session.apply(session::command::OpenPath{line.rest});
  else if (line.verb == "layer")
    session.apply(session::command::AddLayer{line.rest});
  else if (line.verb == "key")
    pressKey(*platform::parseKey(line.rest));
  else if (line.verb == "type")
    type(line.rest);
  else if (line.verb == "pan-path")
    panPath(n);
  else if (line.verb == "screenshot")
    return host_.screenshot(line.rest);
  else if (line.verb == "screenshot-map")
    return stage.saveMap(line.rest);
  else if (line.verb == "print")
    return host_.print(describeState(stage));
  else if (line.verb == "wait" && line.rest == "idle")
    waitingForIdle_ = true;
  else if (line.verb == "wait" && line.rest == "picture")
    waitingForPicture_ = true;
  else if (line.verb == "wait")
    waitUntil_ = seconds + n[0] / 1000;
  else if (line.verb == "select" || line.verb == "fly" || line.verb == "click-pin" ||
           line.verb == "click-passage")
    return beginTarget(line, stage);
  else
    return beginPointer(line);
  return {};
}

Status Player::beginPointer(const ScriptLine& line) {
  const std::vector<double> n = numbersOf(line);
  const auto move = [x = n[0], y = n[1]](Stage& s) { s.post(platform::MouseMove{x, y}); };
  if (line.verb == "click")
    click(n[0], n[1]);
  else if (line.verb == "right-click")
    click(n[0], n[1], platform::Button::right);
  else if (line.verb == "drag")
    drag(n);
  else
    frames_.emplace_back(move);
  if (line.verb == "double-click") click(n[0], n[1]), click(n[0], n[1]);
  if (line.verb == "wheel") frames_.emplace_back([d = n[2]](Stage& s) { s.post(platform::Wheel{0, d}); });
  return {};
}

Status Player::beginTarget(const ScriptLine& line, Stage& stage) {
  constexpr int kMostAttempts = 3;
  session::Session& session = stage.session();
  const int index = session.state().story->indexOf(line.rest);
  if (index < 0) return error(line, "the story has no such event");
  const story::Event& event = session.state().story->events[static_cast<std::size_t>(index)];
  if (line.verb == "select") {
    session.apply(session::command::SelectEvent{line.rest});
    return {};
  }
  if (line.verb == "fly") {
    if (!event.at) return error(line, "the event has no place");
    session.apply(session::command::FlyTo{*event.at, 6});
    return {};
  }
  const bool pin = line.verb == "click-pin";
  const auto row = pin ? stage.listedRow(line.rest) : std::nullopt;
  if (row) {
    attempts_ = 0;
    if (row->notches != 0) {
      frames_.emplace_back([at = row->middle](Stage& s) { s.post(platform::MouseMove{at.x, at.y}); });
      frames_.emplace_back([by = row->notches](Stage& s) { s.post(platform::Wheel{0, by}); });
    }
    click(row->middle.x, row->middle.y);
    return {};
  }
  const auto point = pin ? stage.pinPoint(line.rest) : stage.passagePoint(index);
  if (point && (!pin || !stage.inClosedCluster(line.rest))) {
    attempts_ = 0;
    click(point->x, point->y);
    return {};
  }
  if (++attempts_ > kMostAttempts)
    return error(line, !pin    ? "its passage is not in view"
                       : point ? "its pin stands behind others, or in a cluster that does not open"
                               : "its pin is not in view");
  // A pin inside a cluster is reached as a user reaches it: the cluster is clicked first.
  if (point)
    click(point->x, point->y);
  else if (pin && event.at)
    session.apply(session::command::FlyTo{*event.at, session.state().view.zoom.level});
  else if (const auto range =
               session::passageRange(session.state(), index, session::firstPassage(session.state(), index)))
    session.apply(session::command::RevealRange{*range});
  else
    return error(line, "it stands nowhere in this text");
  waitingForIdle_ = true;
  script_.push_front(line);
  return {};
}

void Player::click(double x, double y, platform::Button button) {
  frames_.emplace_back([=](Stage& s) { s.post(platform::MouseMove{x, y}); });
  frames_.emplace_back([=](Stage& s) { s.post(platform::MouseButton{button, true, {}}); });
  frames_.emplace_back([=](Stage& s) { s.post(platform::MouseButton{button, false, {}}); });
}

void Player::drag(const std::vector<double>& n) {
  constexpr double kFrameMs = 16;
  const int steps = std::max(2, static_cast<int>(std::lround((n.size() > 4 ? n[4] : 200) / kFrameMs)));
  frames_.emplace_back([x = n[0], y = n[1]](Stage& s) { s.post(platform::MouseMove{x, y}); });
  frames_.emplace_back([](Stage& s) { s.post(platform::MouseButton{platform::Button::left, true, {}}); });
  for (int i = 1; i <= steps; ++i) {
    const double part = static_cast<double>(i) / steps;
    const double x = n[0] + (n[2] - n[0]) * part;
    const double y = n[1] + (n[3] - n[1]) * part;
    frames_.emplace_back([=](Stage& s) { s.post(platform::MouseMove{x, y}); });
  }
  frames_.emplace_back([](Stage& s) { s.post(platform::MouseButton{platform::Button::left, false, {}}); });
}

void Player::pressKey(platform::KeyPress press) {
  frames_.emplace_back([=](Stage& s) { s.post(platform::KeyEvent{press.key, true, false, press.mods}); });
  frames_.emplace_back([=](Stage& s) { s.post(platform::KeyEvent{press.key, false, false, {}}); });
}

void Player::type(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = nextCodePoint(text, at);
    frames_.emplace_back([=](Stage& s) { s.post(platform::Char{point}); });
  }
}

void Player::panPath(const std::vector<double>& n) {
  const int steps = std::max(1, static_cast<int>(n[0]));
  for (std::size_t leg = 1; leg + 1 < n.size(); leg += 2)
    for (int i = 0; i < steps; ++i)
      frames_.emplace_back([dx = n[leg] / steps, dy = n[leg + 1] / steps](Stage& s) { s.pan(dx, dy); });
}

}  // namespace dateline::app
