#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace dateline::atlas {

/// Bytes by name, kept on the disk from one run of the program to the next in a data base of SQLite's. They
/// lie on shelves; beyond the limit the shelves that were not used for longest go. Nothing here is an error:
/// what cannot be kept is not kept, and a file that is damaged is begun anew. Used by several threads at
/// once, and by several processes.
class BlobStore {
 public:
  static constexpr std::uintmax_t kLimitBytes = 2ull << 30;

  /// The file and its folder are made when the first bytes are kept.
  explicit BlobStore(std::filesystem::path file, std::uintmax_t limitBytes = kLimitBytes);
  /// Waits until all is written.
  ~BlobStore();
  BlobStore(const BlobStore&) = delete;
  BlobStore& operator=(const BlobStore&) = delete;

  /// Nothing unless they are there as they were given.
  std::optional<std::string> find(const std::string& shelf, std::uint64_t item);
  /// Returns at once; a thread writes. What comes faster than can be written is dropped.
  void keep(const std::string& shelf, std::uint64_t item, std::string bytes);
  /// Waits until all that is to be kept is written.
  void finish();
  /// Forgets all. Gives the number of bytes that were freed.
  std::uintmax_t clear();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline::atlas
