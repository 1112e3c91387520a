// The members of W3C annotations, for reading and for writing them.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "story/anchor.h"

namespace dateline::story {

/// Of the annotations that we write.
const Json& ourMotivation();

/// Null for what is absent or null.
const Json* member(const Json& json, const char* name);
/// Empty for what is no text.
std::string textOf(const Json* json);
/// The member under its short name or its JSON-LD keyword.
const Json* idMember(const Json& json);
/// Whether a thing is of that type, among others perhaps.
bool isOf(const Json& json, std::string_view type);
/// One or a list of something, as a list.
std::vector<const Json*> listOf(const Json* json);

/// Adds the members but for those named.
void copyMembers(Json& to, const Json& from, std::initializer_list<std::string_view> but);
/// The members but for those named.
Json without(const Json& json, std::initializer_list<std::string_view> names);

/// A body of plain text.
Json textBody(const std::string& text);
/// The body by which we say what an event is.
Json describingBody(const std::string& title);
/// The words of a body; of a choice, those of its first. None where it is no text, and of a tag, which
/// files a passage and does not describe it.
std::optional<std::string> wordsOf(const Json& body);

}  // namespace dateline::story
