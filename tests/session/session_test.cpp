#include "session/session.h"

#include "session/go_to.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "geo/fixed_plane.h"

namespace dateline::session {
namespace {

constexpr const char* kStory = R"({"type":"FeatureCollection","story":{"version":1,"title":"T"},"features":[
 {"type":"Feature","id":"astana","geometry":{"type":"Point","coordinates":[71.43,51.13]},
  "properties":{"title":"Talks","place":"Astana","time":"2023-02-28","kind":"meeting","status":"confirmed","anchors":[
   {"selector":[{"type":"TextQuoteSelector","exact":"The talks began in Astana."}]},
   {"selector":[{"type":"TextQuoteSelector","exact":"They ended late."}]}]}},
 {"type":"Feature","id":"moscow","geometry":{"type":"Point","coordinates":[37.62,55.75]},
  "properties":{"title":"Sphere","place":"Moscow","time":"2022","kind":"pressure","status":"confirmed","anchors":[
   {"selector":[{"type":"TextQuoteSelector","exact":"Nobody wrote this."}]}]}}]})";

/// A session on a small document, without geodata and without a window.
class SessionTest : public ::testing::Test {
 protected:
  SessionTest() : workers(1), session(workers, inbox) {
    Document document;
    document.article =
        article::parseArticle("The visit\n\nThe talks began in Astana. They ended late.\n", "a.txt").value();
    document.story = story::parseStory(kStory, "a.story.geojson").value();
    document.resolutions = story::resolveAll(*document.story, *document.article);
    session.begin(std::move(document), false, std::make_shared<const map::World>());
  }

  void settle() {
    double seconds = 100;
    while (session.tick(seconds)) seconds += 1;
  }
  [[nodiscard]] const State& state() const { return session.state(); }
  [[nodiscard]] std::string highlightedText() const {
    return state().highlighted ? std::string(state().article->slice(*state().highlighted)) : "";
  }
  [[nodiscard]] geo::LngLat centre() const { return map::placeOf(state().view); }

  Inbox inbox;
  Workers workers;
  Session session;
};

TEST_F(SessionTest, SelectingAnEventHighlightsItsPassageAndFliesToItsPin) {
  session.apply(command::SelectEvent{"astana"});
  settle();
  EXPECT_EQ(state().selected, "astana");
  EXPECT_EQ(highlightedText(), "The talks began in Astana.");
  EXPECT_NEAR(centre().lng, 71.43, 1e-6);
  EXPECT_NEAR(centre().lat, 51.13, 1e-6);
  EXPECT_TRUE(state().cardOpen);
}

TEST_F(SessionTest, AClickOnThePinItselfDoesNotMoveTheMap) {
  const map::View before = state().view;
  session.apply(command::SelectEvent{"astana", 0, false});
  settle();
  EXPECT_EQ(state().view, before);
}

TEST_F(SessionTest, APinThatTheEdgeOfTheMapCutsIsShownWholeWhenItIsClicked) {
  session.apply(command::ResizeMap{800, 600});
  session.apply(command::SetProjection{map::ProjectionKind::mercator});
  settle();
  const auto astana = [this] {
    return map::Camera(state().view, 800, 600).toScreen(geo::LngLat{71.43, 51.13});
  };
  for (const map::ScreenPoint corner : {map::ScreenPoint{6, 12}, {797, 599}}) {
    session.apply(command::ClearSelection{});
    session.apply(command::Pan{corner.x - astana().x, corner.y - astana().y});
    settle();
    ASSERT_NEAR(astana().y, corner.y, 0.5);
    session.apply(command::SelectEvent{"astana", 0, false});
    settle();
    EXPECT_NEAR(astana().x, std::clamp(corner.x, 19.0, 781.0), 0.5);
    EXPECT_NEAR(astana().y, std::clamp(corner.y, 44.0, 596.0), 0.5);
  }
}

