#include "session/suggestions.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "session/own_places.h"
#include "session/session.h"
#include "session/times_of_places.h"

namespace dateline::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPageText =
    "The tour\n\n"
    "TASHKENT, Uzbekistan (Wire) - The minister arrived in Tashkent on February 27, 2023.\n\n"
    "He will visit Kyrgyzstan next. In Almaty he met the Kazakh president on March 2.\n\n"
    "Officials in Tashkent said the John Houston Foundation helped.\n";

/// The user's data folder of these tests; asked for once, before anything reads it.
const std::filesystem::path kData = [] {
  const auto folder =
      std::filesystem::temp_directory_path() / ("dateline-judging-" + std::to_string(::getpid()));
  ::setenv("XDG_DATA_HOME", folder.c_str(), 1);
  return folder;
}();

std::shared_ptr<const gazetteer::Finder> finder() {
  static const auto made = [] {
    Warnings warnings;
    auto opened = openFinder({}, warnings);
    EXPECT_TRUE(opened);
    return opened ? *opened : nullptr;
  }();
  return made;
}

article::ArticlePtr articleOf(const std::string& text) {
  return article::parseArticle(text, "tour.txt").value();
}

std::vector<std::string> isoOf(std::string_view text, std::string_view published = {}) {
  std::vector<std::string> all;
  for (const DateInText& date : findDates(text, published)) all.push_back(date.iso);
  return all;
}

TEST(Dates, AreReadInTheirUsualForms) {
  EXPECT_THAT(isoOf("on February 28, 2023 and 1 Mar 2023, 2023-04-05, in January 2022"),
              ElementsAre("2023-02-28", "2023-03-01", "2023-04-05", "2022-01"));
}

TEST(Dates, WithoutAYearTakeThatOfTheOneBefore) {
  EXPECT_THAT(isoOf("on Feb. 27, 2023, then on March 2"), ElementsAre("2023-02-27", "2023-03-02"));
  EXPECT_THAT(isoOf("on March 2, and no year"), IsEmpty());
}

TEST(Dates, AreNotSeenWhereThereAreNone) {
  EXPECT_THAT(isoOf("they may 5 times march 2000 miles; February 30, 2023; 12345-67-89; June"), IsEmpty());
}

TEST(Dates, AreReadInManyLanguages) {
  EXPECT_THAT(isoOf("le 26 janvier 2025; le 1er février 2025; en janvier 1995"),
              ElementsAre("2025-01-26", "2025-02-01", "1995-01"));
  EXPECT_THAT(isoOf("am Montag, dem 30. Dezember 2024, am 2. Jänner 2025; im Februar 1962; am 13.01.2025"),
              ElementsAre("2024-12-30", "2025-01-02", "1962-02", "2025-01-13"));
  EXPECT_THAT(isoOf("3 апреля 2024 года; 3-го мая 2024; в мае 2012 г.; 22 березня 2024; у травні 2023"),
              ElementsAre("2024-04-03", "2024-05-03", "2012-05", "2024-03-22", "2023-05"));
  EXPECT_THAT(
      isoOf("el 30 de octubre de 2024; 4 de maio de 2024; 15 agosto 2018; 8 Şubat 2023; 15 września 2024"),
      ElementsAre("2024-10-30", "2024-05-04", "2018-08-15", "2023-02-08", "2024-09-15"));
  EXPECT_THAT(isoOf("2024年1月9日、3月2日に; 2023. február 28."),
              ElementsAre("2024-01-09", "2024-03-02", "2023-02-28"));
  EXPECT_THAT(isoOf("10 out of 20, 3 set in 2020, 12 mar 5, 01/02/2025, version 3.1. of"), IsEmpty());
}

TEST(Dates, MayBeIntervals) {
  EXPECT_THAT(
      isoOf("the summit of 12-14 March 2026; March 12 to 14, 2026; 30 December 2024 – 2 January 2025"),
      ElementsAre("2026-03-12/2026-03-14", "2026-03-12/2026-03-14", "2024-12-30/2025-01-02"));
  EXPECT_THAT(isoOf("Between 26 and 30 December 2024; in the night of 28/29 December 2024"),
              ElementsAre("2024-12-26/2024-12-30", "2024-12-28/2024-12-29"));
  EXPECT_THAT(isoOf("Vom 27. bis zum 29. Dezember 2024; du 27 au 29 janvier 2025; с 12 по 15 апреля 2024"),
              ElementsAre("2024-12-27/2024-12-29", "2025-01-27/2025-01-29", "2024-04-12/2024-04-15"));
  EXPECT_THAT(isoOf("on 30 December to 2 January", "2025-01-05"), ElementsAre("2024-12-30/2025-01-02"));
}

