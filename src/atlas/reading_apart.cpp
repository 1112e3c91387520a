#include "atlas/reading_apart.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <limits>
#include <thread>

#include "atlas/layer_image.h"
#include "atlas/reader.h"
#include "base/ascii.h"
#include "base/descriptor.h"
#include "base/paths.h"
#include "base/within_memory.h"

// The reading process gets two files without names: one for the layer, or the error, and one for how far it
// is.

namespace dateline::atlas {
namespace {

constexpr char kProgram[] = "dateline_reader";
constexpr int kOutcomeFile = 3, kProgressFile = 4;
constexpr int kFailed = 3;         // its exit code: the outcome is an error. Faults end with 1 too
constexpr int kBeyondTheirs = 16;  // numbers of ours that are none of those
constexpr std::uintmax_t kAnySize = std::numeric_limits<std::uintmax_t>::max();
using Share = std::atomic<float>;
static_assert(Share::is_always_lock_free);

std::filesystem::path pathOf(int file) {
  return fmt::format("/proc/self/fd/{}", file);
}

Descriptor nameless(const char* name) {
  const Descriptor made(memfd_create(name, MFD_CLOEXEC));
  return Descriptor(made.open() ? fcntl(made.get(), F_DUPFD_CLOEXEC, kBeyondTheirs) : -1);
}

/// How far the reading is, in memory that both processes see.
class SharedProgress {
 public:
  explicit SharedProgress(int file) {
    void* at = mmap(nullptr, sizeof(Share), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (at != MAP_FAILED) share_ = static_cast<Share*>(at);
  }
  ~SharedProgress() {
    if (share_ != nullptr) munmap(share_, sizeof(Share));
  }
  SharedProgress(const SharedProgress&) = delete;
  SharedProgress& operator=(const SharedProgress&) = delete;
  [[nodiscard]] Share* share() const { return share_; }

 private:
  Share* share_ = nullptr;
};

std::vector<std::string> argumentsFor(const std::filesystem::path& path, const OpenOptions& options,
                                      const std::string& key) {
  return {kProgram,
          path.string(),
          options.sublayer,
          key,
          std::to_string(options.maxBytes),
          std::to_string(options.maxVertices),
          std::to_string(options.maxFeatures),
          std::to_string(options.maxAttributeBytes),
          options.formats == Formats::plainKml ? "plain" : "all"};
}

OpenOptions optionsOf(char** argv) {
  const auto number = [&](int i) { return std::strtoull(argv[i], nullptr, 10); };
  OpenOptions options;
  options.sublayer = argv[2];
  options.maxBytes = number(4);
  options.maxVertices = number(5);
  options.maxFeatures = number(6);
  options.maxAttributeBytes = number(7);
  options.formats = std::string_view(argv[8]) == "plain" ? Formats::plainKml : Formats::all;
  return options;
}

/// Of `dateline_reader`; -1 where it cannot be begun.
pid_t begin(const std::filesystem::path& program, std::vector<std::string> arguments, int outcome,
            int progress) {
  std::vector<char*> list;
  for (std::string& argument : arguments) list.push_back(argument.data());
  list.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, outcome, kOutcomeFile);
  posix_spawn_file_actions_adddup2(&actions, progress, kProgressFile);
  posix_spawn_file_actions_addclosefrom_np(&actions, kProgressFile + 1);
  pid_t process = -1;
  const int failed = posix_spawn(&process, program.c_str(), &actions, nullptr, list.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? process : -1;
}

/// How it ended, as waitpid tells; it is ended where the user stops it. `each` is called now and then.
template <typename Each>
int ended(pid_t process, const CancelToken& cancel, const Each& each) {
  using namespace std::chrono_literals;
  int status = 0;
  for (auto pause = 1ms;; pause = std::min(2 * pause, std::chrono::milliseconds(20))) {
    const pid_t waited = waitpid(process, &status, WNOHANG);
    if (waited == process || (waited < 0 && errno != EINTR)) return status;
    if (cancel.cancelled()) kill(process, SIGKILL);
    each();
    std::this_thread::sleep_for(pause);
  }
}

void writeError(const Error& error) {
  std::ofstream(pathOf(kOutcomeFile), std::ios::binary | std::ios::trunc)
      << static_cast<int>(error.kind) << '\n'
      << error.message << '\n';
}

Error readError(int file) {
  std::ifstream in(pathOf(file), std::ios::binary);
  int kind = 0;
  in >> kind;
  in.get();
  std::string message(std::istreambuf_iterator<char>(in), {});
  if (!message.empty()) message.pop_back();
  return {static_cast<ErrorKind>(kind), message};
}

Error noProcess() {
  return {ErrorKind::tooLarge, "the system does not give it a process of its own: close other programs."};
}

/// One try; nothing where the process ended by a fault.
std::optional<Result<LayerData>> tryApart(const std::filesystem::path& program,
                                          const std::filesystem::path& path, const OpenOptions& options,
                                          const std::string& key) {
  const auto failed = [&](const Error& error) { return fail(error.kind, error.message, path.string()); };
  const Descriptor outcome = nameless("layer"), progress = nameless("progress");
  if (!outcome.open() || !progress.open() || ftruncate(progress.get(), sizeof(Share)) != 0)
    return failed(noProcess());
  const SharedProgress shared(progress.get());
  const pid_t process = begin(program, argumentsFor(path, options, key), outcome.get(), progress.get());
  if (process < 0) return failed(noProcess());
  const int status = ended(process, options.cancel, [&] {
    if (options.progress && shared.share() != nullptr) *options.progress = shared.share()->load();
  });
  if (options.cancel.cancelled()) return failed({ErrorKind::cancelled, "opening was stopped."});
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    return failed({ErrorKind::tooLarge, "there is not enough memory for it: simplify or cut it first."});
  if (WIFEXITED(status) && WEXITSTATUS(status) == kFailed) return failed(readError(outcome.get()));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  // Of a file that changed meanwhile nobody knows what was read: it is of no key.
  std::optional<LayerData> layer = readImage(pathOf(outcome.get()), key);
  if (!layer) layer = readImage(pathOf(outcome.get()), "");
  if (!layer) return std::nullopt;
  layer->source = path.string();
  return std::move(*layer);
}

bool hasExtension(const std::filesystem::path& path, std::initializer_list<std::string_view> extensions) {
  const std::string extension = lowerAscii(path.extension().string());
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

}  // namespace

bool isReadApart(const std::filesystem::path& path) {
  if (hasExtension(path, {".kml", ".kmz", ".gml", ".gpx", ".tab", ".mif", ".mid", ".xml"})) return true;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  std::array<char, 1024> head{};
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), head.size());
  const std::string_view seen(head.data(), static_cast<std::size_t>(in.gcount()));
  // XML, also behind the mark of an encoding and in two bytes a letter.
  const std::size_t first = seen.find_first_not_of(std::string_view(" \t\r\n\0\xef\xbb\xbf\xff\xfe", 10));
  return first != std::string_view::npos && seen[first] == '<';
}

Result<LayerData> readApart(const std::filesystem::path& path, const OpenOptions& options,
                            const std::optional<LayerCache::Key>& key) {
  const auto program = programLibrary(kProgram);
  if (!program) return tl::make_unexpected(program.error());
  OpenOptions all = options;
  all.formats = Formats::all;
  const std::string text = key ? key->text() : "";
  if (auto layer = tryApart(*program, path, all, text)) return std::move(*layer);
  all.formats = Formats::plainKml;
  if (auto layer = tryApart(*program, path, all, text); layer && *layer) {
    (*layer)->warnings.insert((*layer)->warnings.begin(),
                              {"GDAL fails on this file; a simpler reader of KML has read its names, points, "
                               "lines and areas, and no tracks: save it again, best as GeoJSON."});
    return std::move(*layer);
  }
  return fail(ErrorKind::invalid,
              "GDAL fails on this file, which may be damaged: save it again, best as GeoJSON.",
              path.string());
}

int readForAnother(int argc, char** argv) {
  constexpr int kArguments = 9;
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // nobody waits any more
  prctl(PR_SET_DUMPABLE, 0);         // that it may fail is expected: no file is left of it
  if (argc != kArguments) return 2;
  const std::filesystem::path path = argv[1];
  OpenOptions options = optionsOf(argv);
  const SharedProgress shared(kProgressFile);
  if (shared.share() != nullptr) options.progress = {std::shared_ptr<void>(), shared.share()};
  auto key = LayerCache::keyOf(path, options.sublayer);
  if (key && key->text() != argv[3]) key.reset();
  const Result<LayerData> layer = withinMemory(path.string(), [&]() -> Result<LayerData> {
    const Result<Reader*> from = reader();
    if (!from) return tl::make_unexpected(from.error());
    return (*from)->readLayer(path, options, key);
  });
  if (layer && writeImage(pathOf(kOutcomeFile), layer->features->origin, *layer, kAnySize)) return 0;
  writeError(layer ? noProcess() : layer.error());
  return kFailed;
}

}  // namespace dateline::atlas
