#include "story/anchor_members.h"

#include <fmt/format.h>

#include <utility>

namespace dateline::story {
namespace {

Json orNull(Json rest) {
  return rest.empty() ? Json() : rest;
}

Selector readSelector(const Json& json, const std::string& where, Faults& faults);

/// The selector that stands in `member`; null where there is none that is understood.
NestedPtr readNested(Members& members, const char* member, Faults& faults) {
  const Json* json = members.take(member);
  if (json == nullptr) return nullptr;
  return std::make_shared<const Nested>(
      Nested{readSelector(*json, fmt::format("{}, {}", members.where(), member), faults)});
}

std::optional<Selector> readQuote(Members& members) {
  TextQuoteSelector quote;
  quote.exact = members.text("exact");
  quote.prefix = members.text("prefix");
  quote.suffix = members.text("suffix");
  if (quote.exact.empty()) {
    members.fault("exact", "is missing or empty");
    return std::nullopt;
  }
  return quote;
}

std::optional<Selector> readPosition(Members& members) {
  const Json* start = members.take("start");
  const Json* end = members.take("end");
  if (start == nullptr || end == nullptr || !start->is_number_unsigned() || !end->is_number_unsigned() ||
      start->get<std::uint64_t>() >= end->get<std::uint64_t>()) {
    members.fault("start", "and \"end\" are not two whole numbers, the first less than the second");
    return std::nullopt;
  }
  TextPositionSelector position;
  position.range = {start->get<std::size_t>(), end->get<std::size_t>()};
  position.sha256 = members.digest("sha256");
  position.paragraphSha256 = members.digest("paragraphSha256");
  return position;
}

std::optional<Selector> readRange(Members& members, Faults& faults) {
  RangeSelector range;
  range.start = readNested(members, "startSelector", faults);
  range.end = readNested(members, "endSelector", faults);
  if (range.start == nullptr || range.end == nullptr) {
    members.fault("startSelector", "or \"endSelector\" is missing");
    return std::nullopt;
  }
  return range;
}

bool isUnderstood(const Selector& selector) {
  if (const auto* range = std::get_if<RangeSelector>(&selector))
    return isUnderstood(range->start->selector) && isUnderstood(range->end->selector);
  const auto* unknown = std::get_if<UnknownSelector>(&selector);
  return unknown == nullptr || (unknown->refinedBy != nullptr && isUnderstood(unknown->refinedBy->selector));
}

Selector readSelector(const Json& json, const std::string& where, Faults& faults) {
  Members members(json, where, faults);
  const Json* type = members.take("type");
  if (type == nullptr || !type->is_string())
    members.fault("type", "of a selector is missing or is not text; the selector is kept, and finds nothing");
  std::optional<Selector> known;
  if (type != nullptr && *type == "TextQuoteSelector") known = readQuote(members);
  if (type != nullptr && *type == "TextPositionSelector") known = readPosition(members);
  if (type != nullptr && *type == "RangeSelector") known = readRange(members, faults);
  // What one does not understand is refined by something that one may: a quote in "the third paragraph".
  const NestedPtr refinedBy = readNested(members, "refinedBy", faults);
  if (!known || !isUnderstood(*known))
    return UnknownSelector{json,
                           refinedBy != nullptr && isUnderstood(refinedBy->selector) ? refinedBy : nullptr};
  std::visit(
      [&](auto& selector) {
        selector.refinedBy = refinedBy;
        if constexpr (requires { selector.extra; }) selector.extra = orNull(members.rest());
      },
      *known);
  return *std::move(known);
}

Anchor readAnchor(const Json& json, const std::string& where, Faults& faults) {
  Anchor anchor;
  Members members(json, where, faults);
  const Json* selector = members.take("selector");
  if (selector == nullptr) {
    // Not an anchor as we know it: kept whole, as a selector that nothing resolves.
    anchor.selectors.emplace_back(UnknownSelector{json});
  } else if (selector->is_array()) {
    for (const Json& one : *selector) anchor.selectors.push_back(readSelector(one, where, faults));
    anchor.extra = members.rest();
  } else {
    anchor.selectors.push_back(readSelector(*selector, where, faults));
    anchor.extra = members.rest();
  }
  if (std::none_of(anchor.selectors.begin(), anchor.selectors.end(), isUnderstood))
    faults.add("has no selector that is understood; the event has no passage by it", where);
  return anchor;
}

}  // namespace

std::vector<Anchor> readAnchors(Members& properties, Faults& faults) {
  std::vector<Anchor> read;
  const Json* anchors = properties.take("anchors");
  if (anchors == nullptr) return read;
  const auto where = [&](std::size_t i) { return fmt::format("{}, anchors[{}]", properties.where(), i); };
  if (anchors->is_array()) {
    for (std::size_t i = 0; i < anchors->size(); ++i)
      read.push_back(readAnchor((*anchors)[i], where(i), faults));
  } else if (anchors->is_object()) {
    read.push_back(readAnchor(*anchors, where(0), faults));
  } else {
    properties.keep("anchors");
    if (!anchors->is_null()) properties.fault("anchors", "is not a list");
  }
  return read;
}

}  // namespace dateline::story
