// Edits real texts in ways whose truth is known and counts how anchors resolve: right, abstained, wrong, for
// each kind of edit, beside a baseline; then the time for 1,000 anchors. Options: --errors N prints wrong
// ones, --seed N chooses other passages and other edits, --alone gives each anchor a story of its own, --only
// KIND, --no-baseline,
// --speed measures the time alone.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <map>

#include "baseline.h"
#include "samples.h"
#include "story/story.h"

namespace dateline::bench {
namespace {

struct Options {
  unsigned seed = 20230228;
  int errors = 0;
  bool alone = false;
  bool baseline = true;
  bool speedOnly = false;
  std::string only;
};

struct Count {
  long right = 0, abstained = 0, wrong = 0;
  [[nodiscard]] long all() const { return right + abstained + wrong; }
  void add(const Count& other) { right += other.right, abstained += other.abstained, wrong += other.wrong; }
};

struct Row {
  Count ours, baseline;
};

double overlap(TextRange a, TextRange b) {
  const std::size_t start = std::max(a.start, b.start);
  const std::size_t end = std::min(a.end, b.end);
  if (start >= end) return 0;
  return static_cast<double>(end - start) /
         static_cast<double>(std::max(a.end, b.end) - std::min(a.start, b.start));
}

enum class Verdict { right, abstained, wrong };

/// `truth`: where the passage stands; empty when it is gone. Where nothing tells it only an abstention is
/// right. A found range may be off by a fifth at its ends
/// where the words at its ends changed.
Verdict judge(const std::optional<TextRange>& found, TextRange truth, Group group) {
  const bool findable = group != Group::gone && group != Group::untold && truth.length() > 0;
  if (!findable) return found ? Verdict::wrong : Verdict::right;
  if (!found) return Verdict::abstained;
  return overlap(*found, truth) >= (group == Group::outside ? 1.0 : 0.8) ? Verdict::right : Verdict::wrong;
}

void count(Count& to, Verdict verdict) {
  if (verdict == Verdict::right) ++to.right;
  if (verdict == Verdict::abstained) ++to.abstained;
  if (verdict == Verdict::wrong) ++to.wrong;
}

story::Story storyOf(const article::Article& article, const std::vector<TextRange>& passages) {
  story::Story story;
  story.articleSha256 = article.sha256;
  for (const TextRange& passage : passages) {
    story::Event event;
    event.anchors.push_back(story::anchorAt(article, passage));
    story.events.push_back(std::move(event));
  }
  return story;
}

story::Passage passageOf(const story::Anchor& anchor) {
  const auto& quote = std::get<story::TextQuoteSelector>(anchor.selectors[0]);
  return {quote.exact, quote.prefix, quote.suffix,
          std::get<story::TextPositionSelector>(anchor.selectors[1]).range};
}

void tell(const Sample& sample, const story::Anchor& anchor, const story::Resolution& found,
          const article::Article& edited, TextRange truth) {
  const auto passage = passageOf(anchor);
  fmt::print(
      "  {} [{} {:.2f} margin {:.2f} similarity {:.2f}] {}\n    was  |{}|\n    now  |{}|\n    true |{}|\n",
      sample.name, story::name(found.state), found.score, found.margin, found.similarity, found.reason,
      passage.exact, edited.slice(found.range), edited.slice(truth));
}

void tryKind(const Kind& kind, const std::vector<Sample>& samples, const Options& options, Row& row) {
  Random random(options.seed ^ static_cast<unsigned>(std::hash<std::string>{}(kind.name)));
  int errors = 0;
  for (const Sample& sample : samples) {
    const Outcome outcome = kind.apply(sample, samples, random);
    const auto before = article::parseArticle(sample.text, "before.txt");
    const auto after = article::parseArticle(outcome.text.utf8(), "after.txt");
    if (!before || !after ||
        (*after)->offsets.codePoints() != const_cast<Outcome&>(outcome).text.cells().size())
      continue;
    const story::Story story = storyOf(**before, sample.passages);
    const auto resolutions = story::resolveAll(story, **after);
    for (std::size_t i = 0; i < sample.passages.size(); ++i) {
      if (!outcome.counted[i]) continue;
      const story::Anchor& anchor = story.events[i].anchors[0];
      const story::Resolution found = options.alone ? story::resolve(anchor, **after) : resolutions[i][0];
      const TextRange truth = outcome.text.now(sample.passages[i]);
      const Verdict verdict =
          judge(stands(found) ? std::optional(found.range) : std::nullopt, truth, kind.group);
      count(row.ours, verdict);
      const bool show = verdict == Verdict::wrong || (options.errors < 0 && verdict == Verdict::abstained);
      if (show && errors++ < std::abs(options.errors)) tell(sample, anchor, found, **after, truth);
      if (options.baseline)
        count(row.baseline, judge(anchorLikeHypothesis(passageOf(anchor), **after), truth, kind.group));
    }
  }
}

std::vector<Kind> allKinds() {
  std::vector<Kind> all = outsideKinds();
  for (const auto& kinds : {insideKinds(), goneKinds()}) all.insert(all.end(), kinds.begin(), kinds.end());
  return all;
}

std::string line(const std::string& name, const Row& row, bool baseline) {
  const auto part = [](long some, long all) {
    return all == 0 ? 0.0 : 100.0 * static_cast<double>(some) / static_cast<double>(all);
  };
  const auto columns = [&](const Count& c) {
    return fmt::format("{:6.2f} % | {:6.2f} % | {:5} ({:.2f} %)", part(c.right, c.all()),
                       part(c.abstained, c.all()), c.wrong, part(c.wrong, c.all()));
  };
  return fmt::format("| {:<29} | {:6} | {} |{}", name, row.ours.all(), columns(row.ours),
                     baseline ? " " + columns(row.baseline) + " |" : "");
}

double cpuMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// The samples' texts one after another up to about a megabyte, with 1,000 passages.
Sample megabyte(const std::vector<Sample>& samples) {
  Sample big;
  std::size_t points = 0;
  for (std::size_t i = 0; big.text.size() < 1'000'000; i = (i + 1) % samples.size()) {
    const Sample& sample = samples[i];
    const auto moved = [&](TextRange range) { return TextRange{range.start + points, range.end + points}; };
    for (const TextRange& range : sample.sentences) big.sentences.push_back(moved(range));
    for (const TextRange& range : sample.paragraphs) big.paragraphs.push_back(moved(range));
    for (const TextRange& range : sample.passages) big.passages.push_back(moved(range));
    big.text += sample.text + "\n\n";
    points += decoded(sample.text).size() + 2;
  }
  std::vector<TextRange> chosen;
  for (std::size_t i = 0; i < 1000; ++i) chosen.push_back(big.passages[i * big.passages.size() / 1000]);
  big.passages = std::move(chosen);
  return big;
}

void measureSpeed(const std::vector<Sample>& samples, unsigned seed) {
  const Sample big = megabyte(samples);
  const auto before = article::parseArticle(big.text, "before.txt");
  if (!before) return;
  const story::Story story = storyOf(**before, big.passages);
  Random random(seed);
  const auto time = [&](const std::string& name, const std::string& text) {
    const auto after = article::parseArticle(text, "after.txt");
    if (!after) return;
    std::vector<double> times;
    std::size_t standing = 0;
    for (int run = 0; run < 15; ++run) {
      const double start = cpuMilliseconds();
      const auto found = story::resolveAll(story, **after);
      times.push_back(cpuMilliseconds() - start);
      standing = static_cast<std::size_t>(
          std::count_if(found.begin(), found.end(), [](const auto& event) { return stands(event[0]); }));
    }
    std::sort(times.begin(), times.end());
    fmt::print("| {:<50} | {:7.2f} ms | {:4} |\n", name, times[times.size() / 2], standing);
  };
  fmt::print("\n1,000 anchors in an article of {:.2f} MB, processor time, median of 15:\n\n",
             static_cast<double>(big.text.size()) / 1e6);
  fmt::print(
      "| the article                                        | time       | stand |\n|---|---:|---:|\n");
  time("unchanged", big.text);
  time("a line put before it: all moved", "New.\n\n" + big.text);
  EditedText typos(big.text);
  for (auto& cell : typos.cells())
    if (cell.c == U'e' && chance(random, 0.15)) cell.c = U'x';
  time("a typo in every second word: all changed", typos.utf8());
  EditedText gone(big.text);
  std::vector<bool> drop(gone.cells().size(), false);
  for (const TextRange& passage : big.passages)
    std::fill(drop.begin() + static_cast<std::ptrdiff_t>(passage.start),
              drop.begin() + static_cast<std::ptrdiff_t>(passage.end), true);
  std::erase_if(gone.cells(), [&](const auto& cell) { return drop[static_cast<std::size_t>(cell.origin)]; });
  time("every passage deleted", gone.utf8());
}

int run(const Options& options) {
  const std::vector<Sample> samples = readSamples(DATELINE_SHARED, DATELINE_ROOT, options.seed);
  if (samples.empty()) return 1;
  fmt::print("{} texts\n\n", samples.size());
  if (options.speedOnly) return measureSpeed(samples, options.seed), 0;
  fmt::print("|                               | anchors |   right   | abstained |     wrong{}\n",
             options.baseline ? " | baseline: right | abstained | wrong |" : " |");
  fmt::print("|---|---:|---:|---:|---:|{}\n", options.baseline ? "---:|---:|---:|" : "");
  Row total;
  std::map<Group, Row> groups;
  for (const Kind& kind : allKinds()) {
    if (!options.only.empty() && options.only != kind.name) continue;
    Row row;
    tryKind(kind, samples, options, row);
    fmt::print("{}\n", line(kind.name, row, options.baseline));
    std::fflush(stdout);
    for (Row* sum : {&total, &groups[kind.group]}) sum->ours.add(row.ours), sum->baseline.add(row.baseline);
  }
  for (const auto& [group, name] : {std::pair{Group::outside, "outside of the passage"},
                                    {Group::inside, "up to a fifth of it"},
                                    {Group::untold, "nothing tells it"},
                                    {Group::gone, "deleted"},
                                    {Group::heavy, "more of it"}})
    fmt::print("{}\n", line(fmt::format("= {}", name), groups[group], options.baseline));
  fmt::print("{}\n", line("= all", total, options.baseline));
  if (options.only.empty()) measureSpeed(samples, options.seed);
  return 0;
}

}  // namespace
}  // namespace dateline::bench

int main(int argc, char** argv) {
  dateline::bench::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--errors" && i + 1 < argc) options.errors = std::atoi(argv[++i]);
    if (option == "--seed" && i + 1 < argc)
      options.seed = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
    if (option == "--only" && i + 1 < argc) options.only = argv[++i];
    if (option == "--alone") options.alone = true;
    if (option == "--speed") options.speedOnly = true;
    if (option == "--no-baseline") options.baseline = false;
  }
  return dateline::bench::run(options);
}