TEST_F(SessionTest, EachRequestToTheReaderIsANewOne) {
  session.apply(command::SelectEvent{"astana"});
  const int first = state().reveal.serial;
  session.apply(command::GoToText{});
  EXPECT_GT(state().reveal.serial, first);
}

TEST_F(SessionTest, SteppingGoesRoundThroughEventsAndPassages) {
  session.apply(command::StepEvent{1});
  EXPECT_EQ(state().selected, "astana");
  session.apply(command::StepPassage{1});
  EXPECT_EQ(highlightedText(), "They ended late.");
  session.apply(command::StepPassage{1});
  EXPECT_EQ(highlightedText(), "The talks began in Astana.");
  session.apply(command::StepEvent{-1});
  EXPECT_EQ(state().selected, "moscow");
  session.apply(command::StepEvent{1});
  EXPECT_EQ(state().selected, "astana");
}

TEST_F(SessionTest, AnEventWhosePassageIsGoneIsDrawnHollowAndHighlightsNothing) {
  session.apply(command::SelectEvent{"moscow"});
  EXPECT_FALSE(state().highlighted.has_value());
  const map::MapModel model = mapModel(state());
  ASSERT_EQ(model.pins.size(), 2u);
  EXPECT_FALSE(model.pins[0].suggested);
  EXPECT_TRUE(model.pins[1].suggested);
}

TEST_F(SessionTest, WhatLiesBeyondAFixedMapIsSaidAndTheMapStays) {
  const auto plane = geo::fixedPlane("EPSG:32618").value();  // around 75 degrees west
  session.apply(command::FlyTo{{-74, 40.7}, 6});
  settle();
  session.apply(command::SetProjection{map::ProjectionChoice(plane)});
  settle();
  EXPECT_TRUE(state().toasts.empty());
  const map::View before = state().view;
  session.apply(command::FlyTo{{71, 45}, 6});
  settle();
  EXPECT_EQ(state().view, before);
  ASSERT_EQ(state().toasts.size(), 1u);
  EXPECT_EQ(state().toasts[0].text,
            "The place lies beyond this map; choose another projection in the View menu");
  session.apply(command::SelectEvent{"moscow"});
  settle();
  EXPECT_EQ(state().view, before);
  EXPECT_EQ(state().selected, "moscow");
  EXPECT_EQ(state().toasts.size(), 2u);
  EXPECT_EQ(state().toasts[1].text,
            "Moscow lies beyond this map; choose another projection in the View menu");
  session.apply(command::FlyTo{{-80, 43}, 6});
  settle();
  EXPECT_NE(state().view, before);
  EXPECT_EQ(state().toasts.size(), 2u);
}

TEST_F(SessionTest, AFixedMapThatDoesNotHoldWhatOneLookedAtSaysThatAllOfItIsShown) {
  session.apply(command::FlyTo{{-74, 40.7}, 6});
  settle();
  session.apply(command::SetProjection{map::ProjectionChoice(geo::fixedPlane("EPSG:32642").value())});
  settle();
  ASSERT_EQ(state().toasts.size(), 1u);
  EXPECT_EQ(state().toasts[0].text, "What you looked at lies beyond this map; all of it is shown instead");
}

TEST_F(SessionTest, AMapThatHasNoRoomForTheSelectedPlaceSaysSo) {
  session.apply(command::SelectEvent{"moscow"});
  session.apply(command::FlyTo{{-74, 40.7}, 6});
  settle();
  session.apply(command::SetProjection{map::ProjectionChoice(geo::fixedPlane("EPSG:32618").value())});
  settle();
  ASSERT_EQ(state().toasts.size(), 1u);
  EXPECT_EQ(state().toasts[0].text,
            "Moscow lies beyond this map; choose another projection in the View menu");
}

TEST_F(SessionTest, BackReturnsToTheViewBeforeTheFlight) {
  const map::View before = state().view;
  session.apply(command::FlyTo{{0, 0}, 8});
  settle();
  EXPECT_NE(state().view, before);
  session.apply(command::ViewBack{});
  settle();
  EXPECT_NEAR(state().view.zoom.level, before.zoom.level, 1e-9);
  EXPECT_NEAR(state().view.centre.x, before.centre.x, 1e-9);
}

