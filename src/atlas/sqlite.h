// SQLite's handles with an end. Inside atlas only.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dateline::atlas {

struct SqliteCloser {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteHandle = std::unique_ptr<sqlite3, SqliteCloser>;

/// A statement with its values; begun anew by `reset`. Only one that is good may be used.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* database, const char* sql) {
    sqlite3_stmt* prepared = nullptr;
    code_ = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement_.reset(prepared);
  }
  [[nodiscard]] bool good() const { return statement_ != nullptr; }
  /// It speaks of tables or columns that are not there: the reason why it is not good, or one of several.
  [[nodiscard]] bool misplaced() const { return code_ == SQLITE_ERROR; }
  void bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_.get(), at, value); }
  /// `text` and `bytes` must last until the statement is reset.
  void bind(int at, const std::string& text) {
    sqlite3_bind_text(statement_.get(), at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void bindBytes(int at, std::string_view bytes) {
    sqlite3_bind_blob64(statement_.get(), at, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
  /// True when there is a row.
  bool next() { return sqlite3_step(statement_.get()) == SQLITE_ROW; }
  /// Runs one without rows; false when it failed.
  bool finish() { return sqlite3_step(statement_.get()) == SQLITE_DONE; }
  void reset() {
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
  }
  [[nodiscard]] std::int64_t number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
  }
  [[nodiscard]] std::string_view bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_.get(), column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
  }

 private:
  std::unique_ptr<sqlite3_stmt, SqliteCloser> statement_;
  int code_ = SQLITE_OK;
};

}  // namespace dateline::atlas
