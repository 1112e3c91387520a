#pragma once

#include <optional>
#include <string_view>

#include "article/html_tree.h"

namespace dateline::article {

/// The element of a name in small letters; Tag::custom for one that a page has made up, as "news-card".
Tag tagCalled(std::string_view name);
/// nullopt for an attribute that tells nothing here.
std::optional<Attribute> attributeCalled(std::string_view name);

}  // namespace dateline::article
