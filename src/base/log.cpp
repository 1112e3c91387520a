#include "base/log.h"

#include <atomic>
#include <cstdio>
#include <string>

namespace dateline::log {
namespace {

std::atomic<bool> quiet{false};

void write(std::string_view prefix, std::string_view message) {
  // Nobody is left to be told that the message itself could not be written.
  const std::string line = fmt::format("dateline: {}{}\n", prefix, message);
  static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
}

}  // namespace

void setQuiet(bool value) {
  quiet = value;
}

void info(std::string_view message) {
  if (!quiet) write("", message);
}

void warn(std::string_view message) {
  if (!quiet) write("warning: ", message);
}

void error(std::string_view message) {
  write("", message);
}

}  // namespace dateline::log
