// What fuzz targets hold the code to, beside not crashing.
#pragma once

#include <cstdio>
#include <cstdlib>

/// Ends the run with a finding when `condition` does not hold.
#define REQUIRE(condition)                                                         \
  do {                                                                             \
    if (!(condition)) {                                                            \
      std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                \
    }                                                                              \
  } while (false)
