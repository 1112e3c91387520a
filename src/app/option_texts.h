#pragma once

#include <string>
#include <vector>

#include "app/command_line.h"

namespace dateline::app {

/// Options arrive as text, from the command line or a line of a batch, and are judged after parsing, so that
/// every refusal is a sentence of ours. What is empty leaves the options as they are.
struct OptionTexts {
  std::string theme, projection, crs, borders, size, scale, dpi, center, zoom, bbox, layerMemory;
  std::vector<std::string> colourBy;
  bool noBuiltinStories = false, noCache = false;
  bool noBasemap = false, noLabels = false, noPins = false, noRoute = false, noRelief = false;
};

Status checkEncoding(const std::string& name);
Status applyCommon(const OptionTexts& texts, Common& common);
Status applySize(const OptionTexts& texts, int& width, int& height, float& scale, double largestScale);
Status applyExport(const OptionTexts& texts, ExportOptions& options);

}  // namespace dateline::app
