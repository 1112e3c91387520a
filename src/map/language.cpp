#include "map/language.h"

#include <algorithm>

namespace dateline::map {

const KnownLanguage* languageCalled(std::string_view code) {
  const auto found = std::find_if(kLanguages.begin(), kLanguages.end(),
                                  [&](const KnownLanguage& language) { return language.code == code; });
  if (found != kLanguages.end()) return &*found;
  const std::size_t last = code.find_last_of("-_");
  return last == std::string_view::npos ? nullptr : languageCalled(code.substr(0, last));
}

Status checkLanguage(std::string_view code) {
  if (languageCalled(code) != nullptr) return {};
  std::string codes;
  for (const KnownLanguage& language : kLanguages)
    codes.append(codes.empty() ? "" : ", ").append(language.code);
  return fail(ErrorKind::usage,
              "the language \"" + std::string(code) + "\" is not known; use one of " + codes, "--language");
}

Language::Language(std::string code, std::string_view table) : code_(std::move(code)) {
  while (!table.empty()) {
    const std::string_view row = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(table.size(), row.size() + 1));
    // Kind, country and the layer's name are the key as they stand.
    const std::size_t tab = row.rfind('\t');
    if (tab != std::string_view::npos) names_.emplace(row.substr(0, tab), row.substr(tab + 1));
  }
}

std::string_view Language::nameOf(Named what, std::string_view country, std::string_view name) const {
  std::string key{static_cast<char>(what), '\t'};
  key.append(country).append("\t").append(name);
  const auto found = names_.find(key);
  return found == names_.end() ? std::string_view{} : found->second;
}

}  // namespace dateline::map
