#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::article {

/// A value of YAML: text, a list, or members by their names.
struct YamlValue {
  std::string name;  ///< where it is a member
  std::string text;
  std::vector<YamlValue> items;
  std::vector<YamlValue> members;

  /// nullptr where there is no such member.
  [[nodiscard]] const YamlValue* member(std::string_view called) const;
};

/// Reads what stands in front matter: members, lists with hyphens and in brackets, plain and quoted text, and
/// text of several lines. Of the rest of YAML (anchors, tags, keys that are no text) nothing is understood;
/// what is no YAML gives no members.
YamlValue readYaml(std::string_view text);

}  // namespace dateline::article
