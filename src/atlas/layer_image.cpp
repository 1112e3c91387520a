#include "atlas/layer_image.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <memory>
#include <type_traits>

#include "base/mapped_file.h"

namespace dateline::atlas {
namespace {

using geo::Attributes;
using geo::Feature;
using geo::FeatureSet;
using geo::LngLat;
using geo::Path;

/// To be changed whenever what is written, or how it is read from the layer's own file, changes.
constexpr std::uint32_t kVersion = 8;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// Four lanes of multiply and turn: as fast as memory.
class Checksum {
 public:
  void add(const void* data, std::size_t bytes) {
    const auto* at = static_cast<const char*>(data);
    for (; bytes >= 32; bytes -= 32, at += 32)
      for (std::size_t lane = 0; lane < 4; ++lane) step(lane, at + 8 * lane, 8);
    for (; bytes >= 8; bytes -= 8, at += 8) step(0, at, 8);
    if (bytes > 0) step(1, at, bytes);
    length_ += bytes + 1;
  }
  [[nodiscard]] std::uint64_t value() const {
    std::uint64_t hash = length_;
    for (const std::uint64_t lane : lanes_) hash = (hash ^ lane ^ (lane >> 29)) * kPrime;
    return hash ^ (hash >> 32);
  }

 private:
  static constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15ull;
  void step(std::size_t lane, const char* at, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, bytes);
    lanes_[lane] = std::rotl((lanes_[lane] ^ word) * kPrime, 31);
  }
  std::array<std::uint64_t, 4> lanes_ = {1, 2, 3, 4};
  std::uint64_t length_ = 0;
};

/// So much of a list is written, read and summed up at a time.
constexpr std::size_t kPiece = 512;

/// Bytes from `at` to where such values may begin.
template <typename T>
std::size_t roomBefore(std::size_t at) {
  return (alignof(T) - at % alignof(T)) % alignof(T);
}

/// What the raw parts of the file depend on beside the version.
struct Layout {
  std::array<char, 8> magic = {'D', 'A', 'T', 'E', 'L', 'Y', 'R', '\n'};
  std::uint32_t version = kVersion;
  std::uint32_t sizes = sizeof(LngLat) | sizeof(Path) << 8 | sizeof(Feature) << 16;
  std::uint64_t order = 0x0102030405060708ull;
  friend bool operator==(const Layout&, const Layout&) = default;
};

class ImageWriter {
 public:
  ImageWriter(const std::filesystem::path& path, std::uintmax_t limit)
      : file_(std::fopen(path.c_str(), "wb")), left_(limit), good_(file_ != nullptr) {}

  template <typename T>
  void raw(const T* data, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::size_t bytes = count * sizeof(T);
    good_ = good_ && bytes <= left_ && (bytes == 0 || std::fwrite(data, 1, bytes, file_.get()) == bytes);
    left_ -= std::min<std::uintmax_t>(left_, bytes);
    written_ += bytes;
    sum_.add(data, bytes);
  }
  void number(std::uint64_t value) { raw(&value, 1); }
  void text(std::string_view value) {
    number(value.size());
    raw(value.data(), value.size());
  }
  template <typename T>
  void list(const std::vector<T>& values) {
    number(values.size());
    for (std::size_t done = 0; done < values.size(); done += kPiece)
      raw(values.data() + done, std::min(kPiece, values.size() - done));
  }
  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  /// So that they can be used where they lie when the file is mapped.
  template <typename T>
  void mapped(std::span<const T> values) {
    number(values.size());
    constexpr std::array<char, alignof(T)> kNothing{};
    raw(kNothing.data(), roomBefore<T>(written_));
    raw(values.data(), values.size());
  }
  bool finish() {
    const std::uint64_t sum = sum_.value();
    raw(&sum, 1);
    return good_ && std::fflush(file_.get()) == 0;
  }

 private:
  File file_;
  std::uintmax_t left_;
  std::size_t written_ = 0;
  bool good_;
  Checksum sum_;
};

/// Once something is missing or impossible everything it gives is empty, and `good` is false.
class ImageReader {
 public:
  explicit ImageReader(const std::filesystem::path& path, bool wholeNow = true)
      : file_(std::make_shared<MappedFile>(path, wholeNow)) {
    good_ = !file_->bytes().empty();
  }

  /// Of this version and machine, and with this heading.
  bool begins(const std::string& heading) {
    Layout layout;
    return raw(&layout, 1) && layout == Layout{} && text() == heading;
  }
  [[nodiscard]] std::uintmax_t size() const { return file_->bytes().size(); }

