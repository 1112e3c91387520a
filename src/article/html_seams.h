#pragma once

#include "article/html_tree.h"

namespace dateline::article {

/// Marks the text that stands apart from what is before it though no white space is written between: behind
/// the border of a block, and where a style sheet lays elements beside each other, as a day and a name, a
/// number and what it counts. What may be parts of one word stays together: initials, indices, styled halves.
void findSeams(HtmlTree& tree);

}  // namespace dateline::article