TEST(Dates, WithoutAYearAreNearThePublication) {
  EXPECT_THAT(isoOf("Rivers burst on 31 December. Rain is forecast for 7 January.", "2025-01-05"),
              ElementsAre("2024-12-31", "2025-01-07"));
  EXPECT_THAT(isoOf("It was flooded in May 2014. Between 26 and 30 December it had no power.", "2025-01-05"),
              ElementsAre("2014-05", "2024-12-26/2024-12-30"));
  EXPECT_THAT(
      isoOf("It began on 24 February 2022. On 2 April they left.\n\nIt rained on 3 March.", "2025-03-05"),
      ElementsAre("2022-02-24", "2022-04-02", "2025-03-03"));
  EXPECT_THAT(isoOf("Troops came on Jan. 2. It was hit on 28 December.", "2025-01-05"),
              ElementsAre("2025-01-02", "2024-12-28"));
  EXPECT_THAT(isoOf("am 3.1. fiel der Strom aus", "2025-01-05"), ElementsAre("2025-01-03"));
  EXPECT_THAT(isoOf("on 29 February", "2025-01-05"), ElementsAre("2024-02-29"));
}

/// "name time" of each of the names, in a text of one sentence.
std::vector<std::string> timed(std::string_view text, const std::vector<std::string>& names) {
  std::vector<NamedPlace> places;
  for (const std::string& name : names) {
    const std::size_t begin = text.find(name, places.empty() ? 0 : places.back().end);
    places.push_back({begin, begin + name.size(), 0, text.size()});
  }
  std::vector<std::string> all = timesOf(text, places, findDates(text));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = names[i] + " " + all[i];
  return all;
}

TEST(TimesOfPlaces, AreThoseNamedNearest) {
  EXPECT_THAT(timed("He was in Oslo in May 2019 and in Rome in June 2020", {"Oslo", "Rome"}),
              ElementsAre("Oslo 2019-05", "Rome 2020-06"));
  EXPECT_THAT(timed("On 3 March 2021 he left Oslo for Rome", {"Oslo", "Rome"}),
              ElementsAre("Oslo 2021-03-03", "Rome "));
}

TEST(TimesOfPlaces, HoldForWhatThePlaceIsIn) {
  EXPECT_THAT(timed("Talks in Astana, Kazakhstan, February 28, 2023", {"Astana", "Kazakhstan"}),
              ElementsAre("Astana 2023-02-28", "Kazakhstan 2023-02-28"));
}

TEST(TimesOfPlaces, AreNotThoseOfAnotherClause) {
  EXPECT_THAT(timed("Rome agreed; the law is of January 2022", {"Rome"}), ElementsAre("Rome "));
  EXPECT_THAT(timed("Rome voted for the law, which dates from Jan 2022", {"Rome"}), ElementsAre("Rome "));
  EXPECT_THAT(timed("Rome " + std::string(100, 'x') + " in January 2022", {"Rome"}), ElementsAre("Rome "));
}

TEST(TimesOfPlaces, AreNotWhenSomethingBeganOrEnded) {
  EXPECT_THAT(timed("He has lived in Rome since January 2022", {"Rome"}), ElementsAre("Rome "));
  EXPECT_THAT(timed("He stays in Rome until 5 May 2030", {"Rome"}), ElementsAre("Rome "));
}

TEST(TimesOfPlaces, AreNotThoseOfAnotherSentence) {
  const std::string text = "He was in Rome. It rained in May 2019.";
  EXPECT_THAT(timesOf(text, {{10, 14, 0, 15}}, findDates(text)), ElementsAre(""));
}

TEST(Suggestions, AreOnePinAPlaceWithTheSentencesThatNameIt) {
  const auto article = articleOf(kPageText);
  const Suggested found = suggestPlaces(*article, *finder());
  ASSERT_EQ(found.story->events.size(), found.suggestions.size());
  const auto* tashkent = found.story->find("place-1");
  ASSERT_NE(tashkent, nullptr);
  EXPECT_EQ(tashkent->place, "Tashkent");
  EXPECT_EQ(tashkent->status, "suggested");
  EXPECT_EQ(tashkent->anchors.size(), 2u);
  EXPECT_EQ(tashkent->time, "2023-02-27");
  EXPECT_EQ(found.suggestions[0].mentions, 3);
  EXPECT_FALSE(found.suggestions[0].reason.empty());
  EXPECT_EQ(tashkent->summary, "") << "what speaks for a place is no text for readers";
  for (const auto& anchors : story::resolveAll(*found.story, *article))
    for (const auto& anchor : anchors) EXPECT_EQ(anchor.state, story::AnchorState::exact);
}

