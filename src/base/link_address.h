#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Where a link leads, told so that nothing in it can pose as something else.
struct LinkAddress {
  std::string shown;    ///< in ASCII: letters of other scripts in a host as `xn--`, else percent-encoded
  std::string host;     ///< of a web address, in ASCII; empty for others
  std::string refusal;  ///< why it is not opened, in a sentence; empty for web and mail addresses
};

/// Reads a link's target as a text gives it. Only http, https and mailto are to be opened: `shown` is then
/// what opens.
LinkAddress readLinkAddress(std::string_view target);

}  // namespace dateline
