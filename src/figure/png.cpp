#include "figure/png.h"

#include <fmt/format.h>

#include <algorithm>
#include <climits>
#include <fstream>
#include <optional>
#include <system_error>

#include "base/file.h"
#include "figure/png_chunks.h"
#include "figure/stb_png.h"

namespace dateline::figure {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnd("\0\0\0\0IEND\xAE\x42\x60\x82", 12);

Status checkShape(const Image& image) {
  const bool known = image.width > 0 && image.height > 0 && image.channels >= 1 && image.channels <= 4;
  if (!known || image.pixels.size() != image.rowBytes() * static_cast<std::size_t>(image.height))
    return fail(ErrorKind::usage,
                fmt::format("an image of {} by {} with {} channels and {} bytes cannot be written",
                            image.width, image.height, image.channels, image.pixels.size()));
  // stb counts in int: the rows with their filter bytes, plus what compression may add to noise, must stay
  // below it.
  const std::size_t filtered = (image.rowBytes() + 1) * static_cast<std::size_t>(image.height);
  if (filtered > static_cast<std::size_t>(INT_MAX) - (INT_MAX >> 8))
    return fail(ErrorKind::tooLarge,
                fmt::format("an image of {} by {} is too large for a PNG; make it smaller", image.width,
                            image.height));
  return {};
}

/// The image without its alpha channel, if that says nothing.
std::optional<Image> withoutAlpha(const Image& image) {
  if (image.channels != 4) return std::nullopt;
  const std::uint8_t* from = image.pixels.data();
  const std::size_t count = image.pixels.size() / 4;
  for (std::size_t i = 0; i < count; ++i)
    if (from[4 * i + 3] != 255) return std::nullopt;
  Image opaque{.width = image.width,
               .height = image.height,
               .channels = 3,
               .pixels = std::vector<std::uint8_t>(count * 3)};
  std::uint8_t* to = opaque.pixels.data();
  for (std::size_t i = 0; i < count; ++i) {
    to[3 * i] = from[4 * i];
    to[3 * i + 1] = from[4 * i + 1];
    to[3 * i + 2] = from[4 * i + 2];
  }
  return opaque;
}

/// The encoded image with the chunks of the options behind its header.
std::string join(std::string_view png, const PngOptions& options) {
  std::string extra;
  if (options.dpi > 0) extra += resolutionChunk(options.dpi);
  for (const auto& [keyword, text] : options.texts) extra += textChunk(keyword, text);
  std::string joined;
  joined.reserve(png.size() + extra.size());
  joined.append(png.substr(0, kPngHeaderBytes)).append(extra).append(png.substr(kPngHeaderBytes));
  return joined;
}

/// Says no when the file at `path` is not the `bytes` that were written there.
Status verify(const fs::path& path, std::string_view bytes) {
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  std::string head(kPngHeaderBytes, '\0'), tail(kEnd.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  file.seekg(-static_cast<std::streamoff>(tail.size()), std::ios::end);
  file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  if (failed || !file || size != bytes.size() || head != bytes.substr(0, head.size()) || tail != kEnd)
    return fail(ErrorKind::io, "was written but cannot be read back whole; write it to another disk",
                path.string());
  return {};
}

}  // namespace

Result<std::string> encodePng(const Image& image, const PngOptions& options) {
  if (Status shape = checkShape(image); !shape) return tl::make_unexpected(shape.error());
  const auto report = [&](double done) {
    if (options.progress) options.progress(done);
    return !options.cancel.cancelled();
  };
  const auto stopped = [] { return fail(ErrorKind::cancelled, "writing the image was stopped"); };
  if (!report(0.0)) return stopped();
  const std::optional<Image> opaque = withoutAlpha(image);
  if (!report(0.1)) return stopped();
  const EncodedPng encoded =
      encodeWithStb(opaque ? *opaque : image, std::clamp(options.level, 1, 12), [&] { return report(0.3); });
  if (!report(0.9)) return stopped();
  if (!encoded.bytes)
    return fail(ErrorKind::tooLarge,
                fmt::format("there is not enough memory to write an image of {} by {}; make it smaller",
                            image.width, image.height));
  std::string png = join(encoded.view(), options);
  report(1.0);
  return png;
}

Status writePng(const fs::path& path, const Image& image, const PngOptions& options) {
  const Result<std::string> png = encodePng(image, options);
  if (!png) return fail(png.error().kind, png.error().message, path.string());
  if (Status written = writeFileAtomically(path, *png, options.existing); !written) return written;
  return takesBytesAsTheyCome(path) ? Status() : verify(path, *png);
}

}  // namespace dateline::figure
