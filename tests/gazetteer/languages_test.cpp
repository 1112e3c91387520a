// Short news in languages that bend their names or do not part their words, with the shipped gazetteer and
// weights.
#include <gmock/gmock.h>

#include "expected_pins.h"

namespace dateline::gazetteer {
namespace {

TEST(Languages, KyivIsFoundInEveryCase) {
  expectPins(
      "У Києві відбулася зустріч. Над Києвом літали дрони, потяг до Києва запізнився. Жителі Чернігова та "
      "Канева чекали на мера Тернополя. Дорога з Миколаєва до Кривого Рогу закрита.",
      {{"Києві", 50.45, 30.52},
       {"Києвом", 50.45, 30.52},
       {"Києва", 50.45, 30.52},
       {"Чернігова", 51.5, 31.3},
       {"Канева", 49.75, 31.46},
       {"Тернополя", 49.55, 25.6},
       {"Миколаєва", 46.97, 32.0},
       {"Кривого Рогу", 47.91, 33.39}});
  expectPins("Мер Києва виступив.", {{"Києва", 50.45, 30.52}});
}

TEST(Languages, KazakhCases) {
  expectPins(
      "Семейдегі кітапхана ашылды. Қонақтар Астанадан, Алматыдан, Өскеменнен, Павлодардан келді. Шымкенттен "
      "Қарағандыға пойыз кетті. Ақтауда теңіз бар. Қазақстанның министрі Мәскеуге барды.",
      {{"Семейдегі", 50.41, 80.23},
       {"Астанадан", 51.18, 71.45},
       {"Алматыдан", 43.25, 76.92},
       {"Өскеменнен", 49.97, 82.61},
       {"Павлодардан", 52.28, 76.97},
       {"Шымкенттен", 42.32, 69.6},
       {"Қарағандыға", 49.8, 73.1},
       {"Ақтауда", 43.65, 51.17},
       {"Қазақстанның", 0, 0, "KZ"},
       {"Мәскеуге", 55.75, 37.62}});
}

TEST(Languages, KyrgyzUzbekAndTurkishCases) {
  expectPins("Бишкекте жаан жаады. Кыргызстандын өкмөтү Москвадан келди.",
             {{"Бишкекте", 42.87, 74.59}, {"Кыргызстандын", 0, 0, "KG"}, {"Москвадан", 55.75, 37.62}});
  expectPins(
      "Toshkentda yomg'ir yog'di. Prezident Toshkentdan uchdi va O'zbekistonning eng katta "
      "bozorini ko'rdi.",
      {{"Toshkentda", 41.26, 69.22}, {"Toshkentdan", 41.26, 69.22}, {"zbekistonning", 0, 0, "UZ"}});
  expectPins("Тошкентда ёмғир ёғди. Самарқанднинг ҳокими келди.",
             {{"Тошкентда", 41.26, 69.22}, {"Самарқанднинг", 39.65, 66.96}});
  expectPins("Bakan dün Ankara'da konuştu, sonra İstanbul'dan İzmir'e gitti.",
             {{"Ankara", 39.92, 32.85}, {"İstanbul", 41.01, 28.95}, {"İzmir", 38.41, 27.14}});
}

TEST(Languages, PolishCasesAndHebrewPrefixes) {
  expectPins(
      "W Warszawie i Gdańsku padał deszcz. Pociąg z Krakowa do Poznania się spóźnił, a w Katowicach było "
      "sucho.",
      {{"Warszawie", 52.23, 21.01},
       {"Gdańsku", 54.35, 18.65},
       {"Krakowa", 50.06, 19.94},
       {"Poznania", 52.41, 16.93},
       {"Katowicach", 50.26, 19.03}});
  expectPins("השר נסע לירושלים ומשם לתל אביב. בחיפה ירד גשם. הנשיא שב מלונדון.", {{"לירושלים", 31.77, 35.22},
                                                                                  {"לתל אביב", 32.08, 34.78},
                                                                                  {"בחיפה", 32.82, 34.99},
                                                                                  {"מלונדון", 51.5, -0.12}});
}

TEST(Languages, HungarianSwedishGermanGreekAndBengaliEndings) {
  expectPins(
      "A miniszterelnök Budapesten és Debrecenben tárgyalt, majd Bécsbe és Prágába utazott. Kijevvel és "
      "Párizzsal is egyeztetett, New Yorkba pedig Lengyelországból ment.",
      {{"Budapesten", 47.5, 19.04},
       {"Debrecenben", 47.53, 21.62},
       {"Bécsbe", 48.21, 16.37},
       {"Prágába", 50.09, 14.42},
       {"Kijevvel", 50.45, 30.52},
       {"Párizzsal", 48.85, 2.35},
       {"New Yorkba", 40.71, -74.01},
       {"Lengyelországból", 0, 0, "PL"}});
  expectPins("Stockholms kommun och Sveriges regering möttes i Malmö.",
             {{"Stockholms", 59.33, 18.07}, {"Sveriges", 0, 0, "SE"}, {"Malmö", 55.61, 13.0}});
  expectPins("Die Regierung Deutschlands und der Senat von Berlin sind sich einig.",
             {{"Deutschlands", 0, 0, "DE"}, {"Berlin", 52.52, 13.41}});
  expectPins(
      "Η κυβέρνηση της Αθήνας και οι κάτοικοι του Βόλου. Ο πρωθυπουργός της Γαλλίας είναι στο Παρίσι.",
      {{"Αθήνας", 37.98, 23.73}, {"Βόλου", 39.37, 22.95}, {"Γαλλίας", 0, 0, "FR"}, {"Παρίσι", 48.85, 2.35}});
  expectPins("প্রধানমন্ত্রী ঢাকায় পৌঁছেছেন। চট্টগ্রামের বন্দরে এবং ভারতের কলকাতা শহরে বৃষ্টি হয়েছে।",
             {{"ঢাকায়", 23.71, 90.41},
              {"চট্টগ্রামের", 22.34, 91.83},
              {"ভারতের", 0, 0, "IN"},
              {"কলকাতা", 22.56, 88.36}});
  expectPins("Delegacja Niemiec wyjechała z Berlina do Warszawy.",
             {{"Niemiec", 0, 0, "DE"}, {"Berlina", 52.52, 13.41}, {"Warszawy", 52.23, 21.01}});
}

TEST(Languages, VowelSignsOfHindiAreLetters) {
  expectPins(
      "मुंबई में बारिश हुई। लोग घरों पर ही रहे और पुलिस मौके पर पहुंची। झारखंड, उत्तराखण्ड और इंदौर में भी। अमेरिका ने कहा।",
      {{"मुंबई", 19.07, 72.88},
       {"झारखंड", 23.52, 85.06},
       {"उत्तराखण्ड", 30.06, 79.28},
       {"इंदौर", 22.72, 75.83},
       {"अमेरिका", 0, 0, "US"}},
      {"पर"});
  expectPins("पेरू और नेपाल के मंत्री दिल्ली पहुंचे।",
             {{"पेरू", 0, 0, "PE"}, {"नेपाल", 0, 0, "NP"}, {"दिल्ली", 28.65, 77.23}});
}

TEST(Languages, LittleWordsAreNoPlaces) {
  expectPins("Der Pegel steigt. Der Minister kam mit dem Zug.", {}, {"Der"});
  expectPins("Man kan ikke sige, at det er godt. Var det en ulykke? Mand og kone er i byen.", {},
             {"Man", "Var"});
  expectPins("Van de stad tot het dorp is het niet ver. Der wordt niet meer gezegd dan dat.", {},
             {"Van", "Der"});
  expectPins("Son las tres. Sur la mesa no hay nada, para que se sepa. Como dijo el alcalde.", {},
             {"Son", "Como"});
  expectPins("Lima protests", {{"Lima", -12.04, -77.03}});
  expectPins("Lima orang tewas dan dua luka di kota itu.", {}, {"Lima"});
  expectPins("Presiden tiba di Lima pada hari ini, dan akan pergi ke Peru.", {{"Lima", -12.04, -77.03}});
  expectPins("После того как делегация прибыла в Того, переговоры начались. Того же мнения министр.",
             {{"Того", 0, 0, "TG"}}, {"Того же"});
  expectPins("Cumhurbaşkanı Van'da konuştu ve daha sonra Ankara'ya gitti.", {{"Van", 38.49, 43.38}});
}

TEST(Languages, NamesThatAreWrittenTogetherAndApart) {
  expectPins("وصلت الطائرة من أبو ظبي إلى دبي، ثم أبوظبي.",
             {{"أبو ظبي", 24.45, 54.4}, {"دبي", 25.08, 55.31}, {"أبوظبي", 24.45, 54.4}});
  expectPins("رئیس جمهور از تهران به خرم‌آباد رفت.",
             {{"تهران", 35.69, 51.42}, {"خرم‌آباد", 33.49, 48.36}});
}

TEST(Languages, HebrewAbbreviationsAndHungarianOrderOfNames) {
  expectPins("נשיא ארה\"ב הגיע לבריטניה. שר החוץ של ארה״ב נסע, ובארה\"ב אמרו כי לא.",
             {{"ארה\"ב", 0, 0, "US"}, {"לבריטניה", 0, 0, "GB"}, {"ארה״ב", 0, 0, "US"}});
  expectPins("Orbán Viktor Brüsszelben találkozott a német kancellárral, és ez nem volt könnyű.",
             {{"Brüsszelben", 50.85, 4.35}});
}

TEST(Languages, ChineseNamesOfProvincesNeedNoWordForThem) {
  expectPins("甘肃、青海、四川、云南、广东等省和新疆、西藏、内蒙古今天有雪。", {{"甘肃", 38.74, 100.74},
                                                                                {"青海", 35.27, 96.24},
                                                                                {"四川", 30.54, 102.38},
                                                                                {"云南", 24.46, 101.66},
                                                                                {"广东", 23.79, 113.72},
                                                                                {"新疆", 41.0, 85.0},
                                                                                {"西藏", 32.0, 90.0},
                                                                                {"内蒙古", 44.0, 113.0}});
  expectPins("蒙古国总统访问北京。", {{"北京", 39.9, 116.4}});
}

TEST(Languages, TownsAreInTheProvincesOfToday) {
  const std::string_view text = "Talks were held in Hanoi, Vietnam, in Ho Chi Minh City and in Da Nang.";
  std::vector<std::string> provinces;
  for (const Found& one : shipped().find(text, {.minConfidence = kPin}))
    provinces.emplace_back(shipped().divisionName(one.ref));
  EXPECT_THAT(provinces, testing::ElementsAre("Hanoi", "", "Ho Chi Minh City", "Da Nang City"));
}

TEST(Languages, NamesakesAreWhereTheTextIs) {
  expectPins(
      "El fuego de Zamora y de León llegó a Puebla de Sanabria. De Benavente a Ourense y de Madrid a Galicia "
      "no "
      "hay trenes. Francia e Italia ayudan desde Bruselas y Roma. El presidente viaja a Valladolid y "
      "Santander. "
      "Nivel 2 en la provincia.",
      {{"León", 42.6, -5.57}, {"Zamora", 41.5, -5.74}, {"Valladolid", 41.65, -4.72}}, {"Nivel"});
  expectPins("El presidente llegó a Madrid. En Sevilla y Zaragoza llovía. La delegación salió de Berlín.",
             {{"Zaragoza", 41.66, -0.88}});
  expectPins(
      "Los trenes de Madrid a Barcelona y Valencia se pararon. En Cartagena, Murcia y Alicante llovió. En "
      "Córdoba y "
      "Granada también, como en Guadalajara.",
      {{"Granada", 37.18, -3.6}, {"Guadalajara", 40.63, -3.16}, {"Cartagena", 37.6, -0.98}});
  expectPins("O presidente viajou de Brasília para São Paulo e Manaus.", {{"Brasília", -15.78, -47.93}});
  expectPins("The Libyan towns of Derna, Al Bayda, Susa and Al Marj, in Libya, were hit.",
             {{"Derna", 32.77, 22.64}, {"Al Bayda", 32.76, 21.76}}, {"Susa"});
}

TEST(Languages, EndingsMakeNoPlacesOfCommonWords) {
  expectPins(
      "Онда біз үйге бардық. Барлық оқушылар келді. Халықтың пікірі маңызды. Кейде суық болады. Айгүлге гүл "
      "берді, Ерланның інісі оқиды. Таңда тұрдық, кеште келдік.",
      {}, {"Онда", "Барлық", "Халықтың", "Кейде", "Айгүлге", "Ерланның", "Таңда"});
  expectPins("Bunda hech kim yo'q. Undan keyin yomg'ir yog'di va Karimga kitob berdi.", {},
             {"Bunda", "Undan", "Karimga"});
  expectPins(
      "Ludzie mówią o tym od rana. Nowym prezesem został Adam. Panie, co to jest? Kobieta i dziecko szli do "
      "szkoły.",
      {}, {"Ludzie", "Nowym", "Panie", "Kobieta"});
  expectPins("Іванова сказала, що не прийде. Поля зеленіли, а школі потрібен ремонт. Ранком пішов дощ.", {},
             {"Іванова", "Поля", "Ранком"});
  expectPins("הילדים היו בבית. בבוקר ירד גשם והשוק היה ריק. שלום לכם, אמר המורה.", {},
             {"היו", "בבוקר", "והשוק", "שלום", "המורה"});
}

TEST(Languages, ALongerAndBetterKnownNameWinsWhereWordsAreNotParted) {
  expectPins("总统星期二抵达莫斯科，随后前往北京。", {{"莫斯科", 55.75, 37.62}, {"北京", 39.9, 116.4}},
             {"达莫"});
  expectPins("東京都と京都府で雨が降った。上海南部停电。",
             {{"東京都", 35.69, 139.69}, {"上海", 31.22, 121.46}}, {"海南"});
}

TEST(Languages, ThaiLettersAreNoPlaces) {
  expectPins("กรุงเทพและเชียงใหม่มีฝนตกหนัก", {{"กรุงเทพ", 13.75, 100.5}, {"เชียงใหม่", 18.79, 98.98}}, {"ล", "นัก"});
  expectPins("นายกรัฐมนตรีกล่าวว่าเศรษฐกิจกำลังฟื้นตัว", {}, {"ล่าว", "ตรีก", "กำลั"});
}

TEST(Languages, GermanNounsAfterAnArticleAreNoTowns) {
  expectPins("Der Zug fährt nach Freiburg. Die Halle war voll, und das Essen war gut. Im Zug saß niemand.",
             {{"Freiburg", 48.0, 7.85}}, {"Zug", "Halle", "Essen"});
  expectPins(
      "Der Minister, der Berlin besuchte, fuhr in den Jemen, in die Schweiz und in die Türkei. Der "
      "Hamburg-Marathon beginnt. Er wohnt in Essen, nicht im Wedding.",
      {{"Berlin", 52.52, 13.4},
       {"Jemen", 0, 0, "YE"},
       {"Schweiz", 0, 0, "CH"},
       {"Türkei", 0, 0, "TR"},
       {"Essen", 51.46, 7.01},
       {"Wedding", 52.55, 13.36}});
}

TEST(Languages, WhatStandsInBracketsBelongsToTheName) {
  expectPins(
      "Die Bahn aus Frankfurt (Oder) hält in Halle (Saale), in Freiburg (Breisgau), in Frankfurt (Main) und "
      "in "
      "Esslingen (Neckar).",
      {{"Frankfurt (Oder)", 52.35, 14.55},
       {"Halle (Saale)", 51.48, 11.97},
       {"Freiburg (Breisgau)", 48.0, 7.85},
       {"Frankfurt (Main)", 50.11, 8.68},
       {"Esslingen (Neckar)", 48.74, 9.3}});
  expectPins("Le préfet est venu de Châlons (Marne) ; le maire de Frankfurt/Oder aussi.",
             {{"Châlons", 48.96, 4.36}, {"Frankfurt/Oder", 52.35, 14.55}});
  expectPins("The road from Paris (Texas) to Portland (Oregon) is long.",
             {{"Paris", 33.66, -95.55}, {"Portland", 45.52, -122.68}});
}

TEST(Languages, ATownIsCalledAsTheMapOrTheTextCallsIt) {
  const auto calledIn = [](std::string_view text) {
    for (const Found& one : shipped().find(text, {}))
      if (one.confidence >= kPin) return shipped().nameFor(one, text.substr(one.begin, one.end - one.begin));
    return std::string();
  };
  EXPECT_EQ(calledIn("He flew to Aktau, Kazakhstan."), "Aktau");
  EXPECT_EQ(calledIn("Ақтауда теңіз бар, Қазақстанда дала бар."), "Aktau");
  EXPECT_EQ(calledIn("He flew to Kuryk, Kazakhstan."), "Kuryk");
  EXPECT_EQ(calledIn("A storm hit Gqeberha, South Africa."), "Gqeberha");
  EXPECT_EQ(calledIn("A storm hit Port Elizabeth, South Africa."), "Port Elizabeth");
  EXPECT_EQ(calledIn("The port of Poti, Georgia, was closed."), "Poti");
  EXPECT_EQ(calledIn("LONDON, England — It rained."), "London");
  EXPECT_EQ(calledIn("Le maire est à Londres, dans la ville de la reine."), "London") << "the map writes it";
  EXPECT_EQ(calledIn("The bank is in Frankfurt, Germany."), "Frankfurt am Main");
}

TEST(Languages, SeasAndRegionsAreCalledAsEachLanguageCallsThem) {
  expectPins(
      "Корабли вышли в Чёрное море, танкер шёл по Каспийскому морю. Взрывы в Крыму и на Донбассе. Паводок в "
      "Актюбинской области. Переговоры на Ближнем Востоке.",
      {{"Чёрное море", 43, 34},
       {"Каспийскому морю", 42, 50},
       {"Крыму", 45.3, 34.4},
       {"Донбассе", 48, 38},
       {"Актюбинской области", 48.03, 58.94},
       {"Ближнем Востоке", 29, 41}});
  expectPins("Танкер у Чорному морі. Зустріч у Відні. Вибухи в Криму.",
             {{"Чорному морі", 43, 34}, {"Відні", 48.21, 16.37}, {"Криму", 45.3, 34.4}});
  expectPins(
      "Le navire a quitté la mer Noire pour le golfe de Guinée ; la Crimée reste occupée, dit le préfet.",
      {{"mer Noire", 43, 34}, {"golfe de Guinée", 1, 3}, {"Crimée", 45.3, 34.4}});
  expectPins("Kiew bestätigt Angriffe auf die Krim, sagte ein Sprecher der Armee am Montag.",
             {{"Krim", 45.3, 34.4}});
}

TEST(Languages, AnOrdinaryNounIsNoPlace) {
  expectPins("قال سكان في مدينة بنغازي إن القصف استمر. المصدر: الجزيرة.", {{"بنغازي", 32.12, 20.07}},
             {"مدينة", "المصدر", "الجزيرة"});
  expectPins("وصلت قافلة إلى ولاية الجزيرة في السودان.", {{"الجزيرة", 14.5, 33.4}});
  expectPins(
      "Merkez üssü Düzce olan deprem oldu. Ordu bölgeye asker gönderdi. Yağmur Ordu'da ve Giresun'da "
      "sürüyor.",
      {{"Düzce", 40.84, 31.16}}, {"Merkez", "Ordu"});
  expectPins("Yağmur Ordu'da ve Giresun'da sürüyor, dedi bakan.", {{"Ordu", 40.8, 37.4}});
  expectPins("Die Lage in der Altstadt ist ernst. Im Norden von Passau steigt das Wasser, sagt der Minister.",
             {{"Passau", 48.57, 13.46}}, {"Lage", "Altstadt", "Norden"});
}

TEST(Languages, ARiverIsNotTheCityOfItsName) {
  expectPins("Мост через Волгу в Саратове закрыт.", {{"Волгу", 45.8, 47.9}, {"Саратове", 51.54, 46.01}});
  expectPins("Военные взорвали мост через Днепр у Херсона.",
             {{"Днепр", 46.5, 32.3}, {"Херсона", 46.65, 32.6}});
  expectPins("Truppen überquerten am Montag den Dnipro bei Cherson, sagte ein Sprecher der Armee.",
             {{"Dnipro", 46.5, 32.3}});
  expectPins(
      "Em São Leopoldo, o Rio dos Sinos subiu. O Rio Guaíba passou dos 5 metros em Porto Alegre, e os "
      "peixes da Lagoa dos Patos morreram. Bombeiros vieram do Rio.",
      {{"Porto Alegre", -30.03, -51.23}, {"Rio", -22.9, -43.2}}, {"Rio dos", "Rio Guaíba", "Lagoa"});
}

TEST(Languages, ANameOfTwoWordsIsBentInBoth) {
  expectPins(
      "W Stroniu Śląskim pękła tama. Szpital w Piekarach Śląskich ewakuowano, szkoły w Wodzisławiu Śląskim "
      "zamknięto.",
      {{"Stroniu Śląskim", 50.3, 16.87},
       {"Piekarach Śląskich", 50.38, 18.95},
       {"Wodzisławiu Śląskim", 50.0, 18.47}});
}

TEST(Languages, AnHonorificMakesAPerson) {
  expectPins("佐藤さんと千葉さんは東京で会った。福島氏は反対だと述べた。宮崎容疑者を逮捕した。",
             {{"東京", 35.69, 139.69}}, {"千葉", "福島", "宮崎"});
  expectPins("【東京】山口恵子\n千葉県と福島市で雪が降った。",
             {{"千葉", 35.6, 140.1}, {"福島", 37.75, 140.47}}, {"山口"});
}

}  // namespace
}  // namespace dateline::gazetteer
