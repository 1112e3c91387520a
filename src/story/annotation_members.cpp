#include "story/annotation_members.h"

#include <algorithm>

namespace dateline::story {

const Json& ourMotivation() {
  static const Json motivation = Json::array({"describing", "identifying"});
  return motivation;
}

const Json* member(const Json& json, const char* name) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found == json.end() || found->is_null() ? nullptr : &*found;
}

std::string textOf(const Json* json) {
  return json != nullptr && json->is_string() ? json->get<std::string>() : std::string();
}

const Json* idMember(const Json& json) {
  const Json* id = member(json, "id");
  return id != nullptr ? id : member(json, "@id");
}

bool isOf(const Json& json, std::string_view type) {
  const Json* types = member(json, "type");
  if (types == nullptr) types = member(json, "@type");
  if (types == nullptr) return false;
  const auto is = [&](const Json& one) {
    if (!one.is_string()) return false;
    std::string_view name = one.get_ref<const std::string&>();
    if (name.starts_with("oa:")) name.remove_prefix(3);
    return name == type;
  };
  return types->is_array() ? std::any_of(types->begin(), types->end(), is) : is(*types);
}

std::vector<const Json*> listOf(const Json* json) {
  std::vector<const Json*> list;
  if (json == nullptr) return list;
  if (!json->is_array()) return {json};
  for (const Json& one : *json) list.push_back(&one);
  return list;
}

void copyMembers(Json& to, const Json& from, std::initializer_list<std::string_view> but) {
  for (const auto& [name, value] : from.items())
    if (std::find(but.begin(), but.end(), name) == but.end()) to[name] = value;
}

Json without(const Json& json, std::initializer_list<std::string_view> names) {
  Json rest = Json::object();
  copyMembers(rest, json, names);
  return rest;
}

Json textBody(const std::string& text) {
  return {{"type", "TextualBody"}, {"format", "text/plain"}, {"value", text}};
}

Json describingBody(const std::string& title) {
  return {{"type", "TextualBody"}, {"purpose", "describing"}, {"format", "text/plain"}, {"value", title}};
}

std::optional<std::string> wordsOf(const Json& body) {
  const Json* one = &body;
  if (const Json* items = member(body, "items");
      isOf(body, "Choice") && items != nullptr && items->is_array() && !items->empty())
    one = &items->front();
  const Json* value = member(*one, "value");
  if (!isOf(*one, "TextualBody") && value == nullptr) return std::nullopt;
  if (const Json* purpose = member(*one, "purpose"); purpose != nullptr && *purpose == "tagging")
    return std::nullopt;
  return textOf(value);
}

}  // namespace dateline::story
