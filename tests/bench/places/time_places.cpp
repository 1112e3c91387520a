// Times what the window waits for: time_places TEXT_FILE... opens the shipped gazetteer, and makes the
// suggestions of each article. Processor time, medians; a line of text each.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <vector>

#include "article/article.h"
#include "base/paths.h"
#include "gazetteer/finder.h"
#include "session/suggestions.h"

namespace {

using namespace dateline;

double processorMilliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

template <typename Work>
double timed(Work work) {
  const double begin = processorMilliseconds();
  work();
  return processorMilliseconds() - begin;
}

int timeOpening() {
  const auto file = shippedFile("geodata/gazetteer.bin");
  if (!file) return fmt::print(stderr, "{}\n", file.error().text()), 1;
  std::vector<double> book;
  std::vector<double> all;
  for (int i = 0; i < 21; ++i) {
    book.push_back(timed([&] { (void)gazetteer::PlaceBook::open(*file); }));
    all.push_back(timed([] { (void)gazetteer::loadFinder(); }));
  }
  fmt::print(
      "opening the gazetteer: {:.2f} ms; with the weights and the capitals: {:.2f} ms (first time {:.2f} "
      "ms)\n",
      median(book), median(all), all.front());
  return 0;
}

int timeSuggestions(int count, char** paths) {
  const auto finder = gazetteer::loadFinder();
  if (!finder) return fmt::print(stderr, "{}\n", finder.error().text()), 1;
  std::vector<double> times;
  std::size_t bytes = 0;
  std::size_t pins = 0;
  for (int i = 0; i < count; ++i) {
    const auto article = article::readArticle(paths[i]);
    if (!article) continue;
    std::vector<double> tries;
    for (int t = 0; t < 3; ++t)
      tries.push_back(timed([&] { pins += session::suggestPlaces(**article, **finder).suggestions.size(); }));
    times.push_back(median(tries));
    bytes += (*article)->text.size();
  }
  if (times.empty()) return fmt::print(stderr, "time_places: no article could be read\n"), 1;
  fmt::print(
      "suggestions of an article: median {:.1f} ms, slowest {:.1f} ms ({} articles of {:.1f} kB on average, "
      "{:.1f} "
      "pins each)\n",
      median(times), *std::max_element(times.begin(), times.end()), times.size(),
      static_cast<double>(bytes) / 1e3 / static_cast<double>(times.size()),
      static_cast<double>(pins) / 3 / static_cast<double>(times.size()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const int opened = timeOpening();
  return opened != 0 || argc < 2 ? opened : timeSuggestions(argc - 1, argv + 1);
}
