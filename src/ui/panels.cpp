#include "ui/panels.h"

#include <algorithm>
#include <cmath>

#include "ui/event_slices.h"
#include "ui/imgui_compat.h"

namespace dateline::ui {
namespace {

/// Atlas pictures may move while a frame is drawn: it is then drawn again, and again at most.
constexpr int kMostRedraws = 3;
constexpr float kLongestStep = 0.05f;  // seconds that an animation moves on in a frame

/// True for commands after which the panels must see the new state before they judge further events.
bool changesPanels(const session::Commands& commands) {
  return std::any_of(commands.begin(), commands.end(), [](const session::Command& what) {
    return !what.is<command::Pan>() && !what.is<command::HoverEvent>() && !what.is<command::ZoomAt>();
  });
}

/// Keys that do the same again while they are held.
bool repeats(platform::Key key) {
  using platform::Key;
  static constexpr std::array kKeys = {
      Key::left,   Key::right,  Key::up,       Key::down,        Key::plus,         Key::minus, Key::equal,
      Key::n,      Key::p,      Key::tab,      Key::bracketLeft, Key::bracketRight, Key::f3,    Key::comma,
      Key::period, Key::pageUp, Key::pageDown, Key::enter,       Key::home,         Key::end};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

/// Keys that go on editing a line while they are held.
bool repeatsWhileTyping(const platform::KeyEvent& event) {
  using platform::Key;
  static constexpr std::array kKeys = {Key::backspace, Key::deleteKey};
  static constexpr std::array kWithCtrl = {Key::v, Key::y, Key::z};
  return std::find(kKeys.begin(), kKeys.end(), event.key) != kKeys.end() ||
         (event.mods.ctrl && std::find(kWithCtrl.begin(), kWithCtrl.end(), event.key) != kWithCtrl.end());
}

/// Keys that mean the same while one types: with Ctrl, but for those that edit, and the function keys.
bool worksWhileTyping(const platform::KeyPress& press) {
  using platform::Key;
  if (press.key >= Key::f1 && press.key <= Key::f12) return true;
  static constexpr std::array kCommands = {Key::f, Key::k,    Key::o,     Key::s,     Key::e,
                                           Key::q, Key::plus, Key::equal, Key::minus, Key::digit0};
  return press.mods.ctrl && std::find(kCommands.begin(), kCommands.end(), press.key) != kCommands.end();
}

bool worksInModals(const platform::KeyPress& press) {
  using platform::Key;
  return press.key == Key::f11 || press.key == Key::f12 || (press.mods.ctrl && press.key == Key::q);
}

}  // namespace

Ui::Panels::Panels(text::Typesetter& typesetter_, std::uint64_t glyphTexture)
    : typesetter(typesetter_), painter(typesetter_, glyphTexture), reader(typesetter_) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  compat::prepareInput();
  compat::loadFont();
}

Ui::Panels::~Panels() {
  ImGui::DestroyContext();
}

void Ui::Panels::useStyle(float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.WindowMinSize = {1, 1};
  style.FrameBorderSize = 0;
  style.ItemSpacing = {0, 0};
  style.AntiAliasedLinesUseTex = false;
  style.CircleTessellationMaxError = 0.2f / scale;
  style.CurveTessellationTol = 0.6f / scale;
}

FrameOutput Ui::Panels::frame(const session::State& state, const FrameInput& input) {
  events_.insert(events_.end(), input.events.begin(), input.events.end());
  passSeconds_ = lastSeconds_ < 0 ? 0 : std::clamp(input.seconds - lastSeconds_, 0.0, 10.0);
  lastSeconds_ = input.seconds;
  painter.setScale(input.scale);

  FrameOutput output;
  Pass last;
  const auto run = [&](const std::vector<platform::Event>& slice) {
    last = pass(state, input, slice);
    output.commands.insert(output.commands.end(), last.commands.begin(), last.commands.end());
  };
  bool ran = false;
  while (!events_.empty() && !changesPanels(output.commands)) {
    const std::vector<platform::Event> slice = takeSlice(events_);
    // A press is judged by where the panels stood before it, a letter goes to the field that had the
    // keyboard: they must have stood as the state is now.
    if (!ran && strikes(slice)) run({});
    run(slice);
    ran = true;
  }
  if (!ran) run({});
  for (int i = 0; i < kMostRedraws && typesetter.atlasGeneration() != generationBefore_; ++i) run({});
  ImGui::Render();
  output.cursor = last.cursor;
  output.animating = last.animating || !events_.empty();
  return output;
}

bool Ui::Panels::modal(const session::State& state) const {
  return state.dialog != session::Dialog::none || state.goTo.open || menuBar.isOpen() || map.menuOpen() ||
         reader.menuOpen();
}

Ui::Panels::Pass Ui::Panels::pass(const session::State& state, const FrameInput& input,
                                  const std::vector<platform::Event>& slice) {
  ImGuiIO& io = ImGui::GetIO();
  generationBefore_ = typesetter.atlasGeneration();
  const Tones tones(map::styleOf(state.look));
  const WindowLayout rooms = layoutWindow(state, input.width, input.height);
  Context context{.state = state,
                  .input = input,
                  .rooms = rooms,
                  .tones = tones,
                  .painter = painter,
                  .field = field,
                  .readClipboard = readClipboard};
  context.elapsed = std::min(static_cast<float>(passSeconds_), kLongestStep);
  feed(slice, context);
  useStyle(input.scale);
  io.DisplaySize = {std::max(1.0f, input.width), std::max(1.0f, input.height)};
  io.DisplayFramebufferScale = {input.scale, input.scale};
  io.DeltaTime = std::max(1e-4f, static_cast<float>(passSeconds_));
  passSeconds_ = 0;
  ImGui::NewFrame();
  if (ImGui::IsMouseReleased(ImGuiMouseButton_Left)) ++clicks;
  const bool wasModal = modal(state);
  const bool typing = field.any();
  field.beginPass();
  // Keys belong to what is open on top; what is below must not see them.
  std::vector<platform::KeyPress> withheld;
  std::vector<char32_t> withheldLetters;
  if (wasModal) {
    withheld.swap(context.keys);
    withheldLetters.swap(context.typed);
  }
  if (!typing || wasModal)
    drawRooms(context);
  else {
    withheld.swap(context.keys);
    drawRooms(context);
    withheld.swap(context.keys);
  }
  drawOverlays(context);
  if (wasModal) {
    context.keys.swap(withheld);
    context.typed.swap(withheldLetters);
  }
  drawModals(context);
  field.endPass();
  for (const platform::KeyPress& press : context.keys) useShortcut(context, press, wasModal, typing);
  const std::string hovered = context.hovered.value_or("");
  if (!slice.empty() && context.mouseMoved &&
      (hovered != state.hovered || context.hoveredToo != state.hoveredToo))
    context.ask(command::HoverEvent{hovered, context.hoveredToo});
  ImGui::EndFrame();
  return {std::move(context.commands), context.cursor, context.animating};
}

void Ui::Panels::drawRooms(Context& context) {
  clusterList.useKeys(context);
  drawSplitter(context, context.rooms.splitter);
  menuBar.draw(context, context.rooms.menu);
  map.draw(context, context.rooms.map);
  timeline.draw(context, context.rooms.timeline);
  reader.draw(context, context.rooms.reader);
}

std::vector<Area> Ui::Panels::overMap(const session::State& state, const Area& mapArea) const {
  std::vector<Area> areas = panelsOver(state, mapArea);
  if (!card_.empty()) areas.push_back(card_);
  if (!listed_.empty()) areas.push_back(listed_);
  areas.insert(areas.end(), notices.staying().begin(), notices.staying().end());
  if (!map.readout().empty()) areas.push_back(map.readout());
  return areas;
}

std::vector<Area> Ui::Panels::panelsOver(const session::State& state, const Area& mapArea) const {
  std::vector<Area> areas = panelsBeside(state, mapArea);
  if (!review.area().empty()) areas.push_back(review.area());
  return areas;
}

/// Those that stand at the sides of the map, or of what the panel at its foot leaves of it.
std::vector<Area> Ui::Panels::panelsBeside(const session::State& state, const Area& mapArea) const {
  const Area room = panelsArea(mapArea);
  std::vector<Area> areas{layers.areaIn(state, room), suggestions.areaIn(state, room), mapButtons(mapArea)};
  std::erase_if(areas, [](const Area& area) { return area.empty(); });
  return areas;
}

/// Below the problems that they would cover.
Area Ui::Panels::panelsArea(const Area& mapArea) const {
  const float down = std::min(notices.panelsDown(), mapArea.h);
  return {mapArea.x, mapArea.y + down, mapArea.w, mapArea.h - down};
}

void Ui::Panels::drawOverlays(Context& context) {
  review.draw(context, reader.selection());
  // What stands over the map keeps clear of the panel at its foot.
  Area free = context.rooms.map;
  if (!review.area().empty()) free.h = std::max(120.0f, review.area().y - free.y);
  std::vector<Area> furniture;
  if (context.input.built != nullptr)
    for (const map::ScreenBox& box : context.input.built->furniture)
      furniture.push_back({free.x + static_cast<float>(box.minX), free.y + static_cast<float>(box.minY),
                           static_cast<float>(box.width()), static_cast<float>(box.height())});
  const auto over = [&] {
    std::vector<Area> areas = panelsBeside(context.state, free);
    areas.insert(areas.end(), furniture.begin(), furniture.end());
    return areas;
  };
  notices.place(context, free, menuBar.free(), over());
  context.panels = over();
  context.panels.insert(context.panels.end(), notices.staying().begin(), notices.staying().end());
  context.belowProblems = notices.belowProblems();
  card_ = card.draw(context, free);
  listed_ = clusterList.draw(context, free);
  map.drawTools(context);
  layers.draw(context, panelsArea(free));
  suggestions.draw(context, panelsArea(free));
  findBar.draw(context, context.rooms.reader);
  std::vector<Area> taken = context.panels;
  for (const Area& one : {card_, listed_})
    if (!one.empty()) taken.push_back(one);
  notices.draw(context, std::move(taken));
}

void Ui::Panels::drawModals(Context& context) {
  map.drawMenu(context);
  goTo.draw(context);
  dialogs.draw(context);
  reader.drawMenu(context);
  menuBar.drawOpen(context, reader);
  controlTip.draw(context);
}

void Ui::Panels::useShortcut(Context& context, const platform::KeyPress& press, bool wasModal, bool typing) {
  if (wasModal && !worksInModals(press)) return;
  if (typing && !wasModal && !worksWhileTyping(press)) return;
  const session::State& state = context.state;
  if (press.key == platform::Key::enter && !state.selected.empty() && !state.cardOpen)
    return context.ask(command::SelectEvent{state.selected, state.passage, false});
  if (auto what = shortcut(press)) context.commands.push_back(std::move(*what));
}

void Ui::Panels::feed(const std::vector<platform::Event>& slice, Context& context) {
  using namespace platform;
  for (const Event& event : slice) {
    if (const auto* move = std::get_if<MouseMove>(&event)) {
      compat::mouseMoved(static_cast<float>(move->x), static_cast<float>(move->y));
      context.mouseMoved = true;
    } else if (const auto* button = std::get_if<MouseButton>(&event)) {
      compat::mods(button->mods);
      compat::mouseButton(static_cast<int>(button->button), button->down);
    } else if (const auto* wheel = std::get_if<Wheel>(&event)) {
      compat::mouseWheel(static_cast<float>(wheel->dx), static_cast<float>(wheel->dy));
    } else if (const auto* key = std::get_if<KeyEvent>(&event)) {
      compat::mods(key->mods);
      // An Enter that is still held is no answer to what a dialog asks meanwhile.
      const bool answers = key->key == Key::enter && context.state.dialog != session::Dialog::none;
      const bool again = (repeats(key->key) && !answers) || (field.any() && repeatsWhileTyping(*key));
      if (key->down && (!key->repeat || again)) context.keys.push_back(normalised({key->key, key->mods}));
    } else if (const auto* typed = std::get_if<Char>(&event)) {
      // A letter that was typed is a letter, whatever was held for the key before it.
      compat::mods({});
      context.typed.push_back(typed->codepoint);
    } else if (const auto* focus = std::get_if<Focus>(&event)) {
      if (!focus->focused) compat::releaseAll();
    }
  }
}

}  // namespace dateline::ui