TEST_F(SessionTest, TheHistoryHoldsNoViewInTheMidstOfAFlight) {
  session.tick(100);
  session.apply(command::FlyTo{{20, 10}, 8});
  session.tick(100.1);  // on its way
  session.apply(command::FlyTo{{70, 45}, 8});
  settle();
  session.apply(command::ViewBack{});
  settle();
  EXPECT_NEAR(centre().lng, 20, 1e-6);
  EXPECT_NEAR(centre().lat, 10, 1e-6);
}

TEST_F(SessionTest, SteppingOnFromTheMidstOfAFlightComesNoNearerThanSteppingSlowly) {
  session.apply(command::FlyTo{{20, 10}, 12});
  settle();
  session.apply(command::FlyTo{{71, 51}, 5.2});
  session.tick(1000);
  session.tick(1000.1);  // still near
  session.apply(command::SelectEvent{"astana"});
  settle();
  EXPECT_NEAR(map::webZoom(state().view).level, 5.2, 0.01);
}

TEST_F(SessionTest, SizesThatTheMapWentThroughAreNoViewsToGoBackTo) {
  session.apply(command::FlyTo{{20, 10}, 8});
  settle();
  session.apply(command::HomeView{});
  settle();
  for (int width = 990; width > 900; width -= 10)
    session.apply(command::ResizeMap{static_cast<double>(width), 700});
  session.apply(command::ViewBack{});
  settle();
  EXPECT_NEAR(centre().lng, 20, 1e-6);
}

TEST_F(SessionTest, AnotherProjectionLeavesHomeWhereItWas) {
  session.tick(100);
  const geo::LngLat home = centre();
  session.apply(command::FlyTo{{-60, -10}, 7});
  settle();
  session.apply(command::SetProjection{map::ProjectionKind::mercator});
  settle();
  session.apply(command::HomeView{});
  settle();
  EXPECT_NEAR(centre().lng, home.lng, 1e-6);
  EXPECT_NEAR(centre().lat, home.lat, 1e-6);
}

TEST_F(SessionTest, BackNeverLeadsToAViewThatNobodySaw) {
  session.apply(command::ResizeMap{800, 600});
  session.apply(command::ResizeMap{900, 600});
  settle();
  const map::View home = state().view;
  session.apply(command::ViewBack{});
  settle();
  EXPECT_EQ(state().view, home);
  session.apply(command::FlyTo{{0, 0}, 8});
  settle();
  session.apply(command::ViewBack{});
  settle();
  EXPECT_EQ(state().view, home);
}

TEST_F(SessionTest, AProblemThatIsOpenIsNotToldAgain) {
  session.apply(command::OpenLink{"file:///etc/passwd"});
  session.apply(command::OpenLink{"file:///etc/passwd"});
  EXPECT_EQ(state().problems.size(), 1U);
  session.apply(command::DismissProblem{0});
  session.apply(command::OpenLink{"file:///etc/passwd"});
  EXPECT_EQ(state().problems.size(), 1U);
}

TEST_F(SessionTest, WhatIsChosenComesBesideThePanelsThatCoverTheMap) {
  const auto xOf = [&](geo::LngLat place) {
    return map::Camera(state().view, state().mapWidth, state().mapHeight).toScreen(place).x;
  };
  const auto at = state().story->find("moscow")->at;
  ASSERT_TRUE(at.has_value());
  session.apply(command::ResizeMap{800, 600, 400});
  for (const story::Event& event : state().story->events)
    if (event.at) {
      EXPECT_GT(xOf(*event.at), 400) << event.id << ": the view of all is beside them too";
    }
  session.apply(command::SelectEvent{"moscow", 0, true});
  settle();
  EXPECT_NEAR(xOf(*at), 460, 2) << "its card has room at its right";
  session.apply(command::FlyTo{*at, 9});
  settle();
  EXPECT_NEAR(xOf(*at), 600, 2);
  // A panel that closes moves nothing.
  const map::View before = state().view;
  session.apply(command::ResizeMap{800, 600, 0});
  EXPECT_EQ(state().view, before);
  session.apply(command::SelectEvent{"moscow", 0, true});
  settle();
  EXPECT_NEAR(xOf(*at), 400, 2);
}

