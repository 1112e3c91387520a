#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace dateline::figure {

/// The file name offered for a screenshot, `{article}_{n}{extension}` in `folder`: the first n from 1 whose
/// name is not taken, neither by a file nor as `taken` says. Characters of `article` that some file system
/// forbids become dashes; an empty one becomes "dateline".
std::filesystem::path offeredName(const std::filesystem::path& folder, std::string_view article,
                                  std::string_view extension = ".png",
                                  const std::function<bool(const std::filesystem::path&)>& taken = {});

}  // namespace dateline::figure
