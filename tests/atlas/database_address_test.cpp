#include "atlas/database_address.h"

#include <gtest/gtest.h>

namespace dateline::atlas {
namespace {

TEST(DatabaseAddress, HasItsParts) {
  const auto address =
      parseDatabaseAddress("postgresql://desk:p%40ss%2F@db.example:5433/maps?table=geo.lands&geometry=shape");
  ASSERT_TRUE(address) << address.error().text();
  EXPECT_EQ(address->user, "desk");
  EXPECT_EQ(address->password, "p@ss/");
  EXPECT_EQ(address->host, "db.example");
  EXPECT_EQ(address->port, "5433");
  EXPECT_EQ(address->database, "maps");
  EXPECT_EQ(address->quotedTable(), R"("geo"."lands")");
  EXPECT_EQ(address->geometryColumn, "shape");
  EXPECT_EQ(address->shown(), "postgresql://desk@db.example:5433/maps?table=geo.lands");
}

TEST(DatabaseAddress, LeavesOutWhatLibpqKnows) {
  const auto address = parseDatabaseAddress("postgresql:///maps?table=lands");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host + address->user + address->password + address->port + address->schema, "");
  EXPECT_EQ(connectionString(*address).find("password"), std::string::npos);
}

TEST(DatabaseAddress, TakesIPv6AndQuotedNames) {
  const auto address = parseDatabaseAddress(R"(postgresql://[::1]:5432/maps?table="a.b"."c""d")");
  ASSERT_TRUE(address) << address.error().text();
  EXPECT_EQ(address->host, "::1");
  EXPECT_EQ(address->quotedTable(), R"("a.b"."c""d")");
}

TEST(DatabaseAddress, AsItIsShownItIsAnAddressOfTheSameTable) {
  for (const char* text :
       {"postgresql://desk@%2Frun%2Fpg:5987/maps?table=wahl",
        R"(postgresql://a%40b@[::1]/m%3F?table=%22my.schema%22.%22Big%20%26%20%22%22Table%22)",
        "postgresql:///карты?table=границы"}) {
    const auto address = parseDatabaseAddress(text);
    ASSERT_TRUE(address) << text;
    const auto again = parseDatabaseAddress(address->shown());
    ASSERT_TRUE(again) << address->shown();
    EXPECT_EQ(connectionString(*again), connectionString(*address));
    EXPECT_EQ(again->quotedTable(), address->quotedTable());
  }
}

TEST(DatabaseAddress, QuotesWhatWouldEndAValue) {
  const auto address = parseDatabaseAddress("postgresql://x:a'%20host=evil%5C@h/d?table=t'%20tables=\"x");
  ASSERT_TRUE(address) << address.error().text();
  EXPECT_NE(connectionString(*address).find(R"(password='a\' host=evil\\')"), std::string::npos);
  EXPECT_EQ(quotedText(address->quotedTable()), R"('"t'' tables=""x"')");
}

TEST(DatabaseAddress, APasswordIsHiddenWhereTheConnectionIsQuotedAndNowhereElse) {
  const auto address = parseDatabaseAddress("postgresql://sally:y%27%5C@h/d?table=t");
  ASSERT_TRUE(address) << address.error().text();
  const std::string quoted = connectionString(*address);
  const std::string shown = withoutPassword("no system \"yyy\" of sally in PG:" + quoted + " (y)");
  EXPECT_NE(shown.find("\"yyy\" of sally in PG:host='h' user='sally' password='***' dbname='d'"),
            std::string::npos)
      << shown;
  EXPECT_NE(shown.find("(y)"), std::string::npos);
  const std::string cut = quoted.substr(0, quoted.find("password='") + 11);
  EXPECT_TRUE(withoutPassword(cut).ends_with("password='***")) << withoutPassword(cut);
}

TEST(DatabaseAddress, RefusesWithoutTellingThePassword) {
  for (const char* text :
       {"postgresql://u:geheim@h/d", "postgresql://u:geheim@h/?table=t",
        "postgresql://u:geheim@h:0/d?table=t", "postgresql://u:geheim@h:x/d?table=t",
        "postgresql://u:geheim@h/d?table=", "postgresql://u:geheim@h/d?table=a.",
        "postgresql://u:geheim@h/d?table=a.b.c", "postgresql://u:geheim@h/d?table=\"a",
        "postgresql://u:geheim@h/d?table=t&sslmode=off", "postgresql://u:geheim@h/d?table=t&service=x",
        "postgresql://u:geheim%0a@h/d?table=t", "postgresql://u:geheim@h/d%2/?table=t",
        "postgresql://u:geheim@[::1/d?table=t", "postgresql://u:geheim@h,i/d?table=t",
        "postgresql://u:geheim@h/d?table=t%00x"}) {
    const auto address = parseDatabaseAddress(text);
    ASSERT_FALSE(address) << text;
    EXPECT_EQ(address.error().kind, ErrorKind::usage);
    EXPECT_EQ(address.error().text().find("geheim"), std::string::npos) << address.error().text();
  }
}

}  // namespace
}  // namespace dateline::atlas
