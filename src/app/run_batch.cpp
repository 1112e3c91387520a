#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <future>
#include <map>
#include <new>
#include <system_error>

#include "app/batch.h"
#include "app/heap.h"
#include "app/line_reader.h"
#include "app/picture_file.h"
#include "base/descriptor.h"
#include "base/file.h"
#include "base/log.h"

namespace dateline::app {
namespace {

/// What messages call the batch.
std::string nameOf(const ExportOptions& defaults) {
  return defaults.batch == "-" ? "standard input" : defaults.batch;
}

/// The pictures of a batch, each compressed and written while the next is drawn. What goes wrong with one is
/// told with the number of its line, and the others are still written.
class Batch {
 public:
  Batch(Exporter& exporter, const ExportOptions& defaults) : exporter_(exporter), defaults_(defaults) {}

  void add(int number, const std::string& line) {
    try {
      if (Status drawn = draw(number, line); !drawn) tell(number, drawn.error());
    } catch (const std::bad_alloc&) {
      tell(number, noMemory());
    } catch (const std::exception& error) {
      tell(number, {ErrorKind::io, error.what()});
    }
  }
  void tell(int number, const Error& error) {
    ++failed_;
    log::error(fmt::format("{}: line {}: {}", nameOf(defaults_), number, error.text()));
  }
  /// The exit code.
  int finish() {
    await();
    log::info(fmt::format("wrote {} of {} pictures", written_, written_ + failed_));
    return failed_ == 0 ? 0 : 1;
  }

 private:
  struct Writing {
    int number;
    std::string output;
    std::future<Status> done;
  };

  Status draw(int number, const std::string& line) {
    const Result<ExportOptions> options = readBatchLine(line, defaults_);
    if (!options) return tl::make_unexpected(options.error());
    if (Status writable = checkPictureFile(options->output); !writable) return writable;
    if (const int other = lineWriting(options->output); other > 0)
      return fail(ErrorKind::usage, fmt::format("is written by line {} already; choose another name", other),
                  options->output);
    Result<Image> image = exporter_.draw(*options);
    if (!image) return tl::make_unexpected(image.error());
    exporter_.tellWhatIsMissing(options->output);
    await();
    lines_[placeOf(options->output)] = number;
    writing_ = Writing{number, options->output,
                       std::async(std::launch::async, [picture = std::move(*image), look = exporter_.look(),
                                                       output = options->output, dpi = options->dpi] {
                         return writeMapImage(picture, look, output, {.dpi = dpi});
                       })};
    return {};
  }

  void await() {
    if (!writing_) return;
    Writing writing = std::move(*writing_);
    writing_.reset();
    try {
      if (const Status status = writing.done.get(); !status) return giveUp(writing, status.error());
    } catch (const std::bad_alloc&) {
      return giveUp(writing, noMemory());
    }
    ++written_;
    log::info("wrote " + writing.output);
  }

  /// Another line may try again.
  void giveUp(const Writing& writing, const Error& error) {
    lines_.erase(placeOf(writing.output));
    tell(writing.number, error);
  }

  /// The lines that follow are to have what this one took.
  static Error noMemory() {
    returnFreed();
    return {ErrorKind::tooLarge, "there is not enough memory for this picture; ask for a smaller one"};
  }
  static std::filesystem::path placeOf(const std::string& output) {
    std::error_code failed;
    const std::filesystem::path whole = std::filesystem::absolute(output, failed);
    if (failed) return output;
    const std::filesystem::path place = std::filesystem::weakly_canonical(whole, failed);
    return failed ? std::filesystem::path(output) : place;
  }
  /// The line whose picture has gone to the same file; 0 for none.
  [[nodiscard]] int lineWriting(const std::string& output) const {
    const auto found = lines_.find(placeOf(output));
    return found == lines_.end() || takesBytesAsTheyCome(output) ? 0 : found->second;
  }

  Exporter& exporter_;
  const ExportOptions& defaults_;
  std::optional<Writing> writing_;
  std::map<std::filesystem::path, int> lines_;  ///< by the files that their pictures go to
  int written_ = 0, failed_ = 0;
};

Error unreadable(const ExportOptions& defaults, std::string_view what, int code) {
  return {ErrorKind::unreadable, fmt::format("cannot be {}: {}", what, std::generic_category().message(code)),
          nameOf(defaults)};
}

}  // namespace

Result<int> runBatch(Exporter& exporter, const ExportOptions& defaults) {
  const Descriptor file(defaults.batch == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                              : ::open(defaults.batch.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return tl::make_unexpected(unreadable(defaults, "opened", errno));
  LineReader lines(file.get(), kLongestBatchLine);
  Batch batch(exporter, defaults);
  std::string line;
  LineReader::Line read = lines.next(line);
  for (int number = 1; read != LineReader::Line::none; ++number, read = lines.next(line))
    if (read == LineReader::Line::tooLong)
      batch.tell(number, {ErrorKind::tooLarge, fmt::format("is longer than {} bytes", kLongestBatchLine)});
    else if (line.find_first_not_of(" \t\r") != std::string::npos)
      batch.add(number, line);
  const int code = batch.finish();
  if (lines.failure() != 0) return tl::make_unexpected(unreadable(defaults, "read", lines.failure()));
  return code;
}

}  // namespace dateline::app
