#include "app/loop.h"

#include <fmt/format.h>
#include <spawn.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "app/map_image.h"
#include "base/file.h"
#include "base/log.h"
#include "figure/png.h"

extern char** environ;

namespace dateline::app {

void FrameTimes::add(const FrameReport& report, int line, double seconds) {
  frames_.push_back({report, line, seconds});
}

Status FrameTimes::write(const std::string& path) const {
  nlohmann::ordered_json json;
  std::vector<double> sorted;
  json["frames"] = nlohmann::ordered_json::array();
  for (const auto& [frame, line, seconds] : frames_) {
    sorted.push_back(frame.milliseconds);
    json["frames"].push_back({{"line", line},
                              {"at_ms", seconds * 1000},
                              {"ms", frame.milliseconds},
                              {"ground_ms", frame.groundMs},
                              {"drew", frame.map ? "map" : "panels"},
                              {"tiles", frame.tiles},
                              {"labels", frame.labels},
                              {"pins", frame.pins}});
  }
  std::sort(sorted.begin(), sorted.end());
  const auto quantile = [&](double part) {
    return sorted.empty()
               ? 0.0
               : sorted[std::min(sorted.size() - 1,
                                 static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
  };
  json["median_ms"] = quantile(0.5);
  json["p99_ms"] = quantile(0.99);
  return writeFileAtomically(path, json.dump(1) + "\n");
}

/// An export under way on a thread and a context of its own.
struct Loop::Export {
  session::effect::ExportMap asked;
  std::atomic<bool> done{false};
  Status status;
  Warnings warnings;
  std::thread thread;
  ~Export() {
    asked.task.cancel.cancel();
    if (thread.joinable()) thread.join();
  }
};

Loop::Loop(Stage& stage, platform::Window* window) : stage_(stage), window_(window) {}
Loop::~Loop() = default;

void Loop::startExport(session::effect::ExportMap asked) {
  auto job = std::make_unique<Export>();
  job->asked = std::move(asked);
  Export* running = job.get();
  job->thread = std::thread([running] {
    const session::ExportSpec& spec = running->asked.spec;
    MapImageRequest request{running->asked.model, running->asked.view, spec.width, spec.height, spec.scale};
    request.model.look.transparent = spec.transparent;
    request.dpi = spec.dpi;
    request.existing = spec.overwrite ? Existing::replace : Existing::keep;
    request.cancel = running->asked.task.cancel;
    request.progress = [running](double part) { *running->asked.task.progress = static_cast<float>(part); };
    MapImagePainter painter;
    running->status = exportMapImage(painter, std::move(request), spec.path);
    running->warnings = painter.warnings();
    running->done = true;
    platform::Window::wake();
  });
  exports_.push_back(std::move(job));
}

void Loop::finishExports() {
  session::Session& session = stage_.session();
  for (const auto& job : exports_) {
    if (!job->done) continue;
    const std::filesystem::path path = job->asked.spec.path;
    session.finishTask(job->asked.task.id);
    if (job->status)
      session.say("Exported " + path.filename().string(), path);
    else if (job->status.error().kind == ErrorKind::cancelled)
      session.say("The export was cancelled; nothing was written");
    else
      session.complain("Not exported", job->status.error().text());
    if (job->status)
      for (const Warning& warning : job->warnings)
        session.complain("Exported, with a remark", path.filename().string() + ": " + warning.message);
    stage_.wantFrame();
  }
  std::erase_if(exports_, [](const auto& job) { return job->done.load(); });
}

void Loop::takePictures(const FrameSize& size, unsigned framebuffer) {
  if (pictures_.empty()) return;
  const Result<Image> image = stage_.readFramebuffer(size, framebuffer);
  for (const auto& [path, existing] : std::exchange(pictures_, {}))
    tellOfPicture(path, image ? figure::writePng(path, *image, {.existing = existing})
                              : Status(tl::make_unexpected(image.error())));
  stage_.session().apply(session::command::EndPose{});
}

void Loop::tellOfPicture(const std::filesystem::path& path, const Status& status) {
  session::Session& session = stage_.session();
  if (status)
    session.say("Saved " + path.filename().string(), path);
  else
    session.complain("No screenshot", status.error().text());
  stage_.wantFrame();
}

void Loop::openExternally(const std::string& target) {
  // The target is an argument of its own, never a word of a shell's line.
  std::array<char*, 3> words = {const_cast<char*>("xdg-open"), const_cast<char*>(target.c_str()), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, words[0], nullptr, nullptr, words.data(), environ) != 0)
    stage_.session().complain("Not opened", "xdg-open is not installed; the address is " + target);
}

bool Loop::performEffects() {
  finishExports();
  for (session::Effect& effect : stage_.session().takeEffects()) {
    std::visit(
        [&](auto& asked) {
          using Asked = std::decay_t<decltype(asked)>;
          namespace effects = session::effect;
          if constexpr (std::is_same_v<Asked, effects::Quit>) quit_ = true;
          if constexpr (std::is_same_v<Asked, effects::PictureMap>)
            tellOfPicture(asked.path, stage_.saveMap(asked.path.string(), Existing::keep));
          if constexpr (std::is_same_v<Asked, effects::PictureWindow>) {
            pictures_.push_back(asked);
            stage_.wantFrame();
          }
          if constexpr (std::is_same_v<Asked, effects::ExportMap>) {
            asked.model.named = stage_.named();
            startExport(std::move(asked));
          }
          if constexpr (std::is_same_v<Asked, effects::OpenExternally>) openExternally(asked.target);
          if constexpr (std::is_same_v<Asked, effects::CopyText>)
            if (window_ != nullptr) window_->setClipboard(asked.text);
          if constexpr (std::is_same_v<Asked, effects::ToggleFullScreen>)
            if (window_ != nullptr) window_->toggleFullscreen();
        },
        effect);
  }
  return !quit_ || takingPictures();
}

}  // namespace dateline::app
