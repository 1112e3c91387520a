#include "app/process.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include "base/log.h"

namespace dateline::app {
namespace {

void tellWhatWasThrown() {
  try {
    if (std::current_exception() == nullptr)
      return log::error("stopped by a fault of its own; please report it");
    throw;
  } catch (const std::bad_alloc&) {
    // Not through the log, which may want memory as well.
    constexpr std::string_view kText =
        "dateline: there is not enough memory for this; ask for less, as a smaller picture or fewer layers\n";
    if (::write(STDERR_FILENO, kText.data(), kText.size()) < 0) return;
  } catch (const std::system_error& error) {
    log::error("the system refused what is needed to go on: " + std::string(error.what()));
  } catch (const std::exception& error) {
    log::error("stopped by a fault of its own; please report it: " + std::string(error.what()));
  } catch (...) {
    log::error("stopped by a fault of its own; please report it");
  }
}

}  // namespace

void holdStandardStreams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    // The wrong way round: to read from it or write to it is an error, as it is of a closed one.
    static_cast<void>(::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

void outliveReaders() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void endWithASentence() {
  std::set_terminate([] {
    tellWhatWasThrown();
    std::_Exit(1);
  });
}

}  // namespace dateline::app
