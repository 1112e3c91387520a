// Values of OGR fields as text. Inside gdal only.
#pragma once

#include <string>

class OGRFeature;
class OGRFieldDefn;

namespace dateline::gdal {

/// Of how many texts something was not as it should be.
struct TextFaults {
  int cut = 0;         ///< longer than they may be
  int unreadable = 0;  ///< no UTF-8: in an encoding that the file does not tell
};

/// Valid UTF-8 of at most 4096 bytes, cut between characters, with blanks for control characters.
std::string cleanText(const char* text, TextFaults& faults);

/// A value as text, as features' attributes have it: numbers in their shortest form, lists with commas, truth
/// as "true" and "false", dates and times as ISO 8601 ("2023-02-28 10:00:00+06:00").
std::string attributeText(const OGRFeature& feature, int field, TextFaults& faults);

/// Its values are numbers to the file, which it does not write as people do.
bool isNumeric(const OGRFieldDefn& definition);

}  // namespace dateline::gdal
