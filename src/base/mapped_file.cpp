#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/descriptor.h"

namespace dateline {

MappedFile::MappedFile(const std::filesystem::path& path, bool wholeNow) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  opened_ = file.open();
  struct stat info {};
  if (!opened_ || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) return;
  const auto size = static_cast<std::size_t>(info.st_size);
  void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | (wholeNow ? MAP_POPULATE : 0), file.get(), 0);
  if (memory != MAP_FAILED) bytes_ = {static_cast<const char*>(memory), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace dateline
