#pragma once

#include <string>
#include <string_view>

#include "ui/harness.h"
#include "ui/reader_flow.h"

namespace dateline::ui {

/// An article as the reader sets it, in a column of so many px.
struct SetText {
  article::ArticlePtr article;
  ReaderFlow flow{sharedTypesetter()};

  explicit SetText(const std::string& text, float width = 440, const char* name = "a.md")
      : article(article::parseArticle(text, name).value()) {
    flow.refresh(article, {}, width);
  }
  text::LayoutPtr set(std::size_t piece) { return flow.set(piece); }
  /// Where words of a piece stand.
  text::Rect of(std::size_t piece, std::string_view words) {
    const std::size_t at = flow.textOf(flow.pieces()[piece]).find(words);
    return set(piece)->rectsFor(at, at + words.size()).at(0);
  }
};

}  // namespace dateline::ui
