#include <gmock/gmock.h>

#include "article/article.h"
#include "article/page_around.h"

namespace dateline::article {
namespace {

using testing::ElementsAre;

TEST(DataTables, KeepTheirRowsWhateverTheirCellsSpan) {
  const auto rows = [](const std::string& table) {
    const ArticlePtr article = pageAround("<table>" + table + "</table>");
    std::vector<std::string> found;
    for (const Block& block : article->blocks)
      if (block.range.length() < 60 && block.kind == BlockKind::paragraph)
        found.emplace_back(article->slice(block.range));
    return found;
  };
  EXPECT_THAT(rows("<tr><th>City</th><th>Role</th></tr><tr><td>Astana</td><td>host</td></tr>"
                   "<tr><td colspan=2>Note</td></tr>"),
              ElementsAre("City | Role", "Astana | host", "Note"));
  EXPECT_THAT(rows("<tr><td>City</td><td>Role</td></tr><tr><td rowspan=2>Astana</td><td>host</td></tr>"
                   "<tr><td>guest</td></tr>"),
              ElementsAre("City | Role", "Astana | host", "guest"));
  EXPECT_THAT(rows("<tr><td>City</td><td>Role</td></tr><tr><td>Astana<br>capital</td><td>host</td></tr>"),
              ElementsAre("City | Role", "Astana capital | host"));
  EXPECT_THAT(rows("<tr><th>City</th></tr><tr><td>Astana</td></tr>"), ElementsAre("City", "Astana"));
  EXPECT_THAT(rows("<tr><td>Menu</td></tr><tr><td>Contact</td></tr>"), ElementsAre())
      << "one column without a heading sets the page";
}

}  // namespace
}  // namespace dateline::article
