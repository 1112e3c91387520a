#include "atlas/layer_cache.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "atlas/layer_image.h"
#include "base/ascii.h"
#include "base/workers.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

constexpr char kExtension[] = ".layer";
constexpr char kUnfinished[] = ".part";
constexpr std::chrono::seconds kLater{5};

std::string stateOf(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) return {};
  const auto time = fs::last_write_time(file, error).time_since_epoch().count();
  return error ? std::string() : fmt::format("{}|{}|{}\n", file.filename().string(), size, time);
}

/// A shapefile is several files, and a GeoPackage may have its last changes in another one beside it. What
/// else has the same name, as a picture of the layer, is none of its parts.
bool isCompanion(const fs::path& file, const std::string& stem) {
  constexpr std::array<std::string_view, 18> kEndings = {
      ".shx", ".dbf", ".prj",  ".cpg", ".qix", ".dat", ".map",      ".id",           ".ind",
      ".mid", ".xsd", ".csvt", ".gfs", ".shp", ".mif", ".gpkg-wal", ".gpkg-journal", ".gpkg-shm"};
  if (file.stem().string() != stem) return false;
  const std::string ending = lowerAscii(file.extension().string());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

/// Writes one after the other beside what the program does, and ends with it when all is written. What was
/// just read is about to be drawn, which wants the memory and the processors more: so a while after the last
/// of them.
class BackgroundWriter {
 public:
  ~BackgroundWriter() { finish(); }
  void run(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
    lastAt_ = Clock::now();
    if (std::exchange(writing_, true)) return;
    if (thread_.joinable()) thread_.join();  // it has nothing more to do
    thread_ = std::thread([this] { writeAll(); });
  }
  void finish() {
    std::unique_lock lock(mutex_);
    hurry_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !writing_; });
    hurry_ = false;
    if (thread_.joinable()) thread_.join();
  }

 private:
  using Clock = std::chrono::steady_clock;
  void writeAll() {
    goBehindAll();
    std::unique_lock lock(mutex_);
    while (!waiting_.empty()) {
      while (!hurry_ && Clock::now() < lastAt_ + kLater) changed_.wait_until(lock, lastAt_ + kLater);
      const std::function<void()> work = std::exchange(waiting_.front(), {});
      waiting_.pop_front();
      lock.unlock();
      work();
      lock.lock();
    }
    writing_ = false;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::thread thread_;
  bool writing_ = false, hurry_ = false;
  Clock::time_point lastAt_ = {};
};

BackgroundWriter& writer() {
  static BackgroundWriter only;
  return only;
}

}  // namespace

std::optional<LayerCache::Key> LayerCache::keyOf(const fs::path& path, const std::string& sublayer) {
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(path, error);
  if (error || stateOf(whole).empty()) return std::nullopt;
  const std::string stem = whole.stem().string();
  std::vector<std::string> states;
  for (fs::directory_iterator at(whole.parent_path(), error), end; !error && at != end; at.increment(error))
    if (isCompanion(at->path(), stem)) states.push_back(stateOf(at->path()));
  std::sort(states.begin(), states.end());
  Key key{whole.string() + "|" + sublayer, stateOf(whole)};
  for (const std::string& state : states) key.state += state;
  return key;
}

fs::path LayerCache::fileOf(const Key& key) const {
  return folder_ / (fmt::format("{:016x}", checksum(key.path)) + kExtension);
}

std::optional<LayerData> LayerCache::find(const Key& key) const {
  const fs::path file = fileOf(key);
  std::optional<LayerData> layer = readImage(file, key.text());
  if (!layer) return std::nullopt;
  std::error_code
      ignored;  // the order of age in makeRoom; where it cannot be noted it is the order of writing
  fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
  return layer;
}

std::optional<std::uintmax_t> LayerCache::bytesOf(const Key& key) const {
  constexpr double kGrowth = 18.0 / 16;  // two bytes of measures a point
  const std::optional<std::uintmax_t> file = bytesOfImage(fileOf(key), key.text());
  if (!file) return std::nullopt;
  return static_cast<std::uintmax_t>(kGrowth * static_cast<double>(*file));
}

void LayerCache::keep(const Key& key, const LayerData& layer) const {
  writer().run([cache = *this, key, layer] { cache.write(key, layer); });
}

void LayerCache::write(const Key& key, const LayerData& layer) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return;
  fs::permissions(folder_, fs::perms::owner_all, error);  // what one reads is nobody else's business
  const fs::path file = fileOf(key);
  fs::path part = file;
  part += fmt::format(".{}{}", ::getpid(), kUnfinished);
  if (writeImage(part, key.text(), layer, limitBytes_))
    fs::rename(part, file, error);
  else
    fs::remove(part, error);
  makeRoom();
}

void LayerCache::makeRoom() const {
  struct Kept {
    fs::path path;
    std::uintmax_t bytes;
    fs::file_time_type used;
  };
  std::vector<Kept> all;
  std::uintmax_t total = 0;
  std::error_code error;
  constexpr auto kGivenUp = std::chrono::hours(1);
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;  // another process may tidy up too
    const Kept kept{at->path(), at->file_size(gone), at->last_write_time(gone)};
    if (gone) continue;
    const std::string extension = kept.path.extension().string();
    if (extension == kUnfinished && fs::file_time_type::clock::now() - kept.used > kGivenUp)
      fs::remove(kept.path, gone);
    if (extension != kExtension) continue;
    total += kept.bytes;
    all.push_back(kept);
  }
  std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
  for (const Kept& kept : all) {
    if (total <= limitBytes_) return;
    std::error_code ignored;
    fs::remove(kept.path, ignored);
    total -= kept.bytes;
  }
}

std::uintmax_t LayerCache::clear() const {
  finish();
  std::uintmax_t freed = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    const std::string extension = at->path().extension().string();
    if (extension != kExtension && extension != kUnfinished) continue;
    std::error_code gone;
    const std::uintmax_t bytes = at->file_size(gone);
    if (fs::remove(at->path(), gone) && !gone) freed += bytes;
  }
  return freed;
}

void LayerCache::finish() {
  writer().finish();
}

}  // namespace dateline::atlas
