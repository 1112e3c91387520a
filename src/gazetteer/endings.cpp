#include "gazetteer/endings.h"

namespace dateline::gazetteer {
namespace {

/// The names in -ово and -ино are left as they are: one does not bend them now, and "Иванова" is a woman.
constexpr std::array kRussian = {
    Ending{"а", {"-"}},
    Ending{"у", {"-", "а"}},
    Ending{"ом", {"-", "ий", "ый", "ое"}},
    Ending{"ем", {"й", "ь", "е", "ее"}},
    Ending{"ем", {"ий"}},
    Ending{"е", {"-", "а", "й", "ь"}},
    Ending{"ые", {"ая"}},
    Ending{"ы", {"а"}},
    Ending{"и", {"а", "я", "ь"}},
    Ending{"ой", {"а", "ая"}},
    Ending{"ей", {"я", "ь", "ая"}},
    Ending{"ю", {"я", "ь", "й", "е"}},
    Ending{"ью", {"ь"}},
    Ending{"я", {"ь", "й", "е"}},
    Ending{"ам", {"ы", "и", "а"}},
    Ending{"ами", {"ы", "и", "а"}},
    Ending{"ах", {"ы", "и", "а"}},
    Ending{"ях", {"и"}},
    Ending{"ов", {"ы"}},
    Ending{"ого", {"ий", "ый", "ой", "ое"}},
    Ending{"его", {"ий", "ее"}},
    Ending{"ому", {"ий", "ый", "ой", "ое"}},
    Ending{"ему", {"ий", "ее"}},
    Ending{"им", {"ий", "ое"}},
    Ending{"ым", {"ый", "ое"}},
    Ending{"ую", {"ая"}},
    Ending{"их", {"ие"}},
    Ending{"ых", {"ые"}},
    Ending{"і", {"-", "а", "я", "ь"}},
    Ending{"ї", {"я"}},
};

constexpr std::array kUkrainian = {
    Ending{"ої", {"а"}},
    Ending{"ій", {"а"}},
    Ending{"ою", {"а"}},
    Ending{"ею", {"я"}},
    Ending{"єю", {"я"}},
    Ending{"ові", {"-"}},
    Ending{"ого", {"е"}},
    Ending{"ому", {"е"}},
    Ending{"им", {"е", "ий"}},
    Ending{"ям", {"я"}},
    Ending{"нню", {"нь"}},
    Ending{"ях", {"і", "я"}},
    Ending{"ями", {"і"}},
    Ending{"ів", {"и", "і"}},
    Ending{"ї", {"й"}},
    Ending{"і", {"е"}},
    // Consonants that change before the ending, a vowel that drops out.
    Ending{"зі", {"га", "г"}},
    Ending{"ці", {"ка", "ець"}},
    Ending{"сі", {"ха"}},
    Ending{"ця", {"ець"}},
    Ending{"цю", {"ець"}},
    Ending{"ні", {"ень"}},
    Ending{"ня", {"ень"}},
    Ending{"нем", {"ень"}},
    Ending{"цем", {"ець"}},
    // Of names in -о the one that is no woman's surname when bent.
    Ending{"пра", {"про"}},
    Ending{"пру", {"про"}},
    Ending{"пром", {"про"}},
    Ending{"прі", {"про"}},
};

constexpr std::array kPolishEndings = {
    Ending{"a", {"-", "e", "o"}},
    Ending{"u", {"-", "e", "o"}},
    Ending{"em", {"-", "e", "o"}},
    Ending{"iem", {"-", "o"}},
    Ending{"ie", {"-", "a", "o"}},
    Ending{"ia", {"-"}},
    Ending{"iu", {"-"}},
    Ending{"i", {"-", "a", "ia"}},
    Ending{"ii", {"ia"}},
    Ending{"y", {"a"}},
    Ending{"e", {"a"}},  // "-ę"
    Ending{"o", {"a"}},
    Ending{"ej", {"a"}},
    Ending{"ego", {"e", "y"}},
    Ending{"emu", {"e", "y"}},
    Ending{"ym", {"e", "y"}},
    Ending{"im", {"i", "ie"}},
    Ending{"iego", {"i", "ie"}},
    Ending{"iemu", {"i", "ie"}},
    Ending{"ich", {"i", "ie"}},
    Ending{"imi", {"ie"}},
    Ending{"ach", {"e", "y", "i"}},
    Ending{"ami", {"e", "y", "i"}},
    Ending{"om", {"e", "y", "i"}},
    Ending{"ic", {"ice"}},
    Ending{"lc", {"lce"}},
    Ending{"h", {"hy"}},  // of countries that are peoples: "Włoch", "Chin", "Niemiec", "Węgier"
    Ending{"n", {"ny"}},
    Ending{"iec", {"cy"}},
    Ending{"ier", {"ry"}},
    // Consonants that change before the ending.
    Ending{"dze", {"ga"}},
    Ending{"ce", {"ka"}},
    Ending{"rze", {"ra", "r"}},
    Ending{"le", {"la", "l"}},
    Ending{"dzie", {"da", "d"}},
    Ending{"cie", {"ta", "t"}},
    Ending{"szcie", {"szt"}},
    Ending{"czech", {"cy"}},
};

// Of, to whom; masculine and neuter nouns, feminine ones, several.
constexpr std::array kGreek = {
    Ending{"ου", {"οσ", "ο", "ι"}},
    Ending{"ο", {"οσ"}},
    Ending{"α", {"ασ"}},
    Ending{"ασ", {"α"}},
    Ending{"η", {"ησ"}},
    Ending{"ησ", {"η"}},
    Ending{"εωσ", {"η"}},
    Ending{"εωσ", {"ισ"}},
    Ending{"ιου", {"ι"}},
    Ending{"ων", {"εσ", "οι", "α", "η"}},
    Ending{"ουσ", {"οι"}},
    Ending{"ουσ", {"ουντα"}},
};

constexpr std::array kTurkicNouns = {
    Ending{"ында", {"ы"}},   Ending{"інде", {"і"}},   Ending{"ынан", {"ы"}},   Ending{"інен", {"і"}},
    Ending{"ына", {"ы"}},    Ending{"іне", {"і"}},    Ending{"ындағы", {"ы"}}, Ending{"індегі", {"і"}},
    Ending{"синда", {"си"}}, Ending{"сидан", {"си"}},
};

// Of whose; where; from where; where to; whom; with whom; of there; those of there.
constexpr auto kTurkic = std::to_array<std::string_view>({
    "ның",  "нің",  "дың",  "дің",  "тың",  "тің",  "нын",  "нин",  "нун",  "нүн",  "дын",  "дин",  "дун",
    "дүн",  "тын",  "тин",  "тун",  "түн",  "нинг", "да",   "де",   "до",   "дө",   "та",   "те",   "то",
    "тө",   "дан",  "ден",  "дон",  "дөн",  "тан",  "тен",  "тон",  "төн",  "нан",  "нен",  "ға",   "ге",
    "га",   "го",   "гө",   "қа",   "ке",   "ка",   "ко",   "кө",   "ны",   "ні",   "ни",   "ну",   "нү",
    "ды",   "ді",   "ди",   "ду",   "дү",   "ты",   "ті",   "ти",   "ту",   "тү",   "мен",  "бен",  "пен",
    "дағы", "дегі", "тағы", "тегі", "дагы", "деги", "догу", "дөгү", "тагы", "теги", "тогу", "төгү", "даги",
    "лық",  "лік",  "дық",  "дік",  "тық",  "тік",  "лык",  "лик",  "лук",  "лүк",  "дык",  "дик",  "тык",
    "тик",  "гача", "дай",  "дей",  "тай",  "тей",
});

constexpr auto kUzbekEndings =
    std::to_array<std::string_view>({"ning", "da", "dan", "ga", "ka", "qa", "ni", "dagi", "lik", "gacha"});

// In, into, out of; on, onto, off; at, to, from; to whom; as far as; for; as; whom.
constexpr auto kHungarianEndings = std::to_array<std::string_view>(
    {"ban",  "ben", "ba",  "be",  "bol", "on",  "en",  "n",   "ra",  "re", "rol",
     "nal",  "nel", "hoz", "hez", "tol", "nak", "nek", "val", "vel", "ig", "ert",
     "kent", "t",   "ot",  "at",  "et",  "ott", "ett", "va",  "ve"});

// Of; in; whom; from in.
constexpr auto kBengali =
    std::to_array<std::string_view>({"র", "ের", "য", "ে", "কে", "তে", "েতে", "রা", "যে", "যের", "ই", "ও"});

}  // namespace

std::span<const Ending> russianEndings() {
  return kRussian;
}
std::span<const Ending> ukrainianEndings() {
  return kUkrainian;
}
std::span<const Ending> polishEndings() {
  return kPolishEndings;
}
std::span<const Ending> turkicEndings() {
  return kTurkicNouns;
}
std::span<const Ending> greekEndings() {
  return kGreek;
}
std::span<const std::string_view> turkicSuffixes() {
  return kTurkic;
}
std::span<const std::string_view> uzbekSuffixes() {
  return kUzbekEndings;
}
std::span<const std::string_view> hungarianSuffixes() {
  return kHungarianEndings;
}
std::span<const std::string_view> bengaliSuffixes() {
  return kBengali;
}

}  // namespace dateline::gazetteer