TEST_F(SessionTest, ZoomingKeepsWhatLiesUnderThePointer) {
  const map::ScreenPoint at{200, 100};
  const auto placeAt = [&] {
    return map::Camera(state().view, state().mapWidth, state().mapHeight).toLngLat(at);
  };
  const geo::LngLat before = placeAt();
  session.apply(command::ZoomAt{at, 1.5});
  session.tick(100);  // the end of the zoom; after it the plane's origin follows to the middle
  EXPECT_NEAR(placeAt().lng, before.lng, 1e-6);
  EXPECT_NEAR(placeAt().lat, before.lat, 1e-6);
}

TEST_F(SessionTest, ARegionsStoryIsAzimuthalAndItsPlaneComesToRestWhereTheHandLeftIt) {
  EXPECT_EQ(map::kindOf(state().view), map::ProjectionKind::azimuthal);
  const geo::Plane plane = state().view.plane;
  session.tick(100);
  session.apply(command::Pan{-220, 90});
  EXPECT_EQ(state().view.plane, plane) << "while one drags the picture only moves";
  EXPECT_FALSE(session.settled());
  const geo::LngLat left = centre();
  settle();
  EXPECT_TRUE(session.settled());
  EXPECT_TRUE(map::atRest(state().view));
  EXPECT_NE(state().view.plane, plane);
  EXPECT_NEAR(centre().lng, left.lng, 1e-9);
  EXPECT_NEAR(centre().lat, left.lat, 1e-9);
}

TEST_F(SessionTest, AHandThatDragsFarTakesThePlaneAlong) {
  for (int i = 0; i < 40; ++i) session.apply(command::Pan{-200, 0});
  EXPECT_LT(map::originDistance(state().view), 21);
}

TEST_F(SessionTest, AZoomThatInterruptsTheWayToAnotherProjectionComesToRestInIt) {
  session.tick(0);
  session.apply(command::SetProjection{map::ProjectionKind::globe});
  session.tick(0.1);
  ASSERT_TRUE(state().view.plane.mixed());
  session.apply(command::ZoomBy{-0.5});
  double seconds = 0.1;
  while (session.tick(seconds += 0.05) && seconds < 5) {
  }
  EXPECT_TRUE(session.settled());
  EXPECT_EQ(state().view.plane.kind, map::ProjectionKind::globe);
  EXPECT_FALSE(state().view.plane.mixed());
}

