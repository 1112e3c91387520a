#include <algorithm>

#include "app/stage_parts.h"
#include "figure/png.h"
#include "render/framebuffer.h"

// What others ask of a stage: where things are, and pictures.

namespace dateline::app {

void Stage::measureWholeFrames() {
  parts_->measured = true;
}

session::Session& Stage::session() {
  return *parts_->session;
}
const map::BuiltScene& Stage::built() const {
  return parts_->built;
}
platform::Cursor Stage::cursor() const {
  return parts_->cursor;
}
ui::ReaderStatus Stage::readerStatus() const {
  return parts_->ui->readerStatus();
}
int Stage::clicks() const {
  return parts_->ui->clicks();
}
ui::Area Stage::mapArea() const {
  return parts_->layout.map;
}

void Stage::setClipboardReader(std::function<std::string()> read) {
  parts_->ui->readClipboard = std::move(read);
}

namespace {

const map::Placed* placedOf(const map::BuiltScene& built, const std::string& id) {
  for (const map::Placed& placed : built.pins)
    if (placed.id == id || std::count(placed.members.begin(), placed.members.end(), id) != 0) return &placed;
  return nullptr;
}

}  // namespace

std::optional<map::ScreenPoint> Stage::pinPoint(const std::string& id) const {
  const map::Placed* placed = placedOf(parts_->built, id);
  if (placed == nullptr) return std::nullopt;
  const map::ScreenPoint middle = placed->body.centre();
  const ui::Area& area = parts_->layout.map;
  if (middle.x < 0 || middle.y < 0 || middle.x >= area.w || middle.y >= area.h) return std::nullopt;
  return map::ScreenPoint{area.x + middle.x, area.y + middle.y};
}

bool Stage::inClosedCluster(const std::string& id) const {
  const map::Placed* placed = placedOf(parts_->built, id);
  return placed != nullptr && !placed->members.empty();
}

std::optional<ui::ListedRow> Stage::listedRow(const std::string& id) const {
  return parts_->ui->listedRow(parts_->session->state(), id);
}

std::optional<map::ScreenPoint> Stage::passagePoint(int event) const {
  return parts_->ui->passagePoint(parts_->session->state(), event);
}

std::shared_ptr<const map::HeldCountrySpots> Stage::named() const {
  return parts_->builder->named();
}

Status Stage::saveMap(const std::string& path, Existing existing) {
  const session::State& state = parts_->session->state();
  const map::Camera camera(state.view, state.mapWidth, state.mapHeight);
  map::MapModel model = parts_->model;
  model.covered.clear();  // a picture of the map alone has no buttons
  model.panels.clear();
  model.named = named();
  const map::BuiltScene whole = parts_->builder->build(model, camera, parts_->builtSize.scale);
  const Result<Image> image =
      parts_->renderer->toImage(whole.scene, *parts_->typesetter, {.withoutAlpha = true});
  if (!image) return tl::make_unexpected(image.error());
  return figure::writePng(path, *image, {.existing = existing});
}

Result<Image> Stage::readFramebuffer(const FrameSize& size, unsigned framebuffer) const {
  return render::readFramebuffer(framebuffer, devicePx(size.width, size.scale),
                                 devicePx(size.height, size.scale));
}

}  // namespace dateline::app
