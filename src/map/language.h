#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"

namespace dateline::map {

/// A language that names on the map can be had in.
struct KnownLanguage {
  std::string_view code;   ///< BCP 47
  std::string_view title;  ///< in the language itself
};

/// English is what the names of the layers are. The others stand in geodata/languages/.
inline constexpr std::array kLanguages = std::to_array<KnownLanguage>({
    {"en", "English"},    {"id", "Bahasa Indonesia"},
    {"de", "Deutsch"},    {"es", "Español"},
    {"fr", "Français"},   {"it", "Italiano"},
    {"hu", "Magyar"},     {"nl", "Nederlands"},
    {"pl", "Polski"},     {"pt", "Português"},
    {"sv", "Svenska"},    {"vi", "Tiếng Việt"},
    {"tr", "Türkçe"},     {"el", "Ελληνικά"},
    {"kk", "Қазақша"},    {"ru", "Русский"},
    {"uk", "Українська"}, {"he", "עברית"},
    {"ar", "العربية"},    {"ur", "اردو"},
    {"fa", "فارسی"},      {"hi", "हिन्दी"},
    {"bn", "বাংলা"},      {"zh", "中文"},
    {"ja", "日本語"},     {"ko", "한국어"},
});

/// Of a code with a script or a region ("pt-BR") the language itself where it has no table of its own;
/// nullptr for what is not known.
const KnownLanguage* languageCalled(std::string_view code);

/// An error of usage that lists those that are known.
Status checkLanguage(std::string_view code);

enum class Named : char { country = 'c', province = 'p', town = 't', water = 'w' };

/// The names of the world in one language.
class Language {
 public:
  /// The rows of a file of geodata/languages/; what is no row is passed over.
  Language(std::string code, std::string_view table);

  [[nodiscard]] const std::string& code() const { return code_; }
  /// What the language calls what the layer calls `name`; empty where that is not known.
  [[nodiscard]] std::string_view nameOf(Named what, std::string_view country, std::string_view name) const;

 private:
  std::string code_;
  std::unordered_map<std::string, std::string> names_;
};

using LanguagePtr = std::shared_ptr<const Language>;

}  // namespace dateline::map
