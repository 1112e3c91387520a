#include "base/log.h"

#include <atomic>
#include <cstdio>
#include <string>

#include "base/utf8.h"

namespace dateline::log {
namespace {

std::atomic<bool> quiet{false};

/// Messages hold names of files and words of them: none is to tell a terminal what to do. Controls are
/// written as codes, those of two bytes too; lines may be several.
std::string forTerminal(std::string_view message) {
  const std::string text = isValidUtf8(message) ? std::string(message) : repairUtf8(message);
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (byte == 0xC2 && next >= 0x80 && next < 0xA0)
      shown += fmt::format("\\u{:04x}", text[++i] & 0xff);
    else if ((byte < 0x20 && byte != '\n') || byte == 0x7f)
      shown += fmt::format("\\x{:02x}", byte);
    else
      shown += text[i];
  }
  return shown;
}

void write(std::string_view prefix, std::string_view message) {
  // Nobody is left to be told that the message itself could not be written.
  const std::string line = fmt::format("dateline: {}{}\n", prefix, forTerminal(message));
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
