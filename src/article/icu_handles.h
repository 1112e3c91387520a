// ICU's handles, closed with their owners.
#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>

namespace dateline::article {

struct CloseIterator {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};
using IteratorPtr = std::unique_ptr<UBreakIterator, CloseIterator>;
using TextPtr = std::unique_ptr<UText, CloseText>;

}  // namespace dateline::article
