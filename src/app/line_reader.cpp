#include "app/line_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace dateline::app {

bool LineReader::fill() {
  if (ended_) return false;
  constexpr std::size_t kChunkBytes = 64u << 10;
  chunk_.resize(kChunkBytes);
  at_ = 0;
  ssize_t got = 0;
  // Not fread, which waits until the chunk is full: a stage of a pipe answers what has come.
  do got = ::read(fd_, chunk_.data(), chunk_.size());
  while (got < 0 && errno == EINTR);
  if (got < 0) failure_ = errno;
  ended_ = got <= 0;
  chunk_.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return !ended_;
}

LineReader::Line LineReader::next(std::string& line) {
  line.clear();
  bool any = false;
  bool tooLong = false;
  while (at_ < chunk_.size() || fill()) {
    any = true;
    const std::size_t end = chunk_.find('\n', at_);
    const std::size_t length = std::min(end, chunk_.size()) - at_;
    tooLong = tooLong || line.size() + length > longest_;
    if (!tooLong) line.append(chunk_, at_, length);
    at_ += length + (end == std::string::npos ? 0 : 1);
    if (end != std::string::npos) break;
  }
  if (tooLong) std::string().swap(line);
  return tooLong ? Line::tooLong : any ? Line::whole : Line::none;
}

}  // namespace dateline::app