TEST_F(SessionTest, NothingJumpsWhenTheWayToAnotherProjectionIsInterrupted) {
  constexpr double kFrame = 1.0 / 1000;
  session.tick(100);
  settle();
  double seconds = 200, farthest = 0;
  const auto frame = [&] {
    const map::Camera before(state().view, state().mapWidth, state().mapHeight);
    session.tick(seconds += kFrame);
    const map::Camera after(state().view, state().mapWidth, state().mapHeight);
    for (double x = 0; x <= before.width(); x += before.width() / 8) {
      for (double y = 0; y <= before.height(); y += before.height() / 8) {
        if (!before.onEarth({x, y})) continue;
        const map::ScreenPoint at = after.toScreen(before.toLngLat({x, y}));
        farthest = std::max(farthest, std::hypot(at.x - x, at.y - y));
      }
    }
  };
  const auto play = [&](int frames) {
    farthest = 0;
    for (int i = 0; i < frames; ++i) frame();
    return farthest;
  };
  session.tick(seconds);
  session.apply(command::SetProjection{map::ProjectionKind::mercator});
  EXPECT_LT(play(280), 2);
  session.apply(command::SetProjection{map::ProjectionKind::globe});
  EXPECT_LT(play(240), 2);
  session.apply(command::SetProjection{map::ProjectionKind::azimuthal});
  EXPECT_LT(play(120), 2);
  session.apply(command::SetProjection{map::ProjectionKind::mercator});
  EXPECT_LT(play(360), 2);
  const geo::LngLat middle = centre();
  session.apply(command::Pan{40, -25});
  const map::Camera panned(state().view, state().mapWidth, state().mapHeight);
  const map::ScreenPoint moved = panned.toScreen(middle);
  EXPECT_NEAR(moved.x, panned.width() / 2 + 40, 0.01);
  EXPECT_NEAR(moved.y, panned.height() / 2 - 25, 0.01);
  EXPECT_LT(play(40), 2);
  session.apply(command::ZoomAt{{100, 80}, 0.1});
  EXPECT_LT(play(240), 2);
  session.apply(command::SetProjection{map::ProjectionKind::globe});
  EXPECT_LT(play(280), 2);
  session.apply(command::FlyTo{{75, 44}, state().view.zoom.level});
  EXPECT_LT(play(4000), 2);
  EXPECT_TRUE(session.settled());
  EXPECT_TRUE(map::atRest(state().view));
  EXPECT_EQ(state().view.plane.kind, map::ProjectionKind::globe);
}

TEST_F(SessionTest, AProjectionIsChosenAndKeptInTheStory) {
  const geo::LngLat before = centre();
  for (const auto kind :
       {map::ProjectionKind::globe, map::ProjectionKind::mercator, map::ProjectionKind::azimuthal}) {
    session.apply(command::SetProjection{kind});
    EXPECT_FALSE(session.settled()) << "one turns into the other";
    settle();
    EXPECT_EQ(map::kindOf(state().view), kind);
    EXPECT_NEAR(centre().lng, before.lng, 1e-9);
    EXPECT_NEAR(centre().lat, before.lat, 1e-9);
    ASSERT_TRUE(state().story->view.has_value());
    EXPECT_EQ(state().story->view->projection, geo::nameOf(kind));
  }
}

TEST_F(SessionTest, AGlobeIsTurnedByTheHand) {
  session.apply(command::SetProjection{map::ProjectionKind::globe});
  settle();
  session.apply(command::FlyTo{{20, 10}, 1.5});
  settle();
  session.apply(command::Pan{30, 0});
  EXPECT_TRUE(map::atRest(state().view)) << "the origin goes with the hand";
  EXPECT_LT(centre().lng, 19);
  EXPECT_NEAR(centre().lat, 10, 1e-9);
}

TEST_F(SessionTest, GoToFindsEventsAndCommands) {
  session.apply(command::OpenGoTo{});
  session.apply(command::SetGoTo{"mosc"});
  ASSERT_FALSE(state().goTo.items.empty());
  EXPECT_EQ(state().goTo.items.front().id, "moscow");
  session.apply(command::ChooseGoTo{});
  EXPECT_EQ(state().selected, "moscow");
  EXPECT_FALSE(state().goTo.open);
}

TEST_F(SessionTest, EscapeClosesTheInnermostFirst) {
  session.apply(command::SelectEvent{"astana"});
  session.apply(command::OpenDialog{Dialog::keys, {}});
  session.apply(command::Escape{});
  EXPECT_EQ(state().dialog, Dialog::none);
  EXPECT_TRUE(state().cardOpen);
  session.apply(command::Escape{});
  EXPECT_FALSE(state().cardOpen);
  EXPECT_EQ(state().selected, "astana");
  session.apply(command::Escape{});
  EXPECT_TRUE(state().selected.empty());
}

TEST_F(SessionTest, EscapeClosesAnOpenClusterBeforeItEndsTheSelection) {
  session.apply(command::SelectEvent{"astana"});
  session.apply(command::OpenCluster{"moscow"});
  session.apply(command::Escape{});
  EXPECT_TRUE(state().openCluster.empty());
  EXPECT_EQ(state().selected, "astana");
  session.apply(command::Escape{});
  EXPECT_TRUE(state().selected.empty());
}

