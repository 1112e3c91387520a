#include "atlas/blob_store.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "atlas/blob_file.h"

namespace dateline::atlas {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostWaiting = 128u << 20;   // bytes
constexpr std::size_t kOneTransaction = 8u << 20;  // bytes: readers wait for it
constexpr auto kGathering = std::chrono::milliseconds(200);
constexpr auto kPatience = std::chrono::seconds(1);  // after a file that could not be looked into

/// Removes the data base and what SQLite may have left beside it.
std::uintmax_t removeFile(const fs::path& path) {
  std::uintmax_t freed = 0;
  for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
    fs::path file = path;
    file += ending;
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(file, error);
    if (!error && fs::remove(file, error) && !error) freed += bytes;
  }
  return freed;
}

}  // namespace

struct BlobStore::State {
  struct Waiting {
    std::string shelf;
    std::uint64_t item;
    std::string bytes;
  };

  const fs::path path;
  const std::uintmax_t limit;

  std::mutex fileMutex;
  std::unique_ptr<BlobFile> file;
  std::unordered_map<std::string, std::int64_t> shelves;  // those that this run used
  bool begunAnew = false;
  std::chrono::steady_clock::time_point lookAgainAt = {};  // or each tile would wait for another's lock

  std::mutex queueMutex;
  std::condition_variable changed;
  std::vector<Waiting> queue;
  std::size_t waitingBytes = 0;
  bool writing = false, stopping = false, hurry = false;
  std::thread writer;

  State(fs::path at, std::uintmax_t limitBytes) : path(std::move(at)), limit(limitBytes) {}

  /// With fileMutex held.
  BlobFile* opened(bool make) {
    if (file) return file.get();
    std::error_code error;
    if (!make && (std::chrono::steady_clock::now() < lookAgainAt || !fs::exists(path, error))) return nullptr;
    if (make) {
      fs::create_directories(path.parent_path(), error);
      if (error) return nullptr;
      // What one reads is nobody else's business.
      fs::permissions(path.parent_path(), fs::perms::owner_all, error);
    }
    auto [found, useless] = BlobFile::open(path, make);
    file = std::move(found);
    if (useless && !begunAnew) return beginAnew(make);
    if (!file) lookAgainAt = std::chrono::steady_clock::now() + kPatience;
    return file.get();
  }

  BlobFile* beginAnew(bool make) {
    begunAnew = true;
    file.reset();
    shelves.clear();
    removeFile(path);
    if (make) file = BlobFile::open(path, make).file;
    return file.get();
  }

  std::int64_t shelf(const std::string& name, bool make) {
    const auto known = shelves.find(name);
    if (known != shelves.end()) return known->second;
    const std::int64_t id = file->shelf(name, make);
    if (id == 0) return 0;
    file->use(id);
    shelves.emplace(name, id);
    return id;
  }

  std::optional<std::string> find(const std::string& name, std::uint64_t item) {
    const std::lock_guard lock(fileMutex);
    if (opened(false) == nullptr) return std::nullopt;
    const std::int64_t id = shelf(name, false);
    auto found = id != 0 ? file->find(id, item) : std::nullopt;
    if (file->damaged() && !begunAnew) beginAnew(false);
    return found;
  }

  void write(const std::vector<Waiting>& some) {
    for (auto next = some.begin(); next != some.end();) {
      const std::lock_guard lock(fileMutex);
      if (opened(true) == nullptr || !file->run("BEGIN IMMEDIATE")) return;
      std::size_t bytes = 0;
      for (; next != some.end() && bytes < kOneTransaction; ++next) {
        if (const std::int64_t id = shelf(next->shelf, true)) file->put(id, next->item, next->bytes);
        bytes += next->bytes.size();
      }
      if (!file->run("COMMIT")) {
        shelves.clear();  // some may have been made in it
        file->run("ROLLBACK");
      }
      if (file->damaged() && !begunAnew) beginAnew(true);
    }
    const std::lock_guard lock(fileMutex);
    if (file) file->makeRoom(limit);
    shelves.clear();  // some may be gone
  }

  void run() {
    std::unique_lock lock(queueMutex);
    while (true) {
      changed.wait(lock, [&] { return stopping || !queue.empty(); });
      if (queue.empty()) return;
      // Tiles come in crowds: one transaction for all of them.
      if (!stopping && !hurry)
        changed.wait_for(lock, kGathering,
                         [&] { return stopping || hurry || waitingBytes > kOneTransaction; });
      const std::vector<Waiting> some = std::exchange(queue, {});
      waitingBytes = 0;
      writing = true;
      lock.unlock();
      write(some);
      lock.lock();
      writing = false;
      changed.notify_all();
    }
  }
};

BlobStore::BlobStore(fs::path file, std::uintmax_t limitBytes)
    : state_(std::make_unique<State>(std::move(file), limitBytes)) {}

BlobStore::~BlobStore() {
  {
    const std::lock_guard lock(state_->queueMutex);
    state_->stopping = true;
  }
  state_->changed.notify_all();
  if (state_->writer.joinable()) state_->writer.join();
}

std::optional<std::string> BlobStore::find(const std::string& shelf, std::uint64_t item) {
  return state_->find(shelf, item);
}

void BlobStore::keep(const std::string& shelf, std::uint64_t item, std::string bytes) {
  {
    const std::lock_guard lock(state_->queueMutex);
    if (state_->waitingBytes + bytes.size() > kMostWaiting) return;
    state_->waitingBytes += bytes.size();
    state_->queue.push_back({shelf, item, std::move(bytes)});
    if (!state_->writer.joinable()) state_->writer = std::thread([state = state_.get()] { state->run(); });
  }
  state_->changed.notify_all();
}

void BlobStore::finish() {
  std::unique_lock lock(state_->queueMutex);
  state_->hurry = true;
  state_->changed.notify_all();
  state_->changed.wait(lock, [&] { return state_->queue.empty() && !state_->writing; });
  state_->hurry = false;
}

std::uintmax_t BlobStore::clear() {
  finish();
  const std::lock_guard lock(state_->fileMutex);
  state_->file.reset();
  state_->shelves.clear();
  return removeFile(state_->path);
}

}  // namespace dateline::atlas
