#include "base/log.h"

#include <atomic>
#include <cstdio>

namespace dateline::log {
namespace {

std::atomic<bool> quiet{false};

void write(std::string_view prefix, std::string_view message) {
  fmt::print(stderr, "dateline: {}{}\n", prefix, message);
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
