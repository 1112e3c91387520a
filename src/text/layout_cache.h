// The layouts used last, by what they were made from.
#pragma once

#include <list>
#include <string>
#include <unordered_map>

#include "text/typesetter.h"

namespace dateline::text {

class LayoutCache {
 public:
  /// Bounded by entries and by bytes of text (a layout takes about fifty times its text).
  explicit LayoutCache(std::size_t mostEntries = 8000, std::size_t mostTextBytes = 2 << 20)
      : mostEntries_(mostEntries), mostTextBytes_(mostTextBytes) {}

  /// Null when it is not there.
  LayoutPtr find(std::string_view text, const TextStyle& style, const LayoutOptions& options);
  void add(std::string_view text, const TextStyle& style, const LayoutOptions& options, LayoutPtr layout);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  /// `text` points into the entry that the key belongs to, or, while looking up, to the caller's.
  struct Key {
    std::string_view text;
    TextStyle style;
    LayoutOptions options;
    bool operator==(const Key& other) const;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  struct Entry {
    std::string text;
    TextStyle style;
    LayoutOptions options;
    LayoutPtr layout;
  };
  void dropOldest();

  std::size_t mostEntries_;
  std::size_t mostTextBytes_;
  std::size_t textBytes_ = 0;
  std::list<Entry> entries_;  // the latest used first
  std::unordered_map<Key, std::list<Entry>::iterator, Hash> byKey_;
};

}  // namespace dateline::text
