#include "session/memory.h"

#include "base/file.h"

namespace dateline::session {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 1u << 20;

/// Parses a file's text into `value`; a fault becomes a note and leaves the value as it is.
template <typename T, typename Parse>
void take(const fs::path& path, Parse parse, T& value, std::vector<std::string>& notes) {
  const Result<std::string> text = readFile(path, kLargestFile);
  if (!text) {
    if (text.error().kind != ErrorKind::notFound)
      notes.push_back(path.string() + " cannot be read; the usual settings are used.");
    return;
  }
  auto parsed = parse(*text);
  if (parsed)
    value = std::move(*parsed);
  else
    notes.push_back(path.string() + " is damaged; the usual settings are used.");
}

}  // namespace

Memory::Memory(fs::path configFolder, fs::path stateFolder)
    : preferencesFile_{configFolder / "preferences.json", {}},
      windowFile_{stateFolder / "window.json", {}},
      readingFile_{stateFolder / "reading.json", {}} {}

std::vector<std::string> Memory::load() {
  std::vector<std::string> notes;
  take(preferencesFile_.path, parsePreferences, preferences, notes);
  take(windowFile_.path, parseWindowPlace, window, notes);
  take(readingFile_.path, ReadingPositions::parse, reading, notes);
  preferencesFile_.known = write(preferences);
  windowFile_.known = write(window);
  readingFile_.known = reading.write();
  return notes;
}

Status Memory::save() {
  if (Status stored = store(preferencesFile_, write(preferences)); !stored) return stored;
  if (Status stored = store(windowFile_, write(window)); !stored) return stored;
  if (reading.write() == readingFile_.known) return {};
  if (const Result<std::string> text = readFile(readingFile_.path, kLargestFile))
    if (const Result<ReadingPositions> others = ReadingPositions::parse(*text)) reading.merge(*others);
  return store(readingFile_, reading.write());
}

Status Memory::store(File& file, const std::string& content) {
  if (file.known == content) return {};
  std::error_code failed;
  fs::create_directories(file.path.parent_path(), failed);
  if (failed)
    return fail(ErrorKind::io, "cannot be made: " + failed.message(), file.path.parent_path().string());
  // Tried once: a folder that refuses now will refuse again.
  file.known = content;
  return writeFileAtomically(file.path, content);
}

}  // namespace dateline::session