  template <typename T>
  bool raw(T* data, std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    good_ = good_ && bytes <= left();
    if (!good_) return false;
    if (bytes > 0) std::memcpy(data, file_->bytes().data() + at_, bytes);
    sum_.add(file_->bytes().data() + at_, bytes);
    at_ += bytes;
    return true;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    return raw(&value, 1) ? value : 0;
  }
  /// A number of things that take so many bytes each.
  std::size_t count(std::size_t bytesEach) {
    const std::uint64_t value = number();
    good_ = good_ && value <= left() / bytesEach;
    return good_ ? static_cast<std::size_t>(value) : 0;
  }
  std::string text() {
    std::string value(count(1), '\0');
    raw(value.data(), value.size());
    return value;
  }
  template <typename T>
  void list(std::vector<T>& values) {
    const std::size_t all = count(sizeof(T));
    values.reserve(all);
    // By the piece, so that what is cleared is still at hand when it is filled.
    for (std::size_t done = 0; good_ && done < all; done += kPiece) {
      values.resize(std::min(all, done + kPiece));
      raw(values.data() + done, values.size() - done);
    }
  }
  std::vector<std::string> texts() {
    std::vector<std::string> values(count(sizeof(std::uint64_t)));
    for (std::string& value : values) value = text();
    return values;
  }
  template <typename T>
  void mapped(geo::MappedList<T>& values) {
    const std::size_t count = this->count(sizeof(T));
    std::array<char, alignof(T)> nothing{};
    raw(nothing.data(), roomBefore<T>(at_));
    if (!good_ || count > left() / sizeof(T)) good_ = false;
    if (!good_) return;
    const char* first = file_->bytes().data() + at_;
    sum_.add(first, count * sizeof(T));
    at_ += count * sizeof(T);
    values = {{reinterpret_cast<const T*>(first), count}, file_};
  }
  /// True when all was there and is as it was written.
  bool finish() {
    const std::uint64_t wanted = sum_.value();
    return number() == wanted && good_ && left() == 0;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  [[nodiscard]] std::size_t left() const { return file_->bytes().size() - at_; }

  std::shared_ptr<const MappedFile> file_;
  std::size_t at_ = 0;
  bool good_ = false;
  Checksum sum_;
};

void write(ImageWriter& writer, const FeatureSet& set) {
  writer.list(set.features);
  writer.texts(set.attributes.columns);
  for (const auto& column : set.attributes.values) writer.texts(column);
  writer.list(set.attributes.numeric);
  writer.raw(&set.bounds, 1);
  writer.mapped(set.paths.all());
  writer.mapped(set.coords.all());
}

std::shared_ptr<FeatureSet> readSet(ImageReader& in) {
  auto set = std::make_shared<FeatureSet>();
  in.list(set->features);
  set->attributes.columns = in.texts();
  for (std::size_t i = 0; in.good() && i < set->attributes.columns.size(); ++i)
    set->attributes.values.push_back(in.texts());
  in.list(set->attributes.numeric);
  in.raw(&set->bounds, 1);
  in.mapped(set->paths);
  in.mapped(set->coords);
  return set;
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  Checksum sum;
  sum.add(bytes.data(), bytes.size());
  return sum.value();
}

bool writeImage(const std::filesystem::path& file, const std::string& heading, const LayerData& layer,
                std::uintmax_t limitBytes) {
  ImageWriter writer(file, limitBytes);
  const Layout layout;
  writer.raw(&layout, 1);
  writer.text(heading);
  writer.text(layer.name);
  writer.text(layer.crs);
  writer.number(layer.warnings.size());
  for (const Warning& warning : layer.warnings) {
    writer.text(warning.message);
    writer.text(warning.where);
    writer.number(static_cast<std::uint64_t>(warning.count));
  }
  write(writer, *layer.features);
  return writer.finish();
}

std::optional<std::uintmax_t> bytesOfImage(const std::filesystem::path& file, const std::string& heading) {
  ImageReader in(file, false);
  return in.begins(heading) ? std::optional(in.size()) : std::nullopt;
}

std::optional<LayerData> readImage(const std::filesystem::path& file, const std::string& heading) {
  ImageReader in(file);
  if (!in.begins(heading)) return std::nullopt;
  LayerData layer;
  layer.name = in.text();
  layer.crs = in.text();
  const std::size_t warnings = in.count(3 * sizeof(std::uint64_t));
  for (std::size_t i = 0; i < warnings; ++i) {
    Warning& warning = layer.warnings.emplace_back();
    warning.message = in.text();
    warning.where = in.text();
    warning.count = static_cast<int>(in.number());
  }
  const std::shared_ptr<FeatureSet> set = readSet(in);
  set->origin = heading;
  layer.features = set;
  if (!in.finish()) return std::nullopt;
  return layer;
}

}  // namespace dateline::atlas
