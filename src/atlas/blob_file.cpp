#include "atlas/blob_file.h"

#include <chrono>

#include "atlas/layer_image.h"

namespace dateline::atlas {
namespace {

constexpr int kBusyMs = 250;  // that another process may be waited for

// Nothing is lost but time when the machine goes down, so nothing waits for the disk. Large pages, because
// the bytes of one item lie in a chain of them.
constexpr char kSetUp[] =
    "PRAGMA page_size=32768; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF; PRAGMA "
    "mmap_size=2147483648;"
    "PRAGMA temp_store=MEMORY;"
    "CREATE TABLE IF NOT EXISTS shelf(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, used INTEGER NOT "
    "NULL);"
    "CREATE TABLE IF NOT EXISTS item(shelf INTEGER NOT NULL, item INTEGER NOT NULL, sum INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, UNIQUE(shelf, item));";

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

BlobFile::Opened BlobFile::open(const std::filesystem::path& path, bool make) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  SqliteHandle database(opened);
  if (code != SQLITE_OK) return {};
  sqlite3_busy_timeout(opened, kBusyMs);
  const int setUp = sqlite3_exec(opened, kSetUp, nullptr, nullptr, nullptr);
  if (setUp == SQLITE_BUSY) return {};  // or each statement would wait as long again
  auto file = std::unique_ptr<BlobFile>(new BlobFile(std::move(database)));
  if (file->damaged()) return {.file = nullptr, .useless = true};
  if (file->good()) return {.file = std::move(file)};
  return {.file = nullptr,
          .useless = (setUp == SQLITE_OK || setUp == SQLITE_ERROR) && file->hasOtherTables()};
}

BlobFile::BlobFile(SqliteHandle database)
    : database_(std::move(database)),
      shelf_(database_.get(), "SELECT id FROM shelf WHERE name = ?"),
      add_(database_.get(), "INSERT OR IGNORE INTO shelf(name, used) VALUES(?, ?)"),
      use_(database_.get(), "UPDATE shelf SET used = ?2 WHERE id = ?1"),
      find_(database_.get(), "SELECT sum, bytes FROM item WHERE shelf = ? AND item = ?"),
      put_(database_.get(), "INSERT OR REPLACE INTO item(shelf, item, sum, bytes) VALUES(?, ?, ?, ?)") {}

bool BlobFile::good() const {
  return shelf_.good() && add_.good() && use_.good() && find_.good() && put_.good();
}

bool BlobFile::hasOtherTables() const {
  return shelf_.misplaced() || add_.misplaced() || use_.misplaced() || find_.misplaced() || put_.misplaced();
}

bool BlobFile::damaged() const {
  const int code = sqlite3_errcode(database_.get());
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

std::int64_t BlobFile::shelf(const std::string& name, bool make) {
  if (make) {
    add_.bind(1, name);
    add_.bind(2, now());
    add_.next();
    add_.reset();
  }
  shelf_.bind(1, name);
  const std::int64_t id = shelf_.next() ? shelf_.number(0) : 0;
  shelf_.reset();
  return id;
}

void BlobFile::use(std::int64_t shelf) {
  use_.bind(1, shelf);
  use_.bind(2, now());
  use_.next();
  use_.reset();
}

std::optional<std::string> BlobFile::find(std::int64_t shelf, std::uint64_t item) {
  find_.bind(1, shelf);
  find_.bind(2, static_cast<std::int64_t>(item));
  std::optional<std::string> found;
  if (find_.next()) {
    found = find_.bytes(1);
    if (checksum(*found) != static_cast<std::uint64_t>(find_.number(0))) found.reset();
  }
  find_.reset();
  return found;
}

void BlobFile::put(std::int64_t shelf, std::uint64_t item, const std::string& bytes) {
  put_.bind(1, shelf);
  put_.bind(2, static_cast<std::int64_t>(item));
  put_.bind(3, static_cast<std::int64_t>(checksum(bytes)));
  put_.bindBytes(4, bytes);
  put_.next();
  put_.reset();
}

bool BlobFile::run(const char* sql) {
  return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

void BlobFile::makeRoom(std::uintmax_t limit) {
  Statement pages(database_.get(),
                  "SELECT (page_count - freelist_count) * page_size"
                  " FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
  Statement oldest(database_.get(), "SELECT id FROM shelf ORDER BY used, id LIMIT 1");
  if (!pages.good() || !oldest.good()) return;
  const auto tooMuch = [&] {
    const bool known = pages.next();
    const auto used = static_cast<std::uintmax_t>(pages.number(0));
    pages.reset();
    return known && used > limit;
  };
  while (tooMuch() && oldest.next()) {
    const std::int64_t id = oldest.number(0);
    oldest.reset();
    bool removed = true;
    for (const char* sql : {"DELETE FROM item WHERE shelf = ?", "DELETE FROM shelf WHERE id = ?"}) {
      Statement remove(database_.get(), sql);
      remove.bind(1, id);
      removed &= remove.good() && remove.finish();
    }
    if (!removed) return;
  }
}

}  // namespace dateline::atlas
