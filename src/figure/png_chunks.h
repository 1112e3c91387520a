// The chunks that a PNG is a row of: length, type, data, CRC.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::figure {

/// Signature and IHDR, which every PNG begins with.
constexpr std::size_t kPngHeaderBytes = 33;

void appendBigEndian(std::string& bytes, std::uint32_t value);
std::uint32_t bigEndianAt(std::string_view bytes, std::size_t at);

/// A whole chunk with its CRC; `type` has four letters.
std::string pngChunk(std::string_view type, std::string_view data);

/// Physical pixel size from dots per inch.
std::string resolutionChunk(int dpi);
/// tEXt for plain ASCII, else iTXt. Keywords that PNG does not allow are made to fit.
std::string textChunk(std::string_view keyword, std::string_view utf8);

}  // namespace dateline::figure
