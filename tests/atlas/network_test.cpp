// What a stranger's file may name, and nobody may fetch: who made it would learn who opens it.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "atlas/layer_fixture.h"

namespace dateline::atlas {
namespace {

/// Listens, answers nobody, and knows whether anyone called.
class Listener {
 public:
  Listener() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 8), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~Listener() { close(socket_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] std::string address() const { return fmt::format("http://127.0.0.1:{}/crs", port_); }
  [[nodiscard]] bool called() const {
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    return poll(&waiting, 1, 0) != 0;
  }

 private:
  int socket_;
  int port_ = 0;
};

class Network : public LayerTest {
 protected:
  Listener listener_;

  /// A GeoJSON member that gives a coordinate system by the listener's address.
  [[nodiscard]] std::string link(const char* type) const {
    return fmt::format(R"("crs":{{"type":"link","properties":{{"href":"{}","type":"{}"}}}})",
                       listener_.address(), type);
  }
};

constexpr char kPlain[] = R"("type":"Point","coordinates":[70,45])";

TEST_F(Network, ACoordinateSystemGivenByAnAddressIsNotFetchedAndTold) {
  for (const char* type : {"proj4", "ogcwkt", "esriwkt"}) {
    const auto path =
        write("link.geojson", fmt::format(R"({{"type":"FeatureCollection",{},"features":[{{"type":)"
                                          R"("Feature","properties":{{}},"geometry":{{{}}}}}]}})",
                                          link(type), kPlain));
    const LayerData layer = mustOpen(path);
    EXPECT_FALSE(listener_.called()) << type;
    EXPECT_TRUE(warns(layer, listener_.address())) << type;
    EXPECT_EQ(layer.features->features.size(), 1u) << "it is drawn as degrees";
  }
}

TEST_F(Network, AnAddressTellsNoTerminalWhatToDo) {
  const LayerData layer = mustOpen(write(
      "escape.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://e.invalid/\u001b]0;x\u0007\n)"
      R"(second","type":"proj4"}},"features":[{"type":"Feature","properties":{},"geometry":{)" +
          std::string(kPlain) + "}}]}"));
  ASSERT_TRUE(warns(layer, "http://e.invalid/"));
  for (const Warning& warning : layer.warnings)
    for (const char c : warning.message) EXPECT_GE(static_cast<unsigned char>(c), 0x20);
}

TEST_F(Network, NorIsThatOfAFeatureOrAGeometry) {
  const auto in = [&](const std::string& feature, const std::string& geometry) {
    return fmt::format(R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}}{},)"
                       R"("geometry":{{{}{}}}}}]}})",
                       feature, kPlain, geometry);
  };
  mustOpen(write("geometry.geojson", in("", "," + link("proj4"))));
  mustOpen(write("feature.geojson", in("," + link("proj4"), "")));
  (void)openLayer(write("topology.topojson", fmt::format(R"({{"type":"Topology",{},"objects":{{"a":{{{}}}}},)"
                                                         R"("arcs":[]}})",
                                                         link("proj4"), kPlain)));
  EXPECT_FALSE(listener_.called());
}

TEST_F(Network, NorASchemaOrALinkedDocument) {
  const std::string at = listener_.address();
  (void)openLayer(write(
      "schema.gml",
      fmt::format(R"(<ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" )"
                  R"(xsi:schemaLocation="http://ogr.maptools.org/ {0}" xmlns:ogr="http://ogr.maptools.org/" )"
                  R"(xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><ogr:a><ogr:geometryProperty>)"
                  R"(<gml:Point srsName="{0}"><gml:coordinates>70,45</gml:coordinates></gml:Point>)"
                  R"(</ogr:geometryProperty></ogr:a></gml:featureMember></ogr:FeatureCollection>)",
                  at)));
  (void)openLayer(write("linked.kml",
                        fmt::format(R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink>)"
                                    R"(<Link><href>{0}</href></Link></NetworkLink><Placemark><styleUrl>{0}#a)"
                                    R"(</styleUrl><Point><coordinates>70,45</coordinates></Point>)"
                                    R"(</Placemark></Document></kml>)",
                                    at)));
  EXPECT_FALSE(listener_.called());
}

}  // namespace
}  // namespace dateline::atlas
