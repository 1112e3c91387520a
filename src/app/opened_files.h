#pragma once

#include <string>
#include <vector>

#include "app/command_line.h"

namespace dateline::app {

/// Refuses a story or a layer, as its name tells, where an article is asked for; the error (ErrorKind::usage)
/// says which option takes it.
Status checkArticle(const std::string& path);

/// Files given to the window, as a file manager gives them: each becomes the article, the story or a layer of
/// `common`, by its name. Two articles or two stories are an error (ErrorKind::usage).
Status sortFiles(const std::vector<std::string>& files, Common& common);

}  // namespace dateline::app
