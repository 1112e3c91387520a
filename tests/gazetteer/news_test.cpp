// Short news of many kinds, in several languages, with the shipped gazetteer and weights: what is pinned, and
// where.
#include <gmock/gmock.h>

#include "expected_pins.h"

namespace dateline::gazetteer {
namespace {

TEST(News, AWireFromLondonNamesTheCapitalsOfTheWorld) {
  expectPins(
      "LONDON, June 2 — Finance ministers gathered in London on Thursday and promised to lend more to "
      "Zambia and Laos. Delegates had come by train from Paris, Brussels and Amsterdam; those from "
      "Rome and Athens listened by video. A decision is expected in Washington in the autumn.",
      {{"LONDON", 51.5, -0.12},
       {"London", 51.5, -0.12},
       {"Paris", 48.86, 2.35},
       {"Brussels", 50.85, 4.35},
       {"Amsterdam", 52.37, 4.9},
       {"Rome", 41.9, 12.5},
       {"Athens", 37.98, 23.73},
       {"Washington", 38.9, -77.03},
       {"Zambia", 0, 0, "ZM"},
       {"Laos", 0, 0, "LA"}});
}

TEST(News, AWireFromWashingtonIsFromTheCapital) {
  expectPins(
      "WASHINGTON, Feb. 11 — The central bank left its rate alone. In Washington, a spokesman said the "
      "board would look again in March. Banks in Toronto and Mexico City had expected as much.",
      {{"WASHINGTON", 38.9, -77.03},
       {"Washington", 38.9, -77.03},
       {"Toronto", 43.7, -79.4},
       {"Mexico City", 19.43, -99.13}});
}

TEST(News, TheMarketsAreTheLargeCities) {
  expectPins(
      "Shares rose in Tokyo and Hong Kong but fell in Frankfurt, Paris and Milan. In New York, futures "
      "pointed higher. Oil traders in Singapore, Houston and Rotterdam saw little demand.",
      {{"Tokyo", 35.69, 139.69},
       {"Hong Kong", 22.3, 114.17},
       {"Frankfurt", 50.11, 8.68},
       {"Paris", 48.86, 2.35},
       {"Milan", 45.46, 9.19},
       {"New York", 40.71, -74.0},
       {"Singapore", 1.29, 103.85},
       {"Houston", 29.76, -95.37},
       {"Rotterdam", 51.92, 4.48}});
}

TEST(News, APortIsItsTown) {
  expectPins(
      "HAMBURG, Germany (AP) — Workers at the port of Hamburg stopped unloading on Monday. Ships were "
      "sent on to Antwerp, Bremerhaven and Gdansk, the harbour master said. Talks continue in Berlin.",
      {{"HAMBURG", 53.55, 9.99},
       {"Hamburg", 53.55, 9.99},
       {"Antwerp", 51.22, 4.4},
       {"Bremerhaven", 53.55, 8.58},
       {"Gdansk", 54.35, 18.65},
       {"Berlin", 52.52, 13.4}});
}

TEST(News, AnEarthquakeInPeru) {
  expectPins(
      "A strong earthquake shook the coast of Peru before dawn. Buildings cracked in Arequipa, and "
      "people ran into the streets of Lima and La Paz. The tremor was felt in Santiago.",
      {{"Peru", 0, 0, "PE"}, {"Lima", -12.04, -77.03}});
}

TEST(News, CapitalsWithoutAnyContext) {
  expectPins(
      "Dublin will host the final, the association announced in Geneva. Vienna, Cardiff and Lisbon had "
      "also applied; Naples withdrew.",
      {{"Dublin", 53.33, -6.25},
       {"Geneva", 46.2, 6.15},
       {"Vienna", 48.21, 16.37},
       {"Cardiff", 51.48, -3.18},
       {"Lisbon", 38.72, -9.13},
       {"Naples", 40.85, 14.27}});
}

TEST(News, ALocalPaperMeansItsOwnTown) {
  expectPins(
      "PARIS, Texas — The city council voted on Tuesday to repair Lamar Avenue. Drivers from Paris, "
      "Bonham and Sulphur Springs had complained for years, Mayor Ann Hill said. The state in Austin "
      "pays half.",
      {{"PARIS", 33.66, -95.55},
       {"Paris", 33.66, -95.55},
       {"Bonham", 33.58, -96.18},
       {"Sulphur Springs", 33.14, -95.6},
       {"Austin", 30.27, -97.74}});
}

TEST(News, LondonIsInOntarioWhereTheTextSaysSo) {
  expectPins(
      "A bus from Windsor and Kitchener broke down outside London, Ontario, on Friday. Nobody was "
      "hurt. Police in London said the road to St. Thomas was closed for two hours.",
      {{"London", 42.98, -81.25}, {"Windsor", 42.3, -83.02}});
}

TEST(News, ACountryInBracketsChoosesTheNamesake) {
  expectPins(
      "MÉRIDA (México), 4 may — Una tormenta dejó sin luz a miles de familias en Mérida. Las clases se "
      "suspendieron también en Cancún y Campeche.",
      {{"MÉRIDA", 20.97, -89.62}, {"Mérida", 20.97, -89.62}, {"Cancún", 21.17, -86.85}});
}

TEST(News, SpanishExonymsAreFound) {
  expectPins(
      "Los camiones salieron de Córdoba (Argentina) y llegaron a Rosario el martes. Otros esperan en "
      "Santiago, en Lima y en Bogotá, según un portavoz en Buenos Aires. En Madrid y Roma no hubo "
      "reacción.",
      {{"Córdoba", -31.42, -64.18},
       {"Rosario", -32.95, -60.64},
       {"Santiago", -33.45, -70.66},
       {"Lima", -12.04, -77.03},
       {"Bogotá", 4.61, -74.08},
       {"Buenos Aires", -34.6, -58.4},
       {"Madrid", 40.42, -3.7},
       {"Roma", 41.9, 12.5}});
}

TEST(News, GermanExonymsAreFound) {
  expectPins(
      "In Köln und Düsseldorf fielen am Montag die Züge aus. Reisende nach Brüssel, Paris und London "
      "mussten in Aachen warten. Die Bahn in Frankfurt bat um Geduld, in Wien und Rom fuhr alles nach "
      "Plan.",
      {{"Köln", 50.93, 6.95},
       {"Düsseldorf", 51.22, 6.78},
       {"Brüssel", 50.85, 4.35},
       {"Paris", 48.86, 2.35},
       {"London", 51.5, -0.12},
       {"Aachen", 50.78, 6.08},
       {"Frankfurt", 50.11, 8.68},
       {"Wien", 48.21, 16.37},
       {"Rom", 41.9, 12.5}});
}

TEST(News, FrenchExonymsAreFound) {
  expectPins(
      "Le maire de Lyon a reçu des élus venus de Londres, de Rome et de Bruxelles. À Marseille, le "
      "port reste fermé. Une réunion est prévue à Genève, puis à New York.",
      {{"Lyon", 45.75, 4.85},
       {"Londres", 51.5, -0.12},
       {"Rome", 41.9, 12.5},
       {"Bruxelles", 50.85, 4.35},
       {"Marseille", 43.3, 5.4},
       {"Genève", 46.2, 6.15},
       {"New York", 40.71, -74.0}});
}

TEST(News, ItalianExonymsAreFound) {
  expectPins(
      "Da Milano a Torino i treni viaggiano in ritardo. A Roma il ministro ha promesso fondi; a Parigi "
      "e a Londra si attende. La nave è partita da Genova per Barcellona.",
      {{"Milano", 45.46, 9.19},
       {"Torino", 45.07, 7.69},
       {"Roma", 41.9, 12.5},
       {"Parigi", 48.86, 2.35},
       {"Londra", 51.5, -0.12},
       {"Genova", 44.4, 8.93},
       {"Barcellona", 41.39, 2.16}});
}

TEST(News, RussianCasesAreFound) {
  expectPins(
      "Поезд из Казани в Екатеринбург опоздал на пять часов. В Самаре и Уфе ждали пассажиров до утра, "
      "а в Твери движение восстановили. Делегации Казахстана, Индии и Германии прибыли в Москву из "
      "Берлина и Астаны.",
      {{"Казани", 55.79, 49.12},
       {"Екатеринбург", 56.85, 60.6},
       {"Самаре", 53.2, 50.15},
       {"Уфе", 54.74, 55.97},
       {"Твери", 56.86, 35.9},
       {"Казахстана", 0, 0, "KZ"},
       {"Индии", 0, 0, "IN"},
       {"Германии", 0, 0, "DE"},
       {"Москву", 55.75, 37.62},
       {"Берлина", 52.52, 13.4},
       {"Астаны", 51.18, 71.45}});
}

TEST(News, RussianNamesOfSeveralWordsAndOfPeople) {
  expectPins(
      "Суд в Санкт-Петербурге отложил дело. Адвокаты приехали из Нижнего Новгорода, Ростова-на-Дону и "
      "Челябинска. Иванов и Петрова молчали; Ленина вспомнил только Владимир Соколов.",
      {{"Санкт-Петербурге", 59.94, 30.31},
       {"Нижнего Новгорода", 56.33, 44.0},
       {"Ростова-на-Дону", 47.23, 39.71},
       {"Челябинска", 55.15, 61.43}},
      {"Иванов", "Петрова", "Ленина"});
}

TEST(News, ArabicNamesWithTheirPrefixes) {
  expectPins(
      "وصل الوزير إلى القاهرة قادما من الرياض وبيروت. وقال في دمشق إن المحادثات ستستمر في بغداد وعمان، "
      "وأن الوفد سيزور الدوحة والكويت.",
      {{"القاهرة", 30.05, 31.25},
       {"الرياض", 24.69, 46.72},
       {"وبيروت", 33.89, 35.5},
       {"دمشق", 33.51, 36.29},
       {"بغداد", 33.34, 44.4},
       {"الدوحة", 25.29, 51.53}},
      {"وأن"});
}

TEST(News, AChineseVerbIsNoTown) {
  expectPins(
      "北京和上海的机场星期一关闭。国家启动应急响应，航班改飞天津、广州和深圳。东京和首尔也有航班取消。",
      {{"北京", 39.9, 116.4},
       {"上海", 31.22, 121.46},
       {"天津", 39.14, 117.18},
       {"广州", 23.12, 113.25},
       {"深圳", 22.54, 114.07},
       {"东京", 35.69, 139.69},
       {"首尔", 37.57, 126.98}},
      {"启动"});
}

TEST(News, JapaneseNames) {
  expectPins("米国のワシントンで会談が開かれた。東京と大阪の株価は下がり、ロンドンとパリでは上がった。",
             {{"米国", 0, 0, "US"},
              {"ワシントン", 38.9, -77.03},
              {"東京", 35.69, 139.69},
              {"大阪", 34.69, 135.5},
              {"ロンドン", 51.5, -0.12},
              {"パリ", 48.86, 2.35}});
}

TEST(News, NewYorkIsTheCityInADateline) {
  expectPins(
      "NEW YORK, Oct. 9 — The marathon's route through New York will change, the city said. Runners "
      "from Chicago and Boston asked for more water. At the United Nations in New York, envoys had "
      "other worries.",
      {{"NEW YORK", 40.71, -74.0},
       {"New York", 40.71, -74.0},
       {"Chicago", 41.88, -87.63},
       {"Boston", 42.36, -71.06}});
}

TEST(News, UpstateTownsAreTheirOwn) {
  expectPins(
      "ALBANY, N.Y. — Lawmakers in New York want to ban the bags, as New Jersey and Connecticut did. "
      "Farmers near Syracuse and Utica object.",
      {{"ALBANY", 42.65, -73.76}, {"Syracuse", 43.05, -76.15}, {"Utica", 43.1, -75.23}});
}

TEST(News, GeorgiasRomeAndAthens) {
  expectPins(
      "Rain fell over Atlanta, Macon and Rome, Georgia, all night. In Athens the river rose; the "
      "university closed. Augusta and Savannah expect more.",
      {{"Atlanta", 33.75, -84.39},
       {"Macon", 32.84, -83.63},
       {"Rome", 34.26, -85.16},
       {"Athens", 33.96, -83.38},
       {"Augusta", 33.47, -81.97},
       {"Savannah", 32.08, -81.09}});
}

TEST(News, AStormInGeorgiaIsInItsTowns) {
  expectPins(
      "Wind and hail cut the power in much of Georgia on Sunday. Trees fell on houses in Dublin, "
      "Vienna and Cairo, all of them in the south of the state, and a barn burned near Waycross. Two "
      "roads out of Macon were shut. The governor, who was in Savannah, will fly to Albany and "
      "Valdosta; a spokesman in Atlanta said schools in Tifton stay closed. A flight from London "
      "landed in Charlotte.",
      {{"Dublin", 32.54, -82.9},
       {"Macon", 32.84, -83.63},
       {"Savannah", 32.08, -81.09},
       {"Albany", 31.58, -84.16},
       {"London", 51.5, -0.12}});
}

TEST(News, AContainerHoldsOneOfVeryManyNamesakes) {
  expectPins(
      "Waves damaged the pier of Santa Cruz, California, and boats in Monterey. In San Jose, it only "
      "rained. Forecasters in Tokyo and Lima had warned of high water.",
      {{"Santa Cruz", 36.97, -122.03},
       {"Monterey", 36.6, -121.89},
       {"San Jose", 37.34, -121.89},
       {"Tokyo", 35.69, 139.69},
       {"Lima", -12.04, -77.03}});
}

TEST(News, GeorgiaBesideOtherStatesIsOne) {
  expectPins(
      "MERIDIAN, Miss. (AP) — The storms moved from Alabama into Georgia late Friday. Voters in Georgia and "
      "North "
      "Carolina go to the polls in November.",
      {{"Georgia", 32.8, -83.5}, {"Alabama", 32.75, -86.75}});
  expectPins("Republican lawmakers in Georgia and North Carolina passed the bill.",
             {{"Georgia", 32.8, -83.5}});
  expectPins("Georgia and Armenia signed a treaty in Tbilisi.", {{"Georgia", 0, 0, "GE"}});
}

TEST(News, AShortenedNameIsTheTownNamedInFull) {
  expectPins(
      "ROMA - Il premier è atterrato a Reggio Calabria. A Reggio la Protezione civile; a Villa San Giovanni "
      "i "
      "traghetti.",
      {{"Reggio", 38.1, 15.65}, {"Villa San Giovanni", 38.22, 15.64}});
}

TEST(News, TheDniproIsTheRiver) {
  expectPins("Troops crossed the Dnipro near Kherson on Monday. The mayor of Dnipro said he was ready.",
             {{"Dnipro", 46.5, 32.3}});
}

TEST(News, ASeaOfTwoNamesIsNotTheOther) {
  expectPins("MANILA — A ship fired water cannon in the West Philippine Sea on Tuesday.",
             {{"West Philippine Sea", 14, 117}});
}

TEST(News, AFullNameWithAnAgeIsAPerson) {
  expectPins(
      "LEEDS — Lee Preston, 41, was jailed on Monday. Preston told the court that he was sorry. His wife, "
      "Virginia, wept. Ashley Burnley, 29, of Bolton, was fined.",
      {{"LEEDS", 53.8, -1.55}, {"Bolton", 53.58, -2.43}}, {"Preston", "Burnley", "Virginia"});
}

TEST(News, AStreetIsNoTown) {
  expectPins("The office is at 4 Cairo Street, Warrington. He lives in Church Road, Bolton.",
             {{"Cairo Street", 53.39, -2.6}, {"Church Road", 53.58, -2.43}});
}

}  // namespace
}  // namespace dateline::gazetteer
