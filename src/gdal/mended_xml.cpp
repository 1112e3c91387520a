#include "gdal/mended_xml.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>

#include "base/ascii.h"

namespace dateline::gdal {
namespace {

namespace fs = std::filesystem;

constexpr GIntBig kMostCopied = 1 << 30;  // of what is copied
constexpr std::size_t kHeadBytes = 1024;
/// What expat knows by itself, and what GDAL adds to it in all readers but LIBKML.
constexpr std::array<std::string_view, 5> kKnown = {"utf-8", "us-ascii", "iso-8859-1", "utf-16", "ascii"};
constexpr std::array<std::string_view, 2> kAdded = {"iso-8859-15", "windows-1252"};

std::string beginningOf(const fs::path& file) {
  std::string head(kHeadBytes, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  return head;
}

bool isZip(std::string_view head) {
  return head.starts_with("PK\x03\x04");
}

/// Of the first KML in a KMZ, as GDAL opens it; empty where there is none.
std::string nameInZip(const fs::path& kmz) {
  const std::string zip = "/vsizip/{" + kmz.string() + "}";
  const CPLStringList names(VSIReadDir(zip.c_str()));
  for (int i = 0; i < names.size(); ++i)
    if (lowerAscii(names[i]).ends_with(".kml")) return zip + "/" + names[i];
  return {};
}

std::optional<std::string> contentOf(const std::string& name) {
  GByte* bytes = nullptr;
  vsi_l_offset size = 0;
  if (VSIIngestFile(nullptr, name.c_str(), &bytes, &size, kMostCopied) == FALSE) return std::nullopt;
  std::string text(reinterpret_cast<const char*>(bytes), size);
  CPLFree(bytes);
  return text;
}

/// Where the declaration of XML names its encoding: first and length; 0, 0 where it does not.
std::pair<std::size_t, std::size_t> encodingIn(std::string_view head) {
  const std::size_t begin = head.find("<?xml"), end = head.find("?>");
  if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) return {0, 0};
  const std::size_t word = head.find("encoding", begin);
  const std::size_t open = head.find_first_of("\"'", word);
  if (word > end || open > end) return {0, 0};
  const std::size_t close = head.find(head[open], open + 1);
  if (close > end) return {0, 0};
  return {open + 1, close - open - 1};
}

template <std::size_t n>
bool among(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What is no letter in it becomes the mark for that. Nothing where the encoding is unknown.
std::optional<std::string> asUtf8(const std::string& text, const std::string& encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string result;
  std::array<char, 65536> piece{};
  char* in = const_cast<char*>(text.data());
  for (std::size_t left = text.size(); left > 0;) {
    char* out = piece.data();
    std::size_t room = piece.size();
    const bool stopped = iconv(converter, &in, &left, &out, &room) == static_cast<std::size_t>(-1);
    const int why = errno;
    result.append(piece.data(), piece.size() - room);
    if (!stopped || why == E2BIG) continue;
    result += "\xef\xbf\xbd";
    ++in;
    --left;
  }
  iconv_close(converter);
  return result;
}

/// How often an element begins, whatever follows its name.
std::size_t countOf(std::string_view text, std::string_view element) {
  std::size_t count = 0;
  for (std::size_t at = text.find(element); at != std::string_view::npos;
       at = text.find(element, at + element.size()))
    count += at + element.size() < text.size() &&
             std::string_view("> \t\r\n/").find(text[at + element.size()]) != std::string_view::npos;
  return count;
}

fs::path inMemory(std::string text, const fs::path& file) {
  const fs::path name = "/vsimem/" + file.stem().string() + lowerAscii(file.extension().string());
  auto* bytes = static_cast<GByte*>(CPLMalloc(text.size() + 1));
  std::copy_n(text.c_str(), text.size() + 1, bytes);
  VSIFCloseL(VSIFileFromMemBuffer(name.c_str(), bytes, text.size(), TRUE));
  return name;
}

}  // namespace

bool isKml(const fs::path& file) {
  const std::string extension = lowerAscii(file.extension().string());
  return extension == ".kml" || extension == ".kmz" || beginningOf(file).find("<kml") != std::string::npos;
}

std::optional<std::string> withAllTimes(const std::string& kml) {
  constexpr std::string_view kOpen = "<gx:Track", kClose = "</gx:Track>";
  std::string mended;
  std::size_t done = 0;
  bool any = false;
  for (std::size_t end = kml.find(kClose); end != std::string::npos; end = kml.find(kClose, done)) {
    const std::size_t begin = std::min(kml.rfind(kOpen, end), end);
    const auto track = std::string_view(kml).substr(std::max(begin, done), end - std::max(begin, done));
    const std::size_t places = countOf(track, "<gx:coord"), times = countOf(track, "<when");
    mended.append(kml, done, end - done);
    for (std::size_t i = times; i < places; ++i) mended += "<when/>";
    any = any || times < places;
    mended += kClose;
    done = end + kClose.size();
  }
  if (!any) return std::nullopt;
  return mended.append(kml, done);
}

Result<std::optional<fs::path>> mendedXml(const fs::path& file, bool unpacked) {
  const bool kml = isKml(file), zip = isZip(beginningOf(file));
  if (zip && !kml) return std::nullopt;
  const std::string name = zip ? nameInZip(file) : file.string();
  std::string text = zip ? contentOf(name).value_or("") : beginningOf(file);
  const auto [at, length] = encodingIn(std::string_view(text).substr(0, kHeadBytes));
  const std::string encoding = text.substr(at, length);
  const std::string lower = lowerAscii(encoding);
  const bool foreign = length > 0 && !among(kKnown, lower) && (kml || !among(kAdded, lower));
  if (!zip && (kml || foreign)) text = contentOf(name).value_or("");
  if (text.empty()) return std::nullopt;
  bool mended = unpacked && zip;
  if (foreign) {
    std::optional<std::string> recoded = asUtf8(text, encoding);
    if (!recoded)
      return fail(ErrorKind::unsupported,
                  fmt::format("its text is in \"{}\", which is not known here: save it in UTF-8.", encoding));
    text = std::move(*recoded);
    if (const auto [first, count] = encodingIn(std::string_view(text).substr(0, kHeadBytes)); count > 0)
      text.replace(first, count, "UTF-8");
    mended = true;
  }
  if (std::optional<std::string> complete = kml ? withAllTimes(text) : std::nullopt) {
    text = std::move(*complete);
    mended = true;
  }
  if (!mended) return std::nullopt;
  return inMemory(std::move(text), fs::path(file).replace_extension(kml ? ".kml" : file.extension()));
}

}  // namespace dateline::gdal
