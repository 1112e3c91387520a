#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

#include "app/commands.h"
#include "app/place_lines.h"
#include "app/place_pieces.h"
#include "base/log.h"
#include "session/own_places.h"

namespace dateline::app {
namespace {

/// Pieces on their way: handed to workers in order, their rows taken back in the same order. At most a few
/// for each worker are held at a time, so memory does not grow with the archive.
class Conveyor {
 public:
  Conveyor(std::size_t jobs, std::function<std::string(const Piece&)> work)
      : most_(jobs * 4), work_(std::move(work)) {
    for (std::size_t i = 0; i < jobs; ++i) {
      try {
        workers_.emplace_back([this] { serve(); });
      } catch (const std::system_error&) {
        // Where the system gives no more, fewer do.
        if (workers_.empty()) throw;
        return;
      }
    }
  }
  ~Conveyor() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }
  Conveyor(const Conveyor&) = delete;
  Conveyor& operator=(const Conveyor&) = delete;

  [[nodiscard]] bool full() const { return items_.size() >= most_; }
  [[nodiscard]] bool empty() const { return items_.empty(); }

  void put(Piece piece) {
    const std::lock_guard lock(mutex_);
    items_.push_back(std::make_unique<Item>(Item{std::move(piece), {}, State::waiting}));
    changed_.notify_all();
  }
  /// The rows of the oldest piece; waits for them.
  std::string take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.front()->state == State::done; });
    std::string rows = std::move(items_.front()->rows);
    items_.pop_front();
    return rows;
  }

 private:
  enum class State { waiting, taken, done };
  struct Item {
    Piece piece;
    std::string rows;
    State state;
  };

  Item* nextWaiting() {
    for (const auto& item : items_)
      if (item->state == State::waiting) return item.get();
    return nullptr;
  }

  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      Item* item = nullptr;
      changed_.wait(lock, [&] { return closed_ || (item = nextWaiting()) != nullptr; });
      if (item == nullptr) return;
      item->state = State::taken;
      lock.unlock();
      std::string rows = work_(item->piece);
      lock.lock();
      item->rows = std::move(rows);
      item->piece.text = {};
      item->state = State::done;
      changed_.notify_all();
    }
  }

  std::size_t most_;
  std::function<std::string(const Piece&)> work_;
  std::deque<std::unique_ptr<Item>> items_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool closed_ = false;
  std::vector<std::thread> workers_;
};

/// Standard output, with the comma between features of GeoJSON.
class Printer {
 public:
  explicit Printer(const PlaceLines& lines) : lines_(lines) { write(lines.head()); }
  void rows(std::string_view text) {
    if (text.empty()) return;
    if (!any_ && text.starts_with(",\n")) text.remove_prefix(2);
    any_ = true;
    write(text);
  }
  Status finish() {
    write(lines_.foot(any_));
    if (!failed() && std::fflush(stdout) != 0) failure_ = errno;
    if (failed())
      return fail(ErrorKind::io, "cannot be written: " + std::generic_category().message(failure_),
                  "standard output");
    return {};
  }
  [[nodiscard]] bool failed() const { return failure_ != 0; }

 private:
  void write(std::string_view text) {
    if (!failed() && std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) failure_ = errno;
  }
  const PlaceLines& lines_;
  bool any_ = false;
  int failure_ = 0;  ///< errno's
};

struct Run {
  const gazetteer::Finder& finder;
  const PlacesOptions& options;
  PlaceLines lines;

  [[nodiscard]] std::string rowsOf(const Piece& piece) const {
    const gazetteer::FindOptions find{.minConfidence = static_cast<float>(options.minConfidence),
                                      .explain = options.explain};
    return lines.rows(piece, finder.find(piece.text, find));
  }

  /// 0, or 1 when a document could not be read.
  template <typename Pieces>
  Result<int> all(Pieces pieces) const {
    Printer printer(lines);
    const auto jobs = static_cast<std::size_t>(options.jobs);
    std::unique_ptr<Conveyor> conveyor;
    if (jobs > 1)
      conveyor = std::make_unique<Conveyor>(jobs, [this](const Piece& piece) { return rowsOf(piece); });
    bool complete = true;
    while (!printer.failed()) {
      Result<std::optional<Piece>> piece = pieces.next();
      if (!piece) {
        complete = false;
        log::error(piece.error().text());
        continue;
      }
      if (!*piece) break;
      if (conveyor == nullptr) {
        printer.rows(rowsOf(**piece));
        continue;
      }
      if (conveyor->full()) printer.rows(conveyor->take());
      conveyor->put(std::move(**piece));
    }
    while (conveyor != nullptr && !conveyor->empty()) printer.rows(conveyor->take());
    if (Status finished = printer.finish(); !finished) return tl::make_unexpected(finished.error());
    return complete ? 0 : 1;
  }
};

}  // namespace

Result<int> runPlaces(const PlacesOptions& options) {
  Warnings warnings;
  const auto finder = session::openFinder(options.gazetteers, warnings);
  if (!finder) return tl::make_unexpected(finder.error());
  for (const Warning& warning : warnings) log::warn(warning.where + ": " + warning.message);
  const Run run{**finder, options, PlaceLines(**finder, options.format, options.explain)};
  if (options.jsonLines) return run.all(LinePieces(stdin));
  return run.all<FilePieces>(FilePieces(options.files, options.encoding));
}

}  // namespace dateline::app
