#pragma once

#include <cstddef>
#include <string>

namespace dateline::app {

/// Lines of a descriptor as they come: a line is there when its end was read, whatever else is still to come.
class LineReader {
 public:
  enum class Line { whole, tooLong, none };

  /// The descriptor stays its owner's. A line of more than `longest` bytes is passed over.
  LineReader(int fd, std::size_t longest) : fd_(fd), longest_(longest) {}
  /// `line` without its end; none where the input ends or cannot be read on.
  Line next(std::string& line);
  /// Why the input could not be read to its end, as errno; 0 when it was.
  [[nodiscard]] int failure() const { return failure_; }

 private:
  bool fill();

  int fd_;
  std::size_t longest_;
  std::string chunk_;  ///< as it came
  std::size_t at_ = 0;
  bool ended_ = false;
  int failure_ = 0;
};

}  // namespace dateline::app
