#include <cstdio>
#include <cstdlib>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/heap.h"
#include "app/process.h"
#include "base/log.h"
#include "base/loose_threads.h"

namespace {

using namespace dateline;

/// The documented exit codes; 3 (done, with findings) is `check`'s own.
int exitCode(const Error& error) {
  return error.kind == ErrorKind::usage ? 2 : 1;
}

Result<int> run(const app::Invocation& invocation) {
  switch (invocation.command) {
    case app::CommandKind::window:
      app::useLargePages();
      return app::runWindow(invocation.window);
    case app::CommandKind::exportMap:
      app::useLargePages();
      return app::runExport(invocation.exportMap);
    case app::CommandKind::check:
      return app::runCheck(invocation.check);
    case app::CommandKind::places:
      return app::runPlaces(invocation.places);
    case app::CommandKind::convert:
      return app::runConvert(invocation.convert);
  }
  return 0;
}

/// A layer that GDAL cannot be kept from reading on is no reason to wait, and what it uses must stay.
int ended(int code) {
  if (looseThreadsEnded(std::chrono::milliseconds(0))) return code;
  std::fflush(nullptr);
  std::_Exit(code);
}

}  // namespace

int main(int argc, char** argv) {
  app::holdStandardStreams();
  app::outliveReaders();
  app::endWithASentence();
  const Result<app::Invocation> invocation = app::parseCommandLine(argc, argv);
  if (!invocation) {
    log::error(invocation.error().text());
    return exitCode(invocation.error());
  }
  if (invocation->printed) return 0;
  log::setQuiet(invocation->quiet);
  const Result<int> code = run(*invocation);
  if (code) return ended(*code);
  log::error(code.error().text());
  return ended(exitCode(code.error()));
}
