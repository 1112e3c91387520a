#include "app/opened_files.h"

#include <fmt/format.h>

#include "session/file_kind.h"

namespace dateline::app {
namespace {

/// `one` is what the window shows one of.
Status putOne(std::string& slot, const std::string& file, std::string_view one) {
  if (!slot.empty())
    return fail(ErrorKind::usage,
                fmt::format("is a second {0}, beside {1}; the window shows one {0}, so open them one by one",
                            one, slot),
                file);
  slot = file;
  return {};
}

}  // namespace

Status checkArticle(const std::string& path) {
  switch (session::fileKindOf(path)) {
    case session::FileKind::story:
      return fail(ErrorKind::usage, "is a story and no article; give it with --story", path);
    case session::FileKind::layer:
      return fail(ErrorKind::usage, "is a layer and no article; give it with --layer", path);
    case session::FileKind::article:
      break;
  }
  return {};
}

Status sortFiles(const std::vector<std::string>& files, Common& common) {
  for (const std::string& file : files) {
    Status put;
    switch (session::fileKindOf(file)) {
      case session::FileKind::article:
        put = putOne(common.article, file, "article");
        break;
      case session::FileKind::story:
        put = putOne(common.story, file, "story");
        break;
      case session::FileKind::layer:
        common.layers.push_back(file);
        break;
    }
    if (!put) return put;
  }
  return {};
}

}  // namespace dateline::app
