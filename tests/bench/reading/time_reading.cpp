// Times how long an article of ten megabytes takes to open, in each format, beside what the parser that is
// used takes alone: the briefing, this project's README with bare addresses, and lists of these, over and
// over; or the files that are named. Processor time, median of seven.
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <time.h>

#include <algorithm>
#include <string>
#include <vector>

#include "article/article.h"
#include "base/file.h"

namespace {

using namespace dateline;

constexpr std::size_t kBytes = 10'000'000;

double cpuMs() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

template <typename Work>
double medianMs(Work work) {
  std::vector<double> times;
  for (int i = 0; i < 7; ++i) {
    const double begin = cpuMs();
    work();
    times.push_back(cpuMs() - begin);
  }
  std::nth_element(times.begin(), times.begin() + 3, times.end());
  return times[3];
}

std::string repeated(const std::string& piece) {
  std::string whole;
  while (whole.size() < kBytes) whole += piece;
  return whole;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

/// The article's blocks as a page writes them; its words in bold now and then, and a link in every paragraph.
std::string pageOf(const article::Article& article) {
  std::string page;
  for (const article::Block& block : article.blocks) {
    const std::string text = escaped(article.slice(block.range));
    const std::size_t word = std::min(text.find(' '), text.size());
    const bool heading = block.kind == article::BlockKind::title || block.kind == article::BlockKind::heading;
    page += heading ? "<h2 class=\"section\">" + text + "</h2>\n"
                    : "<p class=\"story-text\"><a href=\"/topic\">" + text.substr(0, word) + "</a>" +
                          text.substr(word) + "</p>\n";
  }
  return page;
}

/// Bare addresses, which the reader makes links of.
std::string addresses(const char* first, const char* between, int count) {
  std::string text = first;
  for (int i = 0; i < count; ++i)
    text += fmt::format("{} https://example.org/path/{}/index.html", i == 0 ? "" : between, i);
  return text;
}

void markdownAlone(const std::string& text) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  cmark_parser_feed(parser, text.data(), text.size());
  cmark_node_free(cmark_parser_finish(parser));
  cmark_parser_free(parser);
}

void htmlAlone(const std::string& text) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size()));
  *parser->sax = xmlSAXHandler{};
  htmlCtxtUseOptions(parser,
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  parser->options |= XML_PARSE_HUGE;
  parser->charset = XML_CHAR_ENCODING_UTF8;
  htmlParseDocument(parser);
  htmlFreeParserCtxt(parser);
}

void tell(const char* format, const std::string& bytes, const char* path, void (*alone)(const std::string&)) {
  std::size_t blocks = 0;
  const double opening = medianMs([&] {
    const auto article = article::parseArticle(bytes, path);
    blocks = article ? (*article)->blocks.size() : 0;
  });
  fmt::print("| {:<8} | {:5.1f} MB | {:6} | {:6.0f} ms | {} |\n", format,
             static_cast<double>(bytes.size()) / 1e6, blocks, opening,
             alone == nullptr ? "" : fmt::format("{:.0f} ms", medianMs([&] { alone(bytes); })));
}

int tellFiles(int count, char** paths) {
  for (int i = 0; i < count; ++i) {
    const auto bytes = readFile(paths[i], 64 << 20);
    if (!bytes) return fmt::print(stderr, "time_reading: {}\n", bytes.error().text()), 1;
    tell("a file", *bytes, paths[i], nullptr);
  }
  return 0;
}

int tellBriefing() {
  const auto markdown = readFile(DATELINE_ROOT "/assets/stories/briefing.md", 1 << 20);
  const auto article = markdown ? article::parseArticle(*markdown, "briefing.md")
                                : Result<article::ArticlePtr>(article::ArticlePtr());
  if (!markdown || !article) return fmt::print(stderr, "time_reading: the briefing could not be read\n"), 1;
  tell("text", repeated((*article)->text + "\n\n"), "long.txt", nullptr);
  tell("Markdown", repeated(*markdown + "\n"), "long.md", markdownAlone);
  const auto readme = readFile(DATELINE_ROOT "/README.md", 1 << 20);
  if (!readme) return fmt::print(stderr, "time_reading: the README could not be read\n"), 1;
  tell("README", repeated(*readme + "\n\n" + addresses("See", " and", 40) + "\n\n"), "long.md",
       markdownAlone);
  tell("lists", repeated(addresses("-", "\n-", 100) + "\n"), "long.md", markdownAlone);
  tell("HTML", "<!DOCTYPE html><title>Long</title><body><article>\n" + repeated(pageOf(**article)),
       "long.html", htmlAlone);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  fmt::print("| format   |    size | blocks |  opening | the parser alone |\n|---|---:|---:|---:|---:|\n");
  return argc > 1 ? tellFiles(argc - 1, argv + 1) : tellBriefing();
}
