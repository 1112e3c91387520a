#include "geo/proj_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace dateline::geo {
namespace {

struct Loaded {
  ProjLibrary functions;
  Status status;
};

Loaded loadProj() {
  const auto broken = [] {
    const char* const why = dlerror();
    return fail(ErrorKind::notFound,
                fmt::format("PROJ cannot be loaded ({}): install {} again.",
                            why != nullptr ? why : "it lacks functions", DATELINE_PROJ_LIBRARY));
  };
  Loaded loaded;
  // Never closed: what is made by it lives as long as the program.
  void* const library = dlopen(DATELINE_PROJ_LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return {.functions = {}, .status = broken()};
  const auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(library, name));
    if (function == nullptr && loaded.status) loaded.status = broken();
  };
#define DATELINE_PROJ_FIND(name) find(loaded.functions.name, "proj_" #name);
  DATELINE_PROJ_FUNCTIONS(DATELINE_PROJ_FIND)
#undef DATELINE_PROJ_FIND
  return loaded;
}

const Loaded& loadedProj() {
  static const Loaded loaded = loadProj();
  return loaded;
}

}  // namespace

Status openProj() {
  return loadedProj().status;
}

const ProjLibrary& proj() {
  return loadedProj().functions;
}

}  // namespace dateline::geo
