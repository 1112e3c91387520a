#pragma once

namespace dateline::app {

/// Standard streams that are closed are held by what refuses to be used: else the next file that is opened
/// takes their number and gets what was meant for them. To be called before anything is opened.
void holdStandardStreams();
/// A pipe whose reader leaves, and a file that may grow no larger, are errors of that one write.
void outliveReaders();

/// What nobody caught, on any thread, ends the program with a sentence and the exit code of work that failed:
/// mostly memory that the system did not give.
void endWithASentence();

}  // namespace dateline::app
