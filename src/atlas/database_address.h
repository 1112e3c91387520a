#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace dateline::atlas {

/// A table of a PostGIS data base, as `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?table=SCHEMA.TABLE`
/// names it. What is left out is what libpq takes: this user, this machine, the password of PGPASSWORD or
/// ~/.pgpass.
struct DatabaseAddress {
  std::string user, password, host, port, database;
  std::string schema;  ///< empty: the first of the search path that has the table
  std::string table;
  std::string geometryColumn;  ///< empty: the table's first
  std::string sslMode;         ///< empty: as libpq prefers

  /// For people: an address of the same table, without the password.
  [[nodiscard]] std::string shown() const;
  /// The table as one writes it in SQL, quoted: names are told apart by case, and hold what they like.
  [[nodiscard]] std::string quotedTable() const;
};

/// True for what is meant to be one; no file of the disk is called so.
bool isDatabaseAddress(std::string_view text);

/// ErrorKind::usage, with what is wrong in it; the password is never in the message.
Result<DatabaseAddress> parseDatabaseAddress(std::string_view text);

/// `name` as an identifier and `text` as a string of SQL.
std::string quotedIdentifier(std::string_view name);
std::string quotedText(std::string_view text);

/// As libpq's connection strings quote values.
std::string connectionString(const DatabaseAddress& address);
/// A message without the password of a connectionString that it quotes, be it cut short. A password that is
/// anything else of it, as a letter of a name, stays: to hide it there would tell what it is.
std::string withoutPassword(std::string message);

}  // namespace dateline::atlas
