#pragma once

#include "gazetteer/reading.h"

namespace dateline::gazetteer {

/// Whether what follows makes a person of the name, in a script without spaces: "千葉さん", "宮崎容疑者",
/// "김천 씨", "山口恵子".
bool isAddressed(std::string_view text, const std::vector<Word>& words, const Match& match);

/// Whether the text speaks of a river there: "crossed the Dnipro", "через Днепр", "den Dnipro". It may also
/// be a region whose name has an article; only a name that is a river's and towns' is told by it.
bool runsAsRiver(const TextView& view, const Match& match);

}  // namespace dateline::gazetteer
