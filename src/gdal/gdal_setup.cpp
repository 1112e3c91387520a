#include "gdal/gdal_setup.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi_virtual.h>
#include <fmt/format.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <array>
#include <mutex>
#include <string_view>
#include <utility>

#include "base/utf8.h"

namespace dateline::gdal {
namespace {

constexpr std::size_t kMaxMessages = 20;
constexpr std::size_t kMaxMessageBytes = 400;
/// What is said with this number is our own; GDAL uses it for its network alone, which is closed.
constexpr CPLErrorNum kOwnWords = CPLE_HttpResponse;

// Archives inside a local file (KMZ, zipped Shapefile, compressed GML) and memory. Everything else that GDAL
// can open as a file, all of the network among it, is closed.
constexpr std::array<std::string_view, 4> kOpenFileSystems = {"/vsimem/", "/vsizip/", "/vsigzip/",
                                                              "/vsisubfile/"};

constexpr std::array<std::pair<const char*, const char*>, 23> kOptions = {{
    {"OGR_PG_CURSOR_PAGE", "100"},  // features that are on their way at once
    {"GDAL_DRIVER_PATH", "disable"},
    {"OGR_DRIVER_PATH", "disable"},
    {"GDAL_DISABLE_READDIR_ON_OPEN", "TRUE"},
    {"GDAL_PAM_ENABLED", "NO"},
    {"GDAL_VRT_ENABLE_PYTHON", "NO"},
    {"GDAL_HTTP_MAX_RETRY", "0"},
    {"GDAL_HTTP_TIMEOUT", "1"},
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "none"},
    {"CPL_VSIL_CURL_ALLOWED_FILENAME", "none"},
    {"CPL_DEBUG", "OFF"},
    {"CPL_CURL_ENABLE_VSIMEM", "NO"},
    // Megabytes of one object; the largest country of a detailed world layer needs 400.
    {"OGR_GEOJSON_MAX_OBJ_SIZE", "2048"},
    {"OGR_SQLITE_LOAD_EXTENSIONS", nullptr},
    {"OGR_SQLITE_ALLOW_EXTERNAL_ACCESS", "NO"},
    {"SQLITE_USE_OGR_VFS", "NO"},
    {"GML_DOWNLOAD_WFS_SCHEMA", "NO"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
    {"GML_SAVE_RESOLVED_TO", nullptr},
    {"LIBKML_RESOLVE_STYLE", "NO"},
    {"LIBKML_EXTERNAL_STYLE", "NO"},
    {"SHAPE_RESTORE_SHX", "NO"},
    {"OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES"},
}};

VSIVirtualHandle* refuseHandle() {
  return nullptr;
}
void* refuse(void*, const char*, const char*) {
  return refuseHandle();
}

/// Puts a file system that opens nothing in the place of each that is not allowed.
void closeFileSystems() {
  // Never freed: GDAL forgets the handlers that are replaced, and of the new ones' prefixes it keeps the bare
  // pointers.
  static auto* const replaced = new std::vector<VSIFilesystemHandler*>;
  static const auto& prefixes = *new CPLStringList(VSIGetFileSystemsPrefixes());
  for (int i = 0; i < prefixes.size(); ++i) {
    const std::string_view prefix = prefixes[i];
    if (std::find(kOpenFileSystems.begin(), kOpenFileSystems.end(), prefix) != kOpenFileSystems.end())
      continue;
    replaced->push_back(VSIFileManager::GetHandler(prefixes[i]));
    VSIFilesystemPluginCallbacksStruct* callbacks = VSIAllocFilesystemPluginCallbacksStruct();
    callbacks->open = refuse;
    callbacks->read = [](void*, void*, size_t, size_t) -> size_t { return 0; };
    callbacks->seek = [](void*, vsi_l_offset, int) { return -1; };
    callbacks->tell = [](void*) -> vsi_l_offset { return 0; };
    VSIInstallPluginHandler(prefixes[i], callbacks);
    VSIFreeFilesystemPluginCallbacksStruct(callbacks);
  }
}

/// From GDAL 3.6 on a configuration file can say that the environment does not count. That is said first,
/// then the options themselves, so an older GDAL is bound by these at least.
void fixOptions() {
  CPLSetConfigOptions(nullptr);  // what gdalrc said
  static constexpr char kFile[] = "/vsimem/dateline.gdalrc";
  static char text[] = "[directives]\nignore-env-vars=yes\n";
  VSIFCloseL(VSIFileFromMemBuffer(kFile, reinterpret_cast<GByte*>(text), sizeof text - 1, FALSE));
  CPLLoadConfigOptionsFromFile(kFile, TRUE);
  VSIUnlink(kFile);
  for (const auto& [key, value] : kOptions) CPLSetConfigOption(key, value);
}

/// In the place of all of GDAL's network. A GeoJSON may give its coordinate system by an address, which GDAL
/// would ask for; who makes a file is not to learn who opens it.
CPLHTTPResult* fetchNothing(const char* address, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc,
                            void*, void*) {
  CPLError(
      CE_Warning, kOwnWords,
      "the file gives its coordinate system by an address (%.200s), which is not fetched: save it with the "
      "system itself.",
      address);
  auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("nothing is fetched");
  return result;
}

/// By name instead of GDALAllRegister: a dozen drivers instead of some two hundred, and no plug-in is looked
/// for.
void registerDrivers() {
  RegisterOGRFlatGeobuf();
  RegisterOGRGeoJSON();
  RegisterOGRGeoJSONSeq();
  RegisterOGRTopoJSON();
  RegisterOGRShape();
  RegisterOGRGeoPackage();
  RegisterOGRLIBKML();
  RegisterOGRKML();
  RegisterOGRGPX();
  RegisterOGRCSV();
  RegisterOGRTAB();
  RegisterOGRGML();
  RegisterOGRPG();  // no file is opened with it: see openTable
}

/// The open options are for all drivers at once; that one does not know another's is no news.
bool isAboutOptions(CPLErrorNum number, std::string_view text) {
  return number == CPLE_NotSupported && text.find("does not support open option") != std::string_view::npos;
}

void CPL_STDCALL collect(CPLErr severity, CPLErrorNum number, const char* text) {
  if (severity != CE_Warning && severity != CE_Failure && severity != CE_Fatal) return;
  if (isAboutOptions(number, text)) return;
  auto* messages = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  if (number == kOwnWords)
    messages->noteAddress(text);
  else
    messages->note(severity != CE_Warning, text);
}

/// Messages hold words of the file: none of them is to tell a terminal what to do.
std::string clean(std::string text) {
  if (text.size() > kMaxMessageBytes) text = text.substr(0, kMaxMessageBytes) + "...";
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return isValidUtf8(text) ? text : repairUtf8(text);
}

}  // namespace

void initialise() {
  static std::once_flag once;
  std::call_once(once, [] {
    CPLSetErrorHandler(CPLQuietErrorHandler);  // GDAL's own threads; ours collect
    GetGDALDriverManager();  // reads gdalrc, so that it is overruled below and not the other way round
    fixOptions();
    closeFileSystems();
    CPLHTTPSetFetchCallback(fetchNothing, nullptr);
    OSRSetPROJEnableNetwork(false);
    registerDrivers();
  });
}

void DatasetCloser::operator()(GDALDataset* dataset) const {
  GDALClose(dataset);
}

GdalMessages::GdalMessages() {
  CPLPushErrorHandlerEx(collect, this);
}
GdalMessages::~GdalMessages() {
  CPLPopErrorHandler();
}

void GdalMessages::note(bool failure, const std::string& raw) {
  const std::string text = clean(raw);
  if (failure) lastFailure_ = text;
  crsUnknown_ = crsUnknown_ || text.find("crs not found") != std::string::npos;
  say("GDAL says: " + text);
}

void GdalMessages::noteAddress(const std::string& raw) {
  crsUnknown_ = true;
  say(raw);
}

void GdalMessages::say(const std::string& raw) {
  const std::string text = clean(raw);
  for (Warning& message : messages_) {
    if (message.message == text) {
      ++message.count;
      return;
    }
  }
  if (messages_.size() < kMaxMessages) messages_.push_back({.message = text});
}

std::string GdalMessages::lastFailure() const {
  return lastFailure_.empty() ? std::string() : fmt::format(" (GDAL says: {})", lastFailure_);
}

}  // namespace dateline::gdal