TEST(Suggestions, ACountryThatIsVisitedStandsAtItsCapitalUnlessATownIsNamed) {
  const Suggested found = suggestPlaces(*articleOf(kPageText), *finder());
  std::vector<std::string> pins;
  for (const story::Event& event : found.story->events) pins.push_back(event.title + " at " + event.place);
  EXPECT_THAT(pins, ElementsAre("Tashkent at Tashkent", "Uzbekistan at Uzbekistan", "Kyrgyzstan at Bishkek",
                                "Almaty at Almaty"));
}

TEST(Suggestions, ATownIsCalledAsTheTextCallsItAndTheReasonSaysSo) {
  const Suggested found = suggestPlaces(
      *articleOf("The talks\n\nThe ship left Port Elizabeth, South Africa, for Aktau, Kazakhstan.\n"),
      *finder());
  const auto called = [&](std::string_view title) {
    return std::ranges::find_if(found.story->events, [&](const story::Event& event) {
      return event.title == title && event.place == title;
    });
  };
  EXPECT_NE(called("Aktau"), found.story->events.end());
  const auto elizabeth = called("Port Elizabeth");
  ASSERT_NE(elizabeth, found.story->events.end());
  const auto place = elizabeth - found.story->events.begin();
  EXPECT_THAT(found.suggestions[static_cast<std::size_t>(place)].reason,
              testing::HasSubstr("the gazetteer calls it Gqeberha"));
}

TEST(Suggestions, TheirChoicesAreAsSureAsTheyAre) {
  const std::string text = std::string(kPageText) +
                           "\nHe flew from Moscow to Paris and Djibouti, where he held talks in Djibouti; "
                           "from Springfield he wrote.\n";
  const Suggested found = suggestPlaces(*articleOf(text), *finder());
  bool nearby = false;
  for (const Suggestion& suggestion : found.suggestions) {
    const story::Event* pin = found.story->find(suggestion.event);
    EXPECT_EQ(suggestion.choices[0].at, pin->at) << suggestion.name;
    EXPECT_EQ(suggestion.choices[0].confidence, suggestion.confidence) << suggestion.name;
    EXPECT_EQ(suggestion.choices[0].counted, PlaceChoice::Counted::alone) << suggestion.name;
    float all = 0;
    for (const PlaceChoice& choice : suggestion.choices) {
      if (choice.counted == PlaceChoice::Counted::alone) all += choice.confidence.value();
      nearby = nearby || choice.counted == PlaceChoice::Counted::nearby;
    }
    EXPECT_LE(all, 1 + 1e-3f) << suggestion.name;
  }
  EXPECT_TRUE(nearby) << "Moscow's province lies around it";
}

/// A session whose data folder is its own.
class JudgingTest : public testing::Test {
 protected:
  JudgingTest() : workers_(1), session_(workers_, inbox_) { begin(std::make_shared<story::Story>()); }
  ~JudgingTest() override { std::filesystem::remove_all(kData); }

  void begin(story::StoryPtr story) {
    Document document;
    document.article = articleOf(kPageText);
    document.resolutions = story::resolveAll(*story, *document.article);
    document.story = std::move(story);
    session_.begin(std::move(document), true, std::make_shared<const map::World>());
    while (!session_.settled()) {
      inbox_.drain();
      session_.tick(seconds_ += 1);
    }
  }
  /// As it would be when the program is started again.
  void saveAndOpen() {
    begin(story::parseStory(story::writeStory(*state().story), "tour.story.geojson").value());
  }

  [[nodiscard]] const State& state() const { return session_.state(); }

  double seconds_ = 0;
  Inbox inbox_;
  Workers workers_;
  Session session_;
};

