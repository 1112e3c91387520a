// The data base of a BlobStore. Inside atlas only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "atlas/sqlite.h"

namespace dateline::atlas {

/// Once something in it is damaged it is good for nothing more. Used by one thread at a time.
class BlobFile {
 public:
  /// Null in `file` when it cannot be used.
  struct Opened {
    std::unique_ptr<BlobFile> file;
    bool useless = false;  ///< damaged, or of something else: not merely busy, or on a disk that is full
  };
  static Opened open(const std::filesystem::path& path, bool make);
  [[nodiscard]] bool damaged() const;

  /// The number of a shelf; 0 when there is none.
  std::int64_t shelf(const std::string& name, bool make);
  /// Notes that it was used now.
  void use(std::int64_t shelf);
  std::optional<std::string> find(std::int64_t shelf, std::uint64_t item);
  void put(std::int64_t shelf, std::uint64_t item, const std::string& bytes);
  /// A statement without values; false when it failed.
  bool run(const char* sql);
  /// Removes shelves, the longest unused first, until no more than `limit` bytes are used.
  void makeRoom(std::uintmax_t limit);

 private:
  explicit BlobFile(SqliteHandle database);
  [[nodiscard]] bool good() const;
  [[nodiscard]] bool hasOtherTables() const;

  SqliteHandle database_;
  Statement shelf_, add_, use_, find_, put_;
};

}  // namespace dateline::atlas
