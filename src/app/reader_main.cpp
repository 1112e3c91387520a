#include "atlas/reading_apart.h"

/// `dateline_reader`: reads one layer for the program that began it.
int main(int argc, char** argv) {
  return dateline::atlas::readForAnother(argc, argv);
}
