#pragma once

#include <string>

namespace dateline::article {

/// A text whose words are whole that the end of a line parted with a hyphen, as far as the text itself has
/// the word elsewhere without one and nowhere with it: "Lib-\neria" where "Liberia" stands too. The line ends
/// behind the word then.
std::string withWholeWords(std::string text);

}  // namespace dateline::article
