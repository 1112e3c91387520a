#include "session/reasons_in_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dateline::session {
namespace {

/// The evidence that a reader can follow, what spoke most for or against a reading first.
std::vector<gazetteer::Reason> weightiest(std::vector<gazetteer::Reason> reasons, std::size_t most) {
  std::erase_if(reasons, [](const gazetteer::Reason& reason) {
    return std::abs(reason.worth) <= 0.05f || reason.text == "always" || reason.text.starts_with("kind: ") ||
           reason.text.starts_with("class: ");
  });
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.worth) > std::abs(b.worth); });
  if (reasons.size() > most) reasons.resize(most);
  return reasons;
}

}  // namespace

std::string inWords(std::vector<gazetteer::Reason> reasons) {
  std::erase_if(reasons, [](const gazetteer::Reason& reason) { return reason.worth < 0; });
  std::string text;
  for (const gazetteer::Reason& reason : weightiest(std::move(reasons), 3))
    text += (text.empty() ? "" : "; ") + reason.text;
  return text;
}

std::string withWorth(const std::vector<gazetteer::Reason>& reasons) {
  std::string text;
  for (const gazetteer::Reason& reason : weightiest(reasons, 4))
    text += fmt::format("{}{} {}{:.1f}", text.empty() ? "" : "; ", reason.text,
                        reason.worth < 0 ? "\u2212" : "+", std::abs(reason.worth));
  return text;
}

}  // namespace dateline::session
