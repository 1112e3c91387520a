#include "gazetteer/option.h"

#include <algorithm>

namespace dateline::gazetteer {
namespace {

/// Nought means that GeoNames does not know: half of the seats that it knows have more.
std::uint32_t peopleOf(const PlaceEntry& entry) {
  constexpr std::uint32_t kOfASeat = 9000;
  if (entry.population > 0) return entry.population;
  return entry.kind == Kind::seat || entry.kind == Kind::capital ? kOfASeat : 1;
}

}  // namespace

Option optionOf(const Books& books, const BookClaim& claim) {
  const PlaceEntry entry = books[claim.ref.book]->place(claim.ref.place);
  Option option;
  option.ref = claim.ref;
  option.nameClass = claim.nameClass;
  option.inflected = claim.inflected;
  option.kind = entry.kind;
  option.source = entry.source;
  option.lat = static_cast<float>(entry.at.lat);
  option.lng = static_cast<float>(entry.at.lng);
  option.cosLat = std::cos(option.lat * 0.0174533f);
  option.logPopulation = std::log10(static_cast<float>(peopleOf(entry)));
  option.country = acrossBooks(claim.ref.book, entry.country);
  option.division = acrossBooks(claim.ref.book, entry.division);
  option.district = acrossBooks(claim.ref.book, entry.district);
  return option;
}

}  // namespace dateline::gazetteer
