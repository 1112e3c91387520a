// Any bytes as a story: an error with a sentence, or a story that is written and read back as the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "require.h"
#include "story/story.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto story = story::parseStory(bytes, "fuzz.story.geojson");
  if (!story) {
    REQUIRE(!story.error().message.empty());
    return 0;
  }
  const std::string written = story::writeStory(**story);
  const auto again = story::parseStory(written, "fuzz.story.geojson");
  REQUIRE(again);
  REQUIRE((*again)->events.size() == (*story)->events.size());
  REQUIRE(story::writeStory(**again) == written);
  return 0;
}
