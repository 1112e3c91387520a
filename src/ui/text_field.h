// Text fields: a line of text in any script, set and shaped as all other text is. They edit it themselves:
// Dear ImGui's own field knows characters of 16 bits, draws one picture for each and steps through them one
// by one, which leaves Arabic unjoined, Hebrew backwards and Thai in pieces.
#pragma once

#include <string>

#include "ui/context.h"

namespace dateline::ui {

struct FieldOptions {
  const char* hint = "";
  bool focus = false;  ///< take the keyboard now
  bool frame = true;
  bool digitsOnly = false;
  bool selectAll = false;  ///< when a click gives it the keyboard; where it comes by a key all is marked
};
struct FieldResult {
  bool changed = false;
  bool active = false;
};
FieldResult textField(Context& context, const char* id, const Area& area, std::string& text,
                      const FieldOptions& options = {});

}  // namespace dateline::ui
