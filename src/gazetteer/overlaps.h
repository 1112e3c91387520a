#pragma once

#include "gazetteer/matches.h"

namespace dateline::gazetteer {

/// Of the matches from `base` on, which begin at different words and may overlap, keeps those that do not:
/// where nothing parts the words, the longer name and the better known place are likelier meant than what two
/// words make by chance.
void dropOverlapped(const Books& books, Matches& matches, std::size_t base);

}  // namespace dateline::gazetteer
