#include "atlas/database_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/hex.h"
#include "base/utf8.h"

namespace dateline::atlas {
namespace {

constexpr std::string_view kScheme = "postgresql://";
constexpr const char* kForm = "postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE";
constexpr std::size_t kLongest = 4096;
constexpr std::array<std::string_view, 6> kSslModes = {"disable", "allow",     "prefer",
                                                       "require", "verify-ca", "verify-full"};

tl::unexpected<Error> wrong(const std::string& what) {
  return fail(ErrorKind::usage, fmt::format("the address of a data base {}: give {}", what, kForm));
}

/// Nothing where a % is no code, or what comes out is no text.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto high = i + 2 < text.size() ? hexDigit(text[i + 1]) : std::nullopt;
    const auto low = high ? hexDigit(text[i + 2]) : std::nullopt;
    if (!low) return std::nullopt;
    out += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  const bool control = std::any_of(out.begin(), out.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return control || !isValidUtf8(out) ? std::nullopt : std::optional(out);
}

/// With codes for what would end a part of an address; letters of any script stay.
std::string encoded(std::string_view text) {
  constexpr std::string_view kEnds = "%/?#&@:[]";
  std::string out;
  for (const char c : text)
    out += kEnds.find(c) == std::string_view::npos ? std::string(1, c)
                                                   : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

struct Halves {
  std::string_view before, after;
  bool found = false;
};
Halves cut(std::string_view text, std::size_t at) {
  if (at == std::string_view::npos) return {text, {}, false};
  return {text.substr(0, at), text.substr(at + 1), true};
}

/// One name of `schema.table`, which may stand in double quotes; takes it off the text.
std::optional<std::string> takeName(std::string_view& text) {
  std::string name;
  if (!text.starts_with('"')) {
    const std::size_t end = std::min(text.find('.'), text.size());
    name = text.substr(0, end);
    text.remove_prefix(end);
    return name;
  }
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '"') {
      name += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      name += text[i++];
    } else {
      text.remove_prefix(i + 1);
      return name;
    }
  }
  return std::nullopt;
}

Status putTable(DatabaseAddress& address, std::string_view text) {
  auto first = takeName(text);
  std::optional<std::string> second = "";
  const bool two = first && text.starts_with('.');
  if (two) {
    text.remove_prefix(1);
    second = takeName(text);
  }
  if (!first || !second || !text.empty() || first->empty() || (two && second->empty()))
    return wrong("names no table, or more than a schema and a table (quote a name that has a dot)");
  if (two) address.schema = *first;
  address.table = two ? *second : *first;
  return {};
}

Status putParameter(DatabaseAddress& address, std::string_view part) {
  const Halves sides = cut(part, part.find('='));
  const auto value = decoded(sides.after);
  if (!value) return wrong("has a % that is no code");
  if (sides.before == "table") return putTable(address, *value);
  if (sides.before == "geometry") {
    address.geometryColumn = *value;
    return {};
  }
  if (sides.before == "sslmode") {
    if (std::find(kSslModes.begin(), kSslModes.end(), *value) == kSslModes.end())
      return wrong("has an sslmode that is none (disable, allow, prefer, require, verify-ca, verify-full)");
    address.sslMode = *value;
    return {};
  }
  return wrong("may say table, geometry and sslmode after the ?, nothing else");
}

Status putServer(DatabaseAddress& address, std::string_view server) {
  const Halves account = cut(server, server.rfind('@'));
  const Halves names = account.found ? cut(account.before, account.before.find(':')) : Halves{};
  std::string_view place = account.found ? account.after : server;
  Halves hostAndPort = cut(place, place.find(':'));
  if (place.starts_with('[')) {  // an IPv6 address has colons of its own
    const std::size_t end = place.find(']');
    if (end == std::string_view::npos) return wrong("has a [ without its ]");
    const std::string_view rest = place.substr(end + 1);
    if (!rest.empty() && rest.front() != ':') return wrong("has something between the host and the port");
    hostAndPort = {place.substr(1, end - 1), rest.empty() ? rest : rest.substr(1), !rest.empty()};
  }
  const auto user = decoded(names.before), password = decoded(names.after),
             host = decoded(hostAndPort.before);
  if (!user || !password || !host) return wrong("has a % that is no code");
  if (host->find(',') != std::string::npos) return wrong("names more than one host");
  const std::string_view port = hostAndPort.after;
  const bool digits = std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  if ((hostAndPort.found && port.empty()) || !digits || port.size() > 5 ||
      (!port.empty() && (std::stoi(std::string(port)) < 1 || std::stoi(std::string(port)) > 65535)))
    return wrong("has a port that is none (1 to 65535)");
  address.user = *user;
  address.password = *password;
  address.host = *host;
  address.port = port;
  return {};
}

std::string inQuotes(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += c;
    out += c;
  }
  return out + quote;
}

