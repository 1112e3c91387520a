// What a story's file says beside what the program makes of it, so that what nobody changed is written as it
// was read.
#pragma once

#include "story/story.h"

namespace dateline::story {

/// Null where the program would write this part of a file just as it stands there.
AsReadPtr asRead(Json file, Json written);
/// Of an event's feature. An id that was mended is written as it is now.
AsReadPtr featureAsRead(Json feature, const Event& event);
/// What `now` says, as the file said it: a member that is written as it was when it was read stays as it
/// stood in the file, be it there or not.
Json asInFile(const AsReadPtr& read, Json now);

/// A feature as the program writes it.
Json writtenFeature(const Event& event);
/// The collection as the program writes it, its features left out.
Json writtenCollection(const Story& story);

}  // namespace dateline::story