TEST_F(JudgingTest, AcceptedPlacesAreEventsOfTheStory) {
  ASSERT_EQ(state().suggestions.size(), 4u);
  EXPECT_TRUE(state().showSuggestions);
  session_.apply(command::AcceptSuggestions{{"place-1", "place-4", "no such event"}});
  EXPECT_EQ(state().suggestions.size(), 2u);
  EXPECT_EQ(state().story->find("place-1")->status, "confirmed");
  EXPECT_EQ(state().story->find("place-2")->status, "suggested");
}

TEST_F(JudgingTest, RejectedPlacesGo) {
  session_.apply(command::SelectEvent{"place-2"});
  session_.apply(command::RejectSuggestion{"place-2"});
  EXPECT_EQ(state().story->events.size(), 3u);
  EXPECT_EQ(state().resolutions.size(), 3u);
  EXPECT_EQ(state().suggestions.size(), 3u);
  EXPECT_TRUE(state().selected.empty());
  for (const char* id : {"place-1", "place-3", "place-4"}) session_.apply(command::RejectSuggestion{id});
  EXPECT_FALSE(state().showSuggestions);
}

TEST_F(JudgingTest, AnotherPlaceOfTheNameIsTakenAndRemembered) {
  const Suggestion& almaty = state().suggestions[3];
  ASSERT_GT(almaty.choices.size(), 1u);
  const geo::LngLat other = almaty.choices[1].at.value();
  session_.apply(command::ChoosePlace{"place-4", 1});
  EXPECT_EQ(state().story->find("place-4")->at, other);
  EXPECT_EQ(state().suggestions[3].chosen, 1);
  Warnings warnings;
  const auto kept = readCorrections(warnings);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].name, "Almaty");
  EXPECT_NEAR(kept[0].at.lng, other.lng, 1e-4);
  const auto corrected = openFinder({}, warnings).value();
  const auto places = corrected->find("He went to Almaty.", {.minConfidence = 0.5f});
  ASSERT_EQ(places.size(), 1u);
  EXPECT_NEAR(corrected->place(places[0].ref).at.lng, other.lng, 1e-4);
}

TEST_F(JudgingTest, ANameThatIsNeverAPlaceIsNotFoundAgain) {
  session_.apply(command::RejectSuggestion{"place-4", true});
  Warnings warnings;
  EXPECT_THAT(openFinder({}, warnings).value()->find("He went to Almaty.", {.minConfidence = 0.5f}),
              IsEmpty());
}

TEST_F(JudgingTest, WhatWasLeftWhenTheStoryWasSavedIsJudgedWhenItIsOpenedAgain) {
  session_.apply(command::AcceptSuggestions{{"place-1"}});
  const std::vector<Suggestion> left = state().suggestions;
  saveAndOpen();
  EXPECT_TRUE(state().showSuggestions);
  ASSERT_EQ(state().suggestions.size(), left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    const Suggestion& again = state().suggestions[i];
    EXPECT_EQ(again.event, left[i].event);
    EXPECT_EQ(again.name, left[i].name);
    EXPECT_EQ(again.confidence, left[i].confidence);
    EXPECT_EQ(again.mentions, left[i].mentions);
    EXPECT_EQ(again.reason, left[i].reason);
    EXPECT_EQ(again.chosen, 0);
    ASSERT_EQ(again.choices.size(), left[i].choices.size());
    for (std::size_t j = 0; j < left[i].choices.size(); ++j)
      EXPECT_EQ(again.choices[j].detail, left[i].choices[j].detail);
  }
  session_.apply(command::AcceptSuggestions{{"place-4"}});
  session_.apply(command::RejectSuggestion{"place-2"});
  EXPECT_EQ(state().suggestions.size(), 1u);
  EXPECT_EQ(state().story->find("place-4")->status, "confirmed");
  EXPECT_EQ(state().story->find("place-2"), nullptr);
  session_.apply(command::Undo{});
  session_.apply(command::Undo{});
  EXPECT_EQ(state().suggestions.size(), 3u);
}

TEST_F(JudgingTest, AnotherPlaceThatWasChosenIsTheStorysWhenItIsOpenedAgain) {
  session_.apply(command::ChoosePlace{"place-4", 1});
  const PlaceChoice chosen = state().suggestions[3].choices[1];
  const std::size_t namesakes = state().suggestions[3].choices.size();
  std::filesystem::remove_all(kData);  // on another machine nothing is remembered
  saveAndOpen();
  const Suggestion& again = state().suggestions[3];
  EXPECT_EQ(again.choices.size(), namesakes);
  EXPECT_EQ(again.choices[0].detail, chosen.detail);
  EXPECT_EQ(again.confidence, chosen.confidence);
}