TEST_F(SessionTest, OpeningBeginsInTheFolderOfTheArticle) {
  session.apply(command::OpenDialog{Dialog::openArticle, {}});
  EXPECT_EQ(state().dialogText, std::filesystem::current_path().string()) << "of a.txt, opened from here";
  session.apply(command::OpenDialog{Dialog::openLayer, {}});
  EXPECT_EQ(state().dialogText, "");
}

TEST_F(SessionTest, AnExportNeverReplacesAFileUnasked) {
  ExportSpec spec;
  spec.path = DATELINE_ROOT "/assets/screenshot.png";
  session.apply(command::SetExport{spec});
  session.apply(command::Export{});
  ASSERT_EQ(state().problems.size(), 1u);
  EXPECT_NE(state().problems[0].text.find("exists"), std::string::npos);
  EXPECT_TRUE(session.takeEffects().empty());
}

TEST_F(SessionTest, AnExportHasTheNameOfAPng) {
  ExportSpec spec;
  spec.path = "/nowhere/map.jpg";
  session.apply(command::SetExport{spec});
  session.apply(command::Export{});
  ASSERT_EQ(state().problems.size(), 1u);
  EXPECT_EQ(state().problems[0].text,
            "\"/nowhere/map.jpg\" is not a kind of picture that is written; end the name in .png");
  EXPECT_TRUE(session.takeEffects().empty());
}

TEST_F(SessionTest, TheFileOfAnExportThatGoesOnIsTaken) {
  session.apply(command::OpenDialog{Dialog::exportImage, {}});
  ExportSpec spec = state().exportSpec;
  session.apply(command::Export{});
  const auto running = std::get<effect::ExportMap>(session.takeEffects().at(0)).task.id;
  EXPECT_EQ(session.state().tasks.back().writes, spec.path);
  session.apply(command::OpenDialog{Dialog::exportImage, {}});
  EXPECT_NE(state().exportSpec.path, spec.path);
  session.apply(command::Screenshot{ExportSpec::What::map});
  EXPECT_NE(std::get<effect::PictureMap>(session.takeEffects().at(0)).path, spec.path);
  spec.overwrite = true;
  session.apply(command::SetExport{spec});
  session.apply(command::Export{});
  EXPECT_TRUE(session.takeEffects().empty());
  EXPECT_EQ(state().problems.size(), 1u);
  EXPECT_EQ(state().dialog, Dialog::exportImage);
  session.finishTask(running);
  session.apply(command::Export{});
  EXPECT_EQ(session.takeEffects().size(), 1u);
}

TEST_F(SessionTest, AnExportOfAnotherSizeShowsWhatTheMapShows) {
  session.apply(command::ResizeMap{800, 600, 0});
  ExportSpec spec;
  spec.path = "/nowhere/map.png";
  const auto viewFor = [&](int width, int height) {
    spec.width = width;
    spec.height = height;
    session.apply(command::SetExport{spec});
    session.apply(command::Export{});
    const auto effects = session.takeEffects();
    const auto& asked = std::get<effect::ExportMap>(effects.at(0));
    session.finishTask(asked.task.id);
    return asked.view;
  };
  EXPECT_EQ(viewFor(800, 600), state().view);
  const map::View larger = viewFor(1600, 1300);
  EXPECT_NEAR(larger.zoom.level, state().view.zoom.level + 1, 1e-9);
  EXPECT_EQ(larger.centre, state().view.centre);
  EXPECT_NEAR(viewFor(400, 4000).zoom.level, state().view.zoom.level - 1, 1e-9);
}

