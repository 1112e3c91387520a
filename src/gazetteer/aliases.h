#pragma once

#include <array>
#include <string_view>

namespace dateline::gazetteer {

/// A name in the news that the layers do not have.
struct Alias {
  std::string_view name;
  std::string_view code;  ///< adm0_a3 of a country
};

inline constexpr std::array kCountryAliases = {
    Alias{"US", "USA"},
    Alias{"U.S.", "USA"},
    Alias{"USA", "USA"},
    Alias{"U.S.A.", "USA"},
    Alias{"United States", "USA"},
    Alias{"United States of America", "USA"},
    Alias{"UK", "GBR"},
    Alias{"U.K.", "GBR"},
    Alias{"Britain", "GBR"},
    Alias{"Great Britain", "GBR"},
    Alias{"United Kingdom", "GBR"},
    Alias{"Russia", "RUS"},
    Alias{"Russian Federation", "RUS"},
    Alias{"China", "CHN"},
    Alias{"UAE", "ARE"},
    Alias{"Emirates", "ARE"},
    Alias{"South Korea", "KOR"},
    Alias{"North Korea", "PRK"},
    Alias{"Iran", "IRN"},
    Alias{"Syria", "SYR"},
    Alias{"Turkey", "TUR"},
    Alias{"Türkiye", "TUR"},
    Alias{"Czech Republic", "CZE"},
    Alias{"Czechia", "CZE"},
    Alias{"Ivory Coast", "CIV"},
    Alias{"Côte d’Ivoire", "CIV"},
    Alias{"DR Congo", "COD"},
    Alias{"DRC", "COD"},
    Alias{"Democratic Republic of the Congo", "COD"},
    Alias{"Democratic Republic of Congo", "COD"},
    Alias{"Republic of the Congo", "COG"},
    Alias{"Central African Republic", "CAF"},
    Alias{"Dominican Republic", "DOM"},
    Alias{"Bosnia", "BIH"},
    Alias{"Bosnia and Herzegovina", "BIH"},
    Alias{"Myanmar", "MMR"},
    Alias{"Burma", "MMR"},
    Alias{"Eswatini", "SWZ"},
    Alias{"Swaziland", "SWZ"},
    Alias{"Laos", "LAO"},
    Alias{"Brunei", "BRN"},
    Alias{"Moldova", "MDA"},
    Alias{"Tanzania", "TZA"},
    Alias{"Vatican", "VAT"},
    Alias{"Holy See", "VAT"},
    Alias{"Holland", "NLD"},
    Alias{"East Timor", "TLS"},
    Alias{"Cape Verde", "CPV"},
    Alias{"Kirghizia", "KGZ"},
};

/// Another name of a city, by the name it has in the layers.
struct CityAlias {
  std::string_view name;
  std::string_view city;
};
inline constexpr std::array kCityAliases = {
    CityAlias{"Washington", "Washington, D.C."},
    CityAlias{"Washington DC", "Washington, D.C."},
    CityAlias{"Washington D.C.", "Washington, D.C."},
    CityAlias{"New York City", "New York"},
    CityAlias{"Kyiv", "Kiev"},
    CityAlias{"Kiev", "Kyiv"},
    CityAlias{"Nur-Sultan", "Astana"},
    CityAlias{"Astana", "Nur-Sultan"},
};

/// Cities whose name in a text is most often the English word, or a first name.
inline constexpr std::array kOrdinaryWords = std::to_array<std::string_view>(
    {"Along",      "Arab",    "Ball",    "Bar",      "Bath",      "Batman",       "Battle", "Bend",
     "Best",       "Bright",  "Brits",   "Buffalo",  "Central",   "Chester",      "Date",   "Deal",
     "Enterprise", "Gap",     "General", "Green",    "Hope",      "Independence", "Of",     "Liberal",
     "Liberty",    "Male",    "Man",     "Many",     "March",     "Mobile",       "Most",   "Much",
     "Nice",       "Normal",  "Orange",  "Police",   "Reading",   "Roman",        "Same",   "Sandwich",
     "Split",      "Street",  "Sun",     "Surprise", "Tours",     "Union",        "Young",  "Page",
     "Madison",    "Jackson", "Lincoln", "Victoria", "Charlotte", "Florence"});

}  // namespace dateline::gazetteer
