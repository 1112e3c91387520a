#include "article/abbreviations.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace dateline::article {
namespace {

using WordSet = std::unordered_set<std::string_view>;

/// WordSet of a list parted by white space.
WordSet wordsOfList(std::string_view list) {
  constexpr std::string_view kBlank = " \n";
  WordSet words;
  for (std::size_t at = list.find_first_not_of(kBlank); at != std::string_view::npos;) {
    const std::size_t end = std::min(list.find_first_of(kBlank, at), list.size());
    words.insert(list.substr(at, end - at));
    at = list.find_first_not_of(kBlank, end);
  }
  return words;
}

// A line for each language or so: titles, kinds of streets and of places.
constexpr std::string_view kBeforeName =
    "Mr Mrs Ms Messrs Dr Gen Gens Lt Col Maj Capt Cmdr Cdr Adm Sgt Cpl Pvt Sen Sens Rep Reps Gov Prof Rev "
    "Hon "
    "Pres Amb Sec Brig Supt Insp St Mt Ft Fr vs e.g i.e approx "
    "dr prof Hr Frl Dipl Ing Hl Bgm bzw bspw inkl sog vgl evtl ggf Hrsg "
    "Mme Mmes Mlle Mlles Mgr Pr Ste env cf "
    "Sr Sra Sres Srta Dra Dña Lic Gral gral Cnel Tte Arq Mons Pdte Sto Sta Excmo Excma Av Avda EE "
    "Profa Eng Exmo Exma Cel Pça "
    "Sig Sigg Dott dott ing avv Avv Arch "
    "ul gen płk ppłk mjr ks św inż mgr hab abp bp woj tzw tzn np "
    "sv nám tř Bc MUDr JUDr PhDr RNDr plk tzv např tj "
    "Doç Yrd Org Alb Yzb Mah Cad Sok "
    "dhr mevr mw drs bijv "
    "ifj özv Szt kb ún "
    "dl dna Sf sf jud "
    "Jl Jln Drs Hj Kol Jend Kab Kec Brgy Gng "
    "ул просп пер наб бул пос пгт дер оз акад проф ген полк подполк лейт св тов гр "
    "вул пров бульв смт "
    "Αγ αγ Δρ "
    "डॉ प्रो पं ডা ড মো";
constexpr std::string_view kBeforeNumber =
    "No Nos Art art Arts Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec Fig fig p pp Vol vol Ch "
    "Nr nr Str Abs Bd Kap Abb Tel tel Rn Okt Dez ca kl "
    "janv févr avr juil sept oct nov déc al chap tél pág págs núm ene abr dic fev dez "
    "gen genn febb giu lug sett ott pag godz str poz ust čl čís č sz "
    "№ ст стр п д кв корп рис тел янв фев февр апр авг сент окт нояб дек "
    "січ лют бер квіт трав черв лип серп вер жовт лист груд Mad sy";
constexpr std::string_view kEither =
    "Jr Sr Inc Ltd Co Corp etc a.m p.m Ave Blvd Rd Bros Mio Mrd Chr Cie MM doc TP TS PGS GS UU Ud Uds Vd Vds "
    "im им ім пр";
constexpr std::string_view kStates =
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla "
    "Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que";

constexpr std::string_view kOpeners =
    "The A An He She It They We You I In On At But And Or This That These Those There When While As If For "
    "From His Her Its Their Our My What Who How Why So After Before With By To Not No Some Many Most All "
    "Both "
    "Der Die Das Den Dem Ein Eine Einen Er Sie Es Wir Ihr Im Am Auf Aus Bei Mit Nach Von Vom Zu Zum Zur Und "
    "Oder "
    "Aber Auch Als Wenn Wie Wo Dort Hier Dann Doch Noch Nun Seit Für Vor Über Unter Dies Diese Dieser Dazu "
    "Danach "
    "Dabei Damit Daher Deshalb Dennoch Außerdem Allerdings Nachdem Während Weil Obwohl Bisher Zuvor Später "
    "Insgesamt "
    "Laut Nur Mehr Alle Viele Trotz Wegen Jetzt Heute Gestern Zudem Rund Etwa Mehrere Zwei Drei "
    "Le La Les L Un Une Des Du De Il Elle Ils Elles On Ce Cet Cette Ces Et Mais Ou En Au Aux Dans Pour Par "
    "Sur Avec "
    "Après Selon Son Sa Ses Leur Nous Vous Je Tu Si Quand À "
    "El Los Las Una Unos Ella Ellos Y O Pero Con Por Para Según Sobre Desde Su Sus Este Esta Esto Eso Cuando "
    "Como "
    "Se No Ya También Tras Al Del Lo Le "
    "Os Um Uma Ele Ela Eles Elas E Mas Em No Na Nos Nas Do Da Dos Das Com Sem Após Segundo Seu Sua Esse Essa "
    "Gli Uno Lui Lei Loro Nel Nella Nei Dal Dalla Della Ma Anche Questo Questa Quando Dopo Secondo Non Che "
    "W Na Do Od Po Za Przed Przy Dla Ze Z To Ten Ta Te Jest Był On Ona Oni Ale Jak Gdy Nie Według Tam "
    "Potem Później Wtedy Jednak Dlatego Teraz Dziś Wczoraj Wszystko Wcześniej Kiedy "
    "V Ve S K O U Je Byl Ten Tato Také Podle Jeho Její "
    "Bu Şu O Bir Ve Ama Fakat Ancak Daha Sonra Için "
    "De Het Een Hij Zij Ze Wij En Maar Ook Op Voor Naar Uit Bij Dat Dit Deze Er Nu "
    "Den Det En Ett Et Han Hon Hun De Vi Och Og Men Også Efter Etter Som På "
    "A Az Egy És De Ez Ő "
    "В Во На По За Из От До Для При Про С Со К Ко У О Об И А Но Или Он Она Они Оно Мы Вы Я Это Этот Эта Эти "
    "Тот Та "
    "Те Его Её Ее Их Как Когда Если Что Кто Где Там Также Так После Перед Во Не Уже Всего Все Согласно "
    "Потом Затем Однако Поэтому Теперь Сейчас Сегодня Вчера Ранее Кроме Среди Более Пока Между Через Только "
    "У В На З Зі Із Від До Для При Про За По Та І Й Але Або Він Вона Вони Ми Ви Це Цей Ця Ці Його Її Їх Як "
    "Коли "
    "Якщо Що Хто Де Там Також Після Не Вже Усі";
constexpr std::string_view kLeadOrdinals =
    "der die das dem den des im am vom zum zur beim ans ins ab bis seit jeder jede jedes jedem ein eine "
    "einen "
    "einem einer ihr ihre ihren ihrem sein seine seinen seinem unser unsere Der Die Das Dem Den Des Im Am "
    "Vom Zum "
    "Zur Beim Ab Bis Seit Jeder Jede und";

}  // namespace

Abbreviation abbreviationOf(std::string_view word) {
  static const std::unordered_map<std::string_view, Abbreviation> kKinds = [] {
    std::unordered_map<std::string_view, Abbreviation> kinds;
    for (const auto& [list, kind] :
         {std::pair(kBeforeName, Abbreviation::beforeName), std::pair(kEither, Abbreviation::either),
          std::pair(kBeforeNumber, Abbreviation::beforeNumber), std::pair(kStates, Abbreviation::state)})
      for (const std::string_view one : wordsOfList(list)) kinds.emplace(one, kind);
    return kinds;
  }();
  const auto known = kKinds.find(word);
  return known == kKinds.end() ? Abbreviation::none : known->second;
}

bool opensSentence(std::string_view word) {
  static const WordSet kWords = wordsOfList(kOpeners);
  return kWords.contains(word);
}

bool leadsOrdinal(std::string_view word) {
  static const WordSet kWords = wordsOfList(kLeadOrdinals);
  return kWords.contains(word);
}

}  // namespace dateline::article