TEST_F(SessionTest, APictureOfTheWindowIsTakenWithoutTheDialogWhereItWasAskedFor) {
  session.apply(command::OpenDialog{Dialog::exportImage, {}});
  ExportSpec spec = state().exportSpec;
  spec.what = ExportSpec::What::window;
  spec.path = "/nowhere/window.png";
  session.apply(command::SetExport{spec});
  session.apply(command::Export{});
  EXPECT_EQ(state().dialog, Dialog::none);
  EXPECT_TRUE(state().posing);
  EXPECT_EQ(std::get<effect::PictureWindow>(session.takeEffects().at(0)).path, spec.path);
  session.apply(command::EndPose{});
  EXPECT_FALSE(state().posing);
}

TEST_F(SessionTest, AFileThatCannotBeOpenedIsAProblemAndTheStoryStays) {
  session.apply(command::OpenPath{"/nowhere/none.txt"});
  while (!workers.idle()) std::this_thread::yield();
  inbox.drain();
  EXPECT_EQ(state().problems.size(), 1u);
  EXPECT_EQ(state().story->events.size(), 2u);
  EXPECT_TRUE(state().tasks.empty());
}

TEST_F(SessionTest, CopyingLeavesAsAnEffectWithWhatWasAskedFor) {
  session.apply(command::CopyRange{{11, 20}, command::CopyAs::text});
  session.apply(command::CopyRange{{11, 20}, command::CopyAs::quotation});
  session.apply(command::CopyRange{{900, 950}, command::CopyAs::text});
  const auto effects = session.takeEffects();
  ASSERT_EQ(effects.size(), 2u);
  EXPECT_EQ(std::get<effect::CopyText>(effects[0]).text, "The talks");
  EXPECT_EQ(std::get<effect::CopyText>(effects[1]).text, "“The talks”\n— The visit, a.txt");
}

TEST_F(SessionTest, WhatIsDoneWithMarkedTextIsAskedOfTheReader) {
  session.apply(command::Toggle{command::Toggled::reader});
  ASSERT_FALSE(state().showReader);
  const int before = state().textRequest.serial;
  session.apply(commandNamed("copy-quotation").value());
  EXPECT_TRUE(state().showReader);
  EXPECT_GT(state().textRequest.serial, before);
  EXPECT_EQ(state().textRequest.use, TextUse::copyQuotation);
  session.apply(command::CopyRange{{}, command::CopyAs::text});
  EXPECT_EQ(state().toasts.back().text, "Nothing is marked in the text");
}

TEST_F(SessionTest, OnlyWebAndMailAddressesAreOpened) {
  session.apply(command::OpenLink{"file:///etc/passwd"});
  EXPECT_TRUE(session.takeEffects().empty());
  EXPECT_EQ(state().problems.size(), 1u);
  session.apply(command::OpenLink{"https://example.org/\u202Ea"});
  const auto effects = session.takeEffects();
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_EQ(std::get<effect::OpenExternally>(effects[0]).target, "https://example.org/%E2%80%AEa");
}

TEST_F(SessionTest, TextSizesStepAndEnd) {
  for (int i = 0; i < 30; ++i) session.apply(command::StepTextSize{1});
  EXPECT_EQ(state().readerLook.sizePercent, kLargestTextSize);
  for (int i = 0; i < 30; ++i) session.apply(command::StepTextSize{-1});
  EXPECT_EQ(state().readerLook.sizePercent, kLeastTextSize);
  session.apply(command::StepTextSize{0});
  EXPECT_EQ(state().readerLook.sizePercent, 100);
  session.apply(command::SetReaderLook{{97, Measure::wide, false}});
  session.apply(command::StepTextSize{1});
  EXPECT_EQ(state().readerLook.sizePercent, 100);
}

TEST_F(SessionTest, AnArticleIsFoundWhereItWasLeft) {
  session.noteReading(12);
  const ReadingPositions left = session.readingPositions();
  EXPECT_EQ(left.find(state().article->sha256), 12u);
  session.noteReading(0);
  session.resumeReading(left);
  EXPECT_EQ(state().reveal.range.start, 12u);
  EXPECT_TRUE(state().reveal.atTop);
}

}  // namespace
}  // namespace dateline::session
