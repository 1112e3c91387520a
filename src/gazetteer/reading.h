#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "gazetteer/finder.h"
#include "gazetteer/tongue.h"
#include "gazetteer/weights.h"

namespace dateline::gazetteer {

/// Sums the worth of evidence; keeps the list where someone wants to read it.
class Tally {
 public:
  explicit Tally(const Weights& weights, std::vector<Reason>* reasons = nullptr)
      : weights_(weights), reasons_(reasons) {}
  void add(Evidence evidence, float value = 1) {
    const float worth = value * weights_.evidence[static_cast<std::size_t>(evidence)];
    sum_ += worth;
    if (reasons_ != nullptr) write({}, nameOf(evidence), value, worth);
  }
  void addIf(bool holds, Evidence evidence) {
    if (holds) add(evidence);
  }
  void add(Kind kind) {
    const float worth = weights_.kind[static_cast<std::size_t>(kind)];
    sum_ += worth;
    if (reasons_ != nullptr) write("kind: ", nameOf(kind), 1, worth);
  }
  void add(NameClass name) {
    const float worth = weights_.nameClass[static_cast<std::size_t>(name)];
    sum_ += worth;
    if (reasons_ != nullptr) write("class: ", nameOf(name), 1, worth);
  }
  void addWord(std::string_view word, float worth, std::string_view prefix) {
    sum_ += worth;
    if (reasons_ != nullptr) write(prefix, word, 1, worth);
  }
  [[nodiscard]] float sum() const { return sum_; }

 private:
  void write(std::string_view prefix, std::string_view name, float value, float worth) {
    reasons_->push_back({std::string(prefix) + std::string(name), value, worth});
  }
  const Weights& weights_;
  std::vector<Reason>* reasons_;
  float sum_ = 0;
};

/// What the words around a match say of it.
struct Surroundings {
  float score = 0;
  bool person = false;      ///< clearly a person here
  bool aged = false;        ///< and with an age: "Lee Preston, 41,"
  bool place = false;       ///< clearly a place here
  bool partOfName = false;  ///< inside a longer name
  bool governs = false;     ///< does what governments do
  bool visited = false;
  bool dateline = false;
  bool afterArticle = false;  ///< of German, where towns have none
  bool ordinary = false, firstName = false, surname = false;
  std::uint32_t nounKinds = 0;  ///< bits of the kinds that the text calls it
};

/// The words of a text with what the book knows of them, and the words it has in small letters.
class TextView {
 public:
  TextView(std::string_view text, const std::vector<Word>& words, const PlaceBook& book);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] const Word* word(std::int64_t index) const {
    return index < 0 || index >= static_cast<std::int64_t>(words_.size())
               ? nullptr
               : &words_[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] std::uint32_t flags(const Word* word) const {
    return word == nullptr ? 0 : inThisLanguage(book_.wordFlags(word->hash));
  }
  [[nodiscard]] std::string_view spelling(const Word& word) const {
    return text_.substr(word.begin, word.end - word.begin);
  }
  [[nodiscard]] bool hasInSmallLetters(std::uint64_t hash) const { return small_[hash % small_.size()]; }
  [[nodiscard]] bool beginsSentence(std::int64_t index) const;
  /// Whether the bytes stand in brackets, alone.
  [[nodiscard]] bool isBracketed(std::uint32_t begin, std::uint32_t end) const {
    return begin > 0 && end < text_.size() && text_[begin - 1] == '(' && text_[end] == ')';
  }
  [[nodiscard]] Tongue latinAt(std::uint32_t word) const { return tongues_.latinAt(word); }
  /// The little words of the text are not English ones.
  [[nodiscard]] bool otherLanguage() const { return otherLanguage_; }

 private:
  /// The lists of words are English, but for the little words of other languages: "de" is no first name
  /// there.
  [[nodiscard]] std::uint32_t inThisLanguage(std::uint32_t flags) const {
    constexpr std::uint32_t kOther = kOtherPreposition | kOtherLittle;
    if (!otherLanguage_) return flags & ~kOther;
    if ((flags & kOtherPreposition) != 0) return kPreposition;
    if ((flags & kOtherLittle) != 0) return kNever;
    return flags & ~static_cast<std::uint32_t>(kDictionary);
  }
  [[nodiscard]] bool isOtherLanguage() const;

  std::string_view text_;
  const std::vector<Word>& words_;
  const PlaceBook& book_;
  Tongues tongues_;
  bool otherLanguage_ = false;
  std::bitset<1u << 16> small_;
};

/// Evidence from the words around one match; `reasons` may be null.
Surroundings surroundingsOf(const TextView& view, const Match& match, const Weights& weights,
                            std::vector<Reason>* reasons);

}  // namespace dateline::gazetteer
