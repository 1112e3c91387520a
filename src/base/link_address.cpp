#include "base/link_address.h"

#include <glib.h>

#include <memory>

#include "base/utf8.h"

namespace dateline {
namespace {

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};
using TextPtr = std::unique_ptr<char, FreeText>;
struct UnrefUri {
  void operator()(GUri* uri) const { g_uri_unref(uri); }
};

constexpr std::size_t kLongest = 8192;  // bytes; browsers take no longer ones either

/// All that is not plain ASCII percent-encoded; what is encoded already stays as it is.
std::string escaped(const char* part) {
  if (part == nullptr) return {};
  const TextPtr text(g_uri_escape_string(
      part, G_URI_RESERVED_CHARS_GENERIC_DELIMITERS G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS "%", FALSE));
  return text.get();
}

std::string asciiHost(const char* host) {
  if (host == nullptr || *host == '\0') return {};
  const TextPtr ascii(g_hostname_to_ascii(host));
  return ascii == nullptr ? std::string() : escaped(ascii.get());
}

}  // namespace

LinkAddress readLinkAddress(std::string_view target) {
  const std::string text = repairUtf8(target.substr(0, kLongest));
  LinkAddress address{.shown = escaped(text.c_str()), .host = {}, .refusal = {}};
  if (target.size() > kLongest) {
    address.refusal = "The address is too long to be opened.";
    return address;
  }
  // Encoded parts stay as they are: decoding could make a new separator out of one.
  const std::unique_ptr<GUri, UnrefUri> uri(g_uri_parse(
      text.c_str(), static_cast<GUriFlags>(G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED), nullptr));
  if (uri == nullptr) {
    address.refusal = "This is no complete address, so it is not opened.";
    return address;
  }
  const std::string scheme = g_uri_get_scheme(uri.get());
  if (scheme == "mailto") return address;
  if (scheme != "http" && scheme != "https") {
    address.refusal = "Only web and mail addresses are opened.";
    return address;
  }
  address.host = asciiHost(g_uri_get_host(uri.get()));
  if (address.host.empty()) {
    address.refusal = "The address names no host, so it is not opened.";
    return address;
  }
  address.shown = scheme + "://";
  if (const char* user = g_uri_get_userinfo(uri.get())) address.shown += escaped(user) + "@";
  const bool v6 = address.host.find(':') != std::string::npos;
  address.shown += v6 ? "[" + address.host + "]" : address.host;
  if (const int port = g_uri_get_port(uri.get()); port >= 0) address.shown += ":" + std::to_string(port);
  address.shown += escaped(g_uri_get_path(uri.get()));
  if (const char* query = g_uri_get_query(uri.get())) address.shown += "?" + escaped(query);
  if (const char* fragment = g_uri_get_fragment(uri.get())) address.shown += "#" + escaped(fragment);
  return address;
}

}  // namespace dateline
