#include "base/link_address.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

TEST(LinkAddress, OfAWebPageIsShownWholeWithItsHost) {
  const LinkAddress address = readLinkAddress("https://example.org:8080/a%20b?q=1#part");
  EXPECT_EQ(address.shown, "https://example.org:8080/a%20b?q=1#part");
  EXPECT_EQ(address.host, "example.org");
  EXPECT_TRUE(address.refusal.empty());
}

TEST(LinkAddress, ShowsLookalikeLettersForWhatTheyAre) {
  // A Cyrillic a in an otherwise Latin name.
  const LinkAddress address = readLinkAddress("https://ex\u0430mple.org/");
  EXPECT_EQ(address.host.rfind("xn--", 0), 0U) << address.host;
  EXPECT_EQ(address.shown, "https://" + address.host + "/");
}

TEST(LinkAddress, IsNotTurnedAroundByDirectionMarks) {
  const LinkAddress address = readLinkAddress("https://example.org/\u202Egro.elpmaxe");
  EXPECT_EQ(address.shown, "https://example.org/%E2%80%AEgro.elpmaxe");
}

TEST(LinkAddress, NamesTheHostBehindAUserName) {
  const LinkAddress address = readLinkAddress("https://bank.example@elsewhere.example/login");
  EXPECT_EQ(address.host, "elsewhere.example");
}

TEST(LinkAddress, MailIsOpenedOtherSchemesAreNot) {
  EXPECT_TRUE(readLinkAddress("mailto:desk@example.org").refusal.empty());
  for (const char* target :
       {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "smb://host/share", "page.html",
        "#part", "", "-x", "//example.org/a", "http:///nohost", "https://"})
    EXPECT_FALSE(readLinkAddress(target).refusal.empty()) << target;
}

TEST(LinkAddress, SurvivesWhatIsNoText) {
  EXPECT_FALSE(readLinkAddress("https://exa\xff\xfe.org").shown.empty());
  EXPECT_EQ(readLinkAddress(std::string("https://a.org/\0b", 16)).shown, "https://a.org/");
  EXPECT_FALSE(readLinkAddress("https://a.org/" + std::string(5u << 20, 'x')).refusal.empty());
}

}  // namespace
}  // namespace dateline
