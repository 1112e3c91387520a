// Writes the evidence for every mention of documents on standard input (JSON lines: id, text), for fit.py:
// a JSON line a mention with its offsets in code points, its evidence, and that of each candidate.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "gazetteer/finder.h"

namespace {

using namespace dateline;
using nlohmann::json;

json list(const std::vector<gazetteer::Reason>& reasons) {
  json out = json::array();
  for (const gazetteer::Reason& reason : reasons) out.push_back({reason.text, reason.value});
  return out;
}

/// The word before or after, as it stands, for the vocabulary of neighbours.
std::string neighbour(const std::string& text, const std::vector<gazetteer::Word>& words, std::uint32_t begin,
                      std::uint32_t end, bool after) {
  const gazetteer::Word* before = nullptr;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].end <= begin) before = &words[i];
    if (words[i].begin < begin) continue;
    if (!after) {
      if (before == nullptr || words[i].gap > gazetteer::Gap::comma) return {};
      return text.substr(before->begin, before->end - before->begin);
    }
    if (words[i].begin < end) continue;
    std::size_t next = i;
    if (words[i].gap == gazetteer::Gap::apostrophe && words[i].end - words[i].begin == 1 &&
        i + 1 < words.size())
      next = i + 1;
    if (words[next].gap > gazetteer::Gap::comma) return {};
    return text.substr(words[next].begin, words[next].end - words[next].begin);
  }
  return {};
}

}  // namespace

int main() {
  const auto finder = gazetteer::loadFinder();
  if (!finder) return fmt::print(stderr, "{}\n", finder.error().text()), 1;
  std::string line;
  while (std::getline(std::cin, line)) {
    const json document = json::parse(line);
    const auto text = document["text"].get<std::string>();
    const OffsetIndex offsets(text);
    std::vector<gazetteer::Word> words;
    gazetteer::scanWords(text, words);
    for (const gazetteer::Found& found : (*finder)->find(text, {.explain = true, .mostCandidates = 16})) {
      json mention = {{"doc", document["id"]},
                      {"start", offsets.codePointOf(text, found.begin)},
                      {"end", offsets.codePointOf(text, found.end)},
                      {"text", text.substr(found.begin, found.end - found.begin)},
                      {"role", gazetteer::nameOf(found.role)},
                      {"before", neighbour(text, words, found.begin, found.end, false)},
                      {"after", neighbour(text, words, found.begin, found.end, true)},
                      {"confidence", found.confidence},
                      {"evidence", list(found.reasons)}};
      for (const gazetteer::Candidate& candidate : found.candidates) {
        const gazetteer::PlaceEntry place = (*finder)->place(candidate.ref);
        mention["candidates"].push_back({{"name", place.name},
                                         {"kind", gazetteer::nameOf(place.kind)},
                                         {"demonym", candidate.nameClass == gazetteer::NameClass::demonym},
                                         {"population", place.population},
                                         {"lat", place.at.lat},
                                         {"lon", place.at.lng},
                                         {"share", candidate.share},
                                         {"evidence", list(candidate.reasons)}});
      }
      std::cout << mention.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
    }
  }
  return 0;
}
