#include "samples.h"

#include <algorithm>

namespace dateline::bench {
namespace {

namespace fs = std::filesystem;

constexpr int kRoundsOfOwn = 200;  // few texts: each with as many choices of passages

std::vector<fs::path> textsOf(const fs::path& shared, const fs::path& root) {
  std::vector<fs::path> paths;
  std::error_code failed;
  for (fs::recursive_directory_iterator entry(shared / "geoparse", failed), end; !failed && entry != end;
       entry.increment(failed))
    if (entry->path().extension() == ".txt" && entry->path().parent_path().filename() == "docs")
      paths.push_back(entry->path());
  if (paths.empty())
    for (const char* own :
         {"assets/stories/briefing.md", "tests/data/articles/report.md", "tests/data/articles/harbour.txt",
          "tests/data/articles/wrapped.txt", "README.md", "geodata/README.md"})
      paths.push_back(root / own);
  std::sort(paths.begin(), paths.end());
  return paths;
}

TextRange phraseOf(const Sample& sample, TextRange sentence, Random& random) {
  const std::u32string text = decoded(sample.text).substr(sentence.start, sentence.length());
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i - 1] == U' ' && text[i] != U' ') starts.push_back(i);
  if (starts.size() < 8) return sentence;
  const std::size_t first = pick(random, starts.size() - 6);
  return {sentence.start + starts[first], sentence.start + starts[first + 6] - 1};
}

/// What stands twice with the same surroundings cannot be told apart by anyone: such passages are not
/// anchored.
bool standsOnce(const std::u32string& text, TextRange passage) {
  constexpr std::size_t kAround = 24;
  const std::size_t start = passage.start - std::min(passage.start, kAround);
  const std::size_t end = std::min(passage.end + kAround, text.size());
  const auto twice = [&](std::size_t from, std::size_t to) {
    const std::u32string words = text.substr(from, to - from);
    return text.find(words, text.find(words) + 1) != std::u32string::npos;
  };
  return !twice(start, passage.end) && !twice(passage.start, end);
}

void choosePassages(Sample& sample, Random& random) {
  const std::u32string text = decoded(sample.text);
  std::size_t free = 0;
  for (std::size_t i = 0; i < sample.sentences.size(); ++i) {
    TextRange passage = sample.sentences[i];
    if (passage.start < free || passage.length() < 12 || !chance(random, 0.45)) continue;
    const std::size_t dice = pick(random, 100);
    if (dice < 12) passage = phraseOf(sample, passage, random);
    if (dice >= 12 && dice < 25 && i + 1 < sample.sentences.size() &&
        sample.sentences[i + 1].start < passage.end + 3)
      passage.end = sample.sentences[i + 1].end;
    if (dice >= 25 && dice < 32)
      for (const TextRange& paragraph : sample.paragraphs)
        if (paragraph.contains(passage.start) && paragraph.start >= free) passage = paragraph;
    free = passage.end;
    if (!standsOnce(text, passage)) continue;
    sample.passages.push_back(passage);
  }
}

Sample sampleOf(const article::Article& article, const std::string& name, Random& random) {
  Sample sample{.name = name, .text = article.text};
  for (const article::Block& block : article.blocks) {
    sample.paragraphs.push_back(block.range);
    for (const TextRange& sentence : article::sentences(article, block)) sample.sentences.push_back(sentence);
  }
  choosePassages(sample, random);
  return sample;
}

}  // namespace

std::vector<Sample> readSamples(const fs::path& shared, const fs::path& root, unsigned seed) {
  std::vector<Sample> samples;
  Random random(seed);
  for (const fs::path& path : textsOf(shared, root)) {
    const auto article = article::readArticle(path);
    if (!article) continue;
    const int rounds = path.string().starts_with(shared.string()) ? 1 : kRoundsOfOwn;
    for (int i = 0; i < rounds; ++i) {
      Sample sample = sampleOf(**article, path.stem().string(), random);
      if (!sample.passages.empty()) samples.push_back(std::move(sample));
    }
  }
  return samples;
}

}  // namespace dateline::bench
