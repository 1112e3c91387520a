#pragma once

#include <filesystem>
#include <string_view>

namespace dateline {

/// A regular file in memory, read only. What it is mapped from may be replaced or removed meanwhile.
class MappedFile {
 public:
  /// `wholeNow`: all of it will be looked at; else pages come as they are touched.
  explicit MappedFile(const std::filesystem::path& path, bool wholeNow = false);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// False when there is no such file, or it may not be read.
  [[nodiscard]] bool opened() const { return opened_; }
  /// None of what is no regular file.
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  bool opened_ = false;
  std::string_view bytes_;
};

}  // namespace dateline
