#pragma once

#include <string>
#include <string_view>

namespace dateline::text {

/// A family of fonts that the system may have, by its name for fontconfig; empty: none. Small and quickly
/// compared, as it stands in every text style: each name is kept once, as long as the program runs.
class FontFamily {
 public:
  FontFamily() = default;
  explicit FontFamily(std::string_view name);

  [[nodiscard]] bool empty() const { return name_ == nullptr; }
  [[nodiscard]] std::string_view name() const { return empty() ? std::string_view{} : *name_; }
  friend bool operator==(const FontFamily&, const FontFamily&) = default;

 private:
  const std::string* name_ = nullptr;
};

}  // namespace dateline::text
