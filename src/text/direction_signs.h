#pragma once

#include <string>

namespace dateline::text {

/// Takes the effect of Unicode's signs of direction that would scramble what stands behind them: overrides
/// always, embeddings and isolates where nothing closes them in their paragraph. Each becomes a word joiner,
/// which is not seen and has as many bytes.
void calmDirectionSigns(std::string& utf8);

}  // namespace dateline::text
