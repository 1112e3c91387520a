#include "session/map_language.h"

#include <utility>

#include "base/file.h"
#include "base/paths.h"
#include "session/session.h"

namespace dateline::session {
namespace {

constexpr std::size_t kLargestTable = 4 << 20;

}  // namespace

Result<map::LanguagePtr> readLanguage(const std::string& code) {
  if (code.empty()) return map::LanguagePtr{};
  if (Status known = map::checkLanguage(code); !known) return tl::make_unexpected(known.error());
  const std::string language(map::languageCalled(code)->code);
  if (language == "en") return map::LanguagePtr{};
  const auto path = shippedFile("geodata/languages/" + language + ".tsv");
  if (!path) return tl::make_unexpected(path.error());
  const Result<std::string> table = readFile(*path, kLargestTable);
  if (!table) return tl::make_unexpected(table.error());
  return std::make_shared<const map::Language>(language, *table);
}

std::string_view nameIn(const map::Language& language, const gazetteer::Place& place) {
  using gazetteer::PlaceKind;
  const map::Named what = place.kind == PlaceKind::country ? map::Named::country
                          : place.kind == PlaceKind::water ? map::Named::water
                                                           : map::Named::town;
  return language.nameOf(what, place.countryCode, place.name);
}

std::shared_ptr<const gazetteer::NameIndex> readForeignNames(const gazetteer::Gazetteer& gazetteer) {
  std::vector<gazetteer::PlaceName> names;
  for (const map::KnownLanguage& known : map::kLanguages) {
    const Result<map::LanguagePtr> language = readLanguage(std::string(known.code));
    if (!language || *language == nullptr) continue;
    for (std::uint32_t i = 0; i < gazetteer.places().size(); ++i) {
      const gazetteer::Place& place = gazetteer.places()[i];
      if (const std::string_view name = nameIn(**language, place); !name.empty())
        names.push_back({std::string(name), i});
      // The languages know more provinces than towns, and many a one is called as its town is.
      if (const std::string_view name =
              (*language)->nameOf(map::Named::province, place.countryCode, place.name);
          !name.empty())
        names.push_back({std::string(name), i});
    }
  }
  return std::make_shared<const gazetteer::NameIndex>(std::move(names));
}

/// Only those who look for a place need them.
void Session::loadForeignNames() {
  if (state_.gazetteer == nullptr || std::exchange(askedForForeignNames_, true)) return;
  ++reading_;
  workers_.run(
      [this, gazetteer = state_.gazetteer] {
        inbox_.post([this, names = readForeignNames(*gazetteer)] {
          --reading_;
          state_.foreignNames = names;
          ++revision_;
          if (state_.goTo.open) on(command::SetGoTo{state_.goTo.query});
        });
      },
      25.0);
}

void Session::on(const command::SetMapLanguage& set) {
  const Result<map::LanguagePtr> language = readLanguage(set.language);
  if (!language) return complain("The map keeps its language", language.error().text());
  state_.look.language = *language;
}

}  // namespace dateline::session
