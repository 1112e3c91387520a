#include "atlas/reader.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include "base/paths.h"

namespace dateline::atlas {
namespace {

constexpr char kLibrary[] = "dateline_gdal.so";
constexpr char kEntry[] = "dateline_reader";

Result<Reader*> load() {
  const auto path = programLibrary(kLibrary);
  if (!path) return tl::make_unexpected(path.error());
  const auto broken = [&](std::string_view why) {
    return fail(ErrorKind::notFound,
                fmt::format("this part of the program cannot be used ({}): install it again.", why),
                path->string());
  };
  // Never closed: GDAL's threads and what it keeps live as long as the program.
  void* library = dlopen(path->c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return broken(dlerror());
  auto* entry = reinterpret_cast<Reader* (*)()>(dlsym(library, kEntry));
  if (entry == nullptr) return broken("it has no reader");
  Reader* found = entry();
  if (found->version() != DATELINE_VERSION) return broken("it is of another version");
  return found;
}

}  // namespace

Result<Reader*> reader() {
  static const Result<Reader*> loaded = load();
  return loaded;
}

}  // namespace dateline::atlas