void addValue(std::string& out, const char* name, std::string_view value) {
  if (value.empty()) return;
  out += fmt::format("{}{}='", out.empty() ? "" : " ", name);
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  out += '\'';
}

/// As takeName takes it.
std::string nameInAddress(std::string_view name) {
  return name.find_first_of(".\"") == std::string_view::npos ? std::string(name) : inQuotes(name, '"');
}

}  // namespace

std::string quotedIdentifier(std::string_view name) {
  return inQuotes(name, '"');
}
std::string quotedText(std::string_view text) {
  return inQuotes(text, '\'');
}

std::string DatabaseAddress::shown() const {
  const std::string name = (schema.empty() ? "" : nameInAddress(schema) + ".") + nameInAddress(table);
  const std::string place = host.find(':') == std::string::npos ? encoded(host) : "[" + host + "]";
  return fmt::format("{}{}{}{}{}/{}?table={}", kScheme, encoded(user), user.empty() ? "" : "@", place,
                     port.empty() ? "" : ":" + port, encoded(database), encoded(name));
}

std::string DatabaseAddress::quotedTable() const {
  return (schema.empty() ? "" : quotedIdentifier(schema) + ".") + quotedIdentifier(table);
}

bool isDatabaseAddress(std::string_view text) {
  return text.starts_with(kScheme);
}

Result<DatabaseAddress> parseDatabaseAddress(std::string_view text) {
  if (!isDatabaseAddress(text)) return wrong("does not begin with postgresql://");
  if (text.size() > kLongest) return wrong(fmt::format("is longer than {} bytes", kLongest));
  text.remove_prefix(kScheme.size());
  // A password may hold anything but these, which are written %2F, %3F and %23.
  const Halves query = cut(text, text.find('?'));
  const Halves path = cut(query.before, query.before.find('/'));
  DatabaseAddress address;
  if (Status put = putServer(address, path.before); !put) return tl::make_unexpected(put.error());
  const auto database = decoded(path.after);
  if (!database || database->empty() || database->find('/') != std::string::npos)
    return wrong("names no data base after the host");
  address.database = *database;
  for (Halves rest{{}, query.after, query.found}; rest.found;) {
    rest = cut(rest.after, rest.after.find('&'));
    if (Status put = putParameter(address, rest.before); !put) return tl::make_unexpected(put.error());
  }
  if (address.table.empty()) return wrong("names no table");
  return address;
}

std::string connectionString(const DatabaseAddress& address) {
  std::string out;
  addValue(out, "host", address.host);
  addValue(out, "port", address.port);
  addValue(out, "user", address.user);
  addValue(out, "password", address.password);
  addValue(out, "dbname", address.database);
  addValue(out, "sslmode", address.sslMode);
  // A server that went away without a word is noticed within ten seconds or so.
  for (const auto& [name, value] : {std::pair{"connect_timeout", "8"},
                                    {"keepalives", "1"},
                                    {"keepalives_idle", "5"},
                                    {"keepalives_interval", "2"},
                                    {"keepalives_count", "3"},
                                    {"tcp_user_timeout", "10000"},
                                    {"application_name", "dateline"}})
    addValue(out, name, value);
  return out;
}

std::string withoutPassword(std::string message) {
  constexpr std::string_view kBegin = "password='";
  for (std::size_t at = message.find(kBegin); at != std::string::npos; at = message.find(kBegin, at)) {
    at += kBegin.size();
    std::size_t end = at;
    while (end < message.size() && message[end] != '\'') end += message[end] == '\\' ? 2 : 1;
    message.replace(at, std::min(end, message.size()) - at, "***");
  }
  return message;
}

}  // namespace dateline::atlas
