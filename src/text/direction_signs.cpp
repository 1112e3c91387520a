#include "text/direction_signs.h"

#include <string_view>
#include <vector>

namespace dateline::text {
namespace {

constexpr std::size_t kSignBytes = 3;
constexpr std::string_view kWordJoiner = "\u2060";

enum class DirectionSign : unsigned char { none, embedding, override_, isolate, popsEmbedding, popsIsolate };

DirectionSign signAt(std::string_view text, std::size_t at) {
  const std::string_view sign = text.substr(at, kSignBytes);
  if (sign == "\u202A" || sign == "\u202B") return DirectionSign::embedding;
  if (sign == "\u202D" || sign == "\u202E") return DirectionSign::override_;
  if (sign == "\u2066" || sign == "\u2067" || sign == "\u2068") return DirectionSign::isolate;
  if (sign == "\u202C") return DirectionSign::popsEmbedding;
  return sign == "\u2069" ? DirectionSign::popsIsolate : DirectionSign::none;
}

/// The signs that are open, and what closes them.
class OpenSigns {
 public:
  explicit OpenSigns(std::string& text) : text_(text) {}

  void see(std::size_t at) {
    switch (const DirectionSign sign = signAt(text_, at)) {
      case DirectionSign::none:
        break;
      case DirectionSign::override_:
        calm(at);
        [[fallthrough]];
      case DirectionSign::embedding:
      case DirectionSign::isolate:
        open_.push_back({at, sign});
        break;
      case DirectionSign::popsEmbedding:
        if (open_.empty() || open_.back().sign == DirectionSign::isolate) break;
        if (open_.back().sign == DirectionSign::override_) calm(at);
        open_.pop_back();
        break;
      case DirectionSign::popsIsolate:
        closeIsolate();
        break;
    }
  }

  void endParagraph() {
    for (const Open& one : open_) calm(one.at);
    open_.clear();
  }

 private:
  struct Open {
    std::size_t at;
    DirectionSign sign;
  };

  void calm(std::size_t at) { text_.replace(at, kSignBytes, kWordJoiner); }

  /// With it end the embeddings that were opened in it.
  void closeIsolate() {
    std::size_t left = open_.size();
    while (left > 0 && open_[left - 1].sign != DirectionSign::isolate) --left;
    if (left > 0) open_.resize(left - 1);
  }

  std::string& text_;
  std::vector<Open> open_;
};

}  // namespace

void calmDirectionSigns(std::string& utf8) {
  if (utf8.find("\xE2\x80") == std::string::npos && utf8.find("\xE2\x81") == std::string::npos) return;
  OpenSigns open(utf8);
  for (std::size_t at = utf8.find_first_of("\xE2\n"); at != std::string::npos;
       at = utf8.find_first_of("\xE2\n", at + 1)) {
    if (utf8[at] == '\n')
      open.endParagraph();
    else
      open.see(at);
  }
  open.endParagraph();
}

}  // namespace dateline::text
