#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "session/preferences.h"
#include "session/reading_positions.h"

namespace dateline::session {

/// What is remembered between runs, and its three files: preferences.json in the folder of settings,
/// window.json and reading.json in the folder of states.
class Memory {
 public:
  Memory(std::filesystem::path configFolder, std::filesystem::path stateFolder);

  /// Reads what is there. A file that is damaged or cannot be read is passed over; each gives a sentence.
  std::vector<std::string> load();

  Preferences preferences;
  WindowPlace window;
  ReadingPositions reading;

  /// Writes the files whose content changed since they were read or written, each whole or not at all.
  /// Folders are made as needed. What other windows noted about reading in the meantime stays.
  Status save();

 private:
  struct File {
    std::filesystem::path path;
    std::string known;  ///< what it holds, as far as this run knows
  };
  Status store(File& file, const std::string& content);

  File preferencesFile_, windowFile_, readingFile_;
};

}  // namespace dateline::session
