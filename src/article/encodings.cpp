#include "article/encodings.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/utf8.h"

namespace dateline::article {
namespace {

constexpr std::array kEncodings = {
    Encoding{"UTF-8", "all", "UTF-8", "utf8 unicode-1-1-utf-8"},
    Encoding{"UTF-16LE", "all", "UTF-16LE", "utf-16 ucs-2 unicode"},
    Encoding{"UTF-16BE", "all", "UTF-16BE", "unicodefffe"},
    Encoding{"windows-1252", "Western European", "windows-1252",
             "cp1252 x-cp1252 iso-8859-1 iso8859-1 latin1 l1 ascii us-ascii ansi_x3.4-1968"},
    Encoding{"ISO-8859-15", "Western European", "ISO-8859-15", "latin9 l9 iso8859-15"},
    Encoding{"macintosh", "Western European", "macintosh", "mac macroman x-mac-roman"},
    Encoding{"IBM850", "Western European", "ibm-850", "cp850 dos-850 850 cp437 ibm437"},
    Encoding{"windows-1250", "Central European", "windows-1250", "cp1250 x-cp1250"},
    Encoding{"ISO-8859-2", "Central European", "ISO-8859-2", "latin2 l2 iso8859-2"},
    Encoding{"IBM852", "Central European", "ibm-852", "cp852 dos-852 852"},
    Encoding{"ISO-8859-3", "South European", "ISO-8859-3", "latin3 l3 iso8859-3"},
    Encoding{"windows-1257", "Baltic", "windows-1257", "cp1257 x-cp1257"},
    Encoding{"ISO-8859-4", "Baltic", "ISO-8859-4", "latin4 l4 iso8859-4"},
    Encoding{"ISO-8859-13", "Baltic", "ISO-8859-13", "latin7 iso8859-13"},
    Encoding{"ISO-8859-10", "Nordic", "ISO-8859-10", "latin6 l6 iso8859-10"},
    Encoding{"ISO-8859-14", "Celtic", "ISO-8859-14", "latin8 l8 iso8859-14"},
    Encoding{"windows-1254", "Turkish", "windows-1254", "cp1254 x-cp1254 iso-8859-9 latin5 l5 iso8859-9"},
    Encoding{"windows-1251", "Cyrillic", "windows-1251", "cp1251 x-cp1251"},
    Encoding{"KOI8-R", "Cyrillic", "KOI8-R", "koi8 koi"},
    Encoding{"KOI8-U", "Cyrillic", "KOI8-U", "koi8-ru"},
    Encoding{"ISO-8859-5", "Cyrillic", "ISO-8859-5", "cyrillic iso8859-5"},
    Encoding{"IBM866", "Cyrillic", "ibm-866", "cp866 866 dos-866"},
    Encoding{"x-mac-cyrillic", "Cyrillic", "x-mac-cyrillic", "mac-cyrillic x-mac-ukrainian"},
    Encoding{"windows-1253", "Greek", "windows-1253", "cp1253 x-cp1253"},
    Encoding{"ISO-8859-7", "Greek", "ISO-8859-7", "greek greek8 iso8859-7"},
    Encoding{"windows-1255", "Hebrew", "windows-1255", "cp1255 x-cp1255"},
    Encoding{"ISO-8859-8", "Hebrew", "ISO-8859-8", "hebrew iso-8859-8-i logical iso8859-8"},
    Encoding{"windows-1256", "Arabic", "windows-1256", "cp1256 x-cp1256"},
    Encoding{"ISO-8859-6", "Arabic", "ISO-8859-6", "arabic iso8859-6"},
    Encoding{"windows-1258", "Vietnamese", "windows-1258", "cp1258 x-cp1258"},
    Encoding{"windows-874", "Thai", "windows-874", "tis-620 iso-8859-11 cp874"},
    Encoding{"GB18030", "Chinese, simplified", "gb18030", "gbk gb2312 gb_2312-80 chinese x-gbk cp936 euc-cn"},
    Encoding{"Big5", "Chinese, traditional", "ibm-1375_P100-2008", "big5-hkscs cn-big5 x-x-big5 cp950"},
    Encoding{"Shift_JIS", "Japanese", "ibm-943_P15A-2003",
             "sjis shift-jis x-sjis windows-31j ms_kanji cp932 ms932"},
    Encoding{"EUC-JP", "Japanese", "euc-jp-2007", "eucjp x-euc-jp"},
    Encoding{"ISO-2022-JP", "Japanese", "ISO-2022-JP", "csiso2022jp"},
    Encoding{"EUC-KR", "Korean", "windows-949-2000",
             "euckr korean ks_c_5601-1987 ks_c_5601 ksc5601 windows-949 cp949 uhc"}};

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Names as they are compared: small letters and digits alone.
std::string bare(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
  }
  return out;
}

bool answersTo(const Encoding& encoding, const std::string& wanted) {
  if (bare(encoding.name) == wanted) return true;
  std::string_view labels = encoding.labels;
  while (!labels.empty()) {
    const std::size_t end = std::min(labels.find(' '), labels.size());
    if (bare(labels.substr(0, end)) == wanted) return true;
    labels.remove_prefix(std::min(end + 1, labels.size()));
  }
  return false;
}

std::size_t replacementsIn(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("\xEF\xBF\xBD"); at != std::string_view::npos;
       at = text.find("\xEF\xBF\xBD", at + 3))
    ++count;
  return count;
}

}  // namespace

std::span<const Encoding> encodings() {
  return kEncodings;
}

const Encoding* encodingNamed(std::string_view label) {
  const std::string wanted = bare(label);
  if (wanted.empty()) return nullptr;
  const auto* found = std::find_if(kEncodings.begin(), kEncodings.end(),
                                   [&](const Encoding& e) { return answersTo(e, wanted); });
  return found == kEncodings.end() ? nullptr : found;
}

std::string convert(std::string_view bytes, const Encoding& encoding, std::size_t& replaced) {
  if (encoding.name == "UTF-8") return repairUtf8(bytes, &replaced);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> from(
      ucnv_open(std::string(encoding.icu).c_str(), &status));
  const std::unique_ptr<UConverter, CloseConverter> to(ucnv_open("UTF-8", &status));
  std::string out;
  if (U_FAILURE(status)) {
    replaced = bytes.size();
    return out;
  }
  std::array<UChar, 4096> pivot{};
  UChar* pivotSource = pivot.data();
  UChar* pivotTarget = pivot.data();
  const char* source = bytes.data();
  const char* sourceEnd = source + bytes.size();
  bool reset = true;
  out.resize(bytes.size() + bytes.size() / 2 + 64);
  std::size_t written = 0;
  do {
    if (written + 64 > out.size()) out.resize(out.size() * 2);
    char* target = out.data() + written;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, sourceEnd, pivot.data(),
                   &pivotSource, &pivotTarget, pivot.data() + pivot.size(), reset, true, &status);
    reset = false;
    written = static_cast<std::size_t>(target - out.data());
    if (status == U_BUFFER_OVERFLOW_ERROR) out.resize(out.size() * 2);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  out.resize(written);
  replaced = replacementsIn(out);
  return out;
}

}  // namespace dateline::article
