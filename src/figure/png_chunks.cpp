#include "figure/png_chunks.h"

#include <libdeflate.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"

namespace dateline::figure {
namespace {

constexpr double kInchesPerMetre = 1 / 0.0254;
constexpr std::size_t kLongestKeyword = 79;

bool isPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
}

std::string allowedKeyword(std::string_view keyword) {
  std::string allowed(keyword.substr(0, kLongestKeyword));
  std::replace_if(
      allowed.begin(), allowed.end(), [](char c) { return c < ' ' || c > '~'; }, '_');
  return allowed.empty() ? "Comment" : allowed;
}

}  // namespace

void appendBigEndian(std::string& bytes, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>((value >> shift) & 0xFF));
}

std::uint32_t bigEndianAt(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::string pngChunk(std::string_view type, std::string_view data) {
  std::string chunk;
  chunk.reserve(data.size() + 12);
  appendBigEndian(chunk, static_cast<std::uint32_t>(data.size()));
  chunk.append(type).append(data);
  appendBigEndian(chunk, libdeflate_crc32(0, chunk.data() + 4, chunk.size() - 4));
  return chunk;
}

std::string resolutionChunk(int dpi) {
  const auto perMetre = static_cast<std::uint32_t>(std::lround(dpi * kInchesPerMetre));
  std::string data;
  appendBigEndian(data, perMetre);
  appendBigEndian(data, perMetre);
  data.push_back(1);  // the unit is the metre
  return pngChunk("pHYs", data);
}

std::string textChunk(std::string_view keyword, std::string_view utf8) {
  std::string data = allowedKeyword(keyword);
  data.push_back('\0');
  if (isPlain(utf8)) return pngChunk("tEXt", data.append(utf8));
  std::string text = repairUtf8(utf8);
  std::replace(text.begin(), text.end(), '\0', ' ');
  data.append(4, '\0');  // not compressed, by no method, no language, no translated keyword
  return pngChunk("iTXt", data.append(text));
}

}  // namespace dateline::figure