TEST_F(JudgingTest, SuggestedEventsOfAnyStoryAreJudgedWithTheirTextOrWithout) {
  auto story = std::make_shared<story::Story>();
  story->events.push_back({.id = "talks",
                           .title = "Talks",
                           .place = "Tashkent",
                           .status = "suggested",
                           .at = geo::LngLat{69.25, 41.3}});
  story->events.push_back(
      {.id = "mill", .title = "The old mill", .status = "suggested", .at = geo::LngLat{-31, 12}});
  story->events.push_back({.id = "held", .title = "Held", .status = "confirmed", .at = geo::LngLat{1, 2}});
  story->events.push_back({.id = "nowhere", .title = "A letter", .place = "Paris", .status = "suggested"});
  begin(story);
  EXPECT_FALSE(state().showSuggestions) << "what the author only suggests is no work left undone";
  ASSERT_EQ(state().suggestions.size(), 3u);
  const Suggestion& talks = state().suggestions[0];
  EXPECT_TRUE(talks.confidence) << "the text names the town";
  EXPECT_EQ(talks.choices[0].at, (geo::LngLat{69.25, 41.3})) << "as the story has it";
  EXPECT_EQ(talks.mentions, 0) << "no passage is the event's";
  const Suggestion& mill = state().suggestions[1];
  EXPECT_FALSE(mill.confidence);
  ASSERT_EQ(mill.choices.size(), 1u);
  EXPECT_EQ(mill.choices[0].name, "The old mill");
  const Suggestion& nowhere = state().suggestions[2];
  EXPECT_FALSE(nowhere.choices[0].at);
  ASSERT_GT(nowhere.choices.size(), 1u);
  EXPECT_THAT(nowhere.choices[1].detail, testing::HasSubstr("France"));
  session_.apply(command::ChoosePlace{"nowhere", 1});
  EXPECT_NEAR(state().story->find("nowhere")->at.value().lng, 2.35, 0.1);
  session_.apply(command::ChoosePlace{"nowhere", 0});
  EXPECT_FALSE(state().story->find("nowhere")->at);
  session_.apply(command::AcceptSuggestions{{"mill", "held"}});
  EXPECT_EQ(state().story->find("mill")->status, "confirmed");
}

TEST_F(JudgingTest, OneNoticeTellsHowManyPlacesAreToBeSaved) {
  session_.apply(command::AcceptSuggestions{{"place-1"}});
  session_.apply(command::AcceptSuggestions{{"place-2", "place-3"}});
  ASSERT_EQ(state().toasts.size(), 1u);
  EXPECT_EQ(state().toasts[0].text, "3 places are in the story now; save it to keep them");
  session_.apply(command::Undo{});
  ASSERT_EQ(state().toasts.size(), 1u);
  EXPECT_EQ(state().toasts[0].text, "Undone: accepting 2 places");
  session_.apply(command::Undo{});
  session_.apply(command::Undo{});
  session_.apply(command::Undo{});
  ASSERT_EQ(state().toasts.size(), 2u);
  EXPECT_EQ(state().toasts[0].text, "Undone: accepting Tashkent");
  EXPECT_EQ(state().toasts[1].text, "Nothing to undo");
}

TEST_F(JudgingTest, WhatCameBackIsSelectedAndWhatIsJudgedAgainLeadsToTheNext) {
  session_.apply(command::SelectEvent{"place-2"});
  session_.apply(command::AcceptSuggestions{{"place-2"}});
  session_.apply(command::SelectEvent{"place-3"});
  session_.apply(command::RejectSuggestion{"place-3"});
  session_.apply(command::SelectEvent{"place-4"});
  session_.apply(command::Undo{});
  EXPECT_EQ(state().selected, "place-3");
  session_.apply(command::Undo{});
  EXPECT_EQ(state().selected, "place-2");
  session_.apply(command::Redo{});
  EXPECT_EQ(state().selected, "place-3");
  session_.apply(command::Redo{});
  EXPECT_EQ(state().selected, "place-4");
}

TEST_F(JudgingTest, CheckingChangesNothingButTheCheck) {
  session_.apply(command::CheckSuggestion{"place-3", false});
  EXPECT_FALSE(state().suggestions[2].checked);
  EXPECT_EQ(state().story->events.size(), 4u);
}

}  // namespace
}  // namespace dateline::session
