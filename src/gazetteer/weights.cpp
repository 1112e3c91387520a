#include "gazetteer/weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/file.h"
#include "gazetteer/words.h"

namespace dateline::gazetteer {
namespace {

constexpr std::array<std::string_view, kEvidence> kEvidenceNames = {
#define X(id, text) text,
    DATELINE_EVIDENCE(X)
#undef X
};

constexpr std::array<std::string_view, kNameClasses> kClassNames = {
    "its name", "another name", "a former name", "abbreviation", "postal code", "its government", "demonym"};

constexpr std::size_t kLimitBytes = 1u << 20;

float logOdds(float probability) {
  const float inside = std::clamp(probability, 1e-6f, 1 - 1e-6f);
  return std::log(inside / (1 - inside));
}

/// The lines stand in the order of the model's probability.
bool calibrate(Weights& weights, std::string_view model, float right) {
  float probability = 0;
  if (std::from_chars(model.data(), model.data() + model.size(), probability).ec != std::errc()) return false;
  weights.calibration.push_back({logOdds(probability), logOdds(right)});
  const auto& points = weights.calibration;
  return points.size() < 2 || points[points.size() - 2].model < points.back().model;
}

/// False when no evidence, kind or class has this name.
bool assign(Weights& weights, std::string_view name, float value) {
  const auto set = [&](const auto& names, auto& values) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return false;
    values[static_cast<std::size_t>(found - names.begin())] = value;
    return true;
  };
  if (set(kEvidenceNames, weights.evidence)) return true;
  if (name.starts_with("class: ")) return name.remove_prefix(7), set(kClassNames, weights.nameClass);
  if (name.starts_with("before: ")) return weights.before[hashWord(name.substr(8))] = value, true;
  if (name.starts_with("after: ")) return weights.after[hashWord(name.substr(7))] = value, true;
  if (name == "a street lies in the town named beside it") return weights.street = value, true;
  if (name.starts_with("calibration: ")) return calibrate(weights, name.substr(13), value);
  if (!name.starts_with("kind: ")) return false;
  const auto kind = kindNamed(name.substr(6));
  if (kind) weights.kind[static_cast<std::size_t>(*kind)] = value;
  return kind.has_value();
}

}  // namespace

float Weights::confidence(float probability) const {
  if (calibration.empty()) return probability;
  const float odds = logOdds(probability);
  const auto above = std::find_if(calibration.begin(), calibration.end(),
                                  [&](const Calibration& point) { return point.model > odds; });
  if (above == calibration.begin()) return sigmoid(above->right);
  const Calibration& below = *std::prev(above);
  if (above == calibration.end()) return sigmoid(below.right);
  const float way = (odds - below.model) / (above->model - below.model);
  return sigmoid(below.right + way * (above->right - below.right));
}

std::string_view nameOf(Evidence evidence) {
  return kEvidenceNames[static_cast<std::size_t>(evidence)];
}
std::string_view nameOf(NameClass nameClass) {
  return kClassNames[static_cast<std::size_t>(nameClass)];
}

Result<Weights> parseWeights(std::string_view text, const std::string& name) {
  Weights weights;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.rfind('\t');
    float value = 0;
    const bool good =
        tab != std::string_view::npos &&
        std::from_chars(line.data() + tab + 1, line.data() + line.size(), value).ec == std::errc();
    if (!good || !assign(weights, line.substr(0, tab), value))
      return fail(ErrorKind::invalid, fmt::format("line {} is not a weight", number), name);
  }
  return weights;
}

Result<Weights> readWeights(const std::filesystem::path& path) {
  const Result<std::string> text = readFile(path, kLimitBytes);
  if (!text) return tl::make_unexpected(text.error());
  return parseWeights(*text, path.string());
}

}  // namespace dateline::gazetteer
