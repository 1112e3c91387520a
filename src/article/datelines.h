#pragma once

#include <string>
#include <string_view>

namespace dateline::article {

/// The dateline that begins a report, as it is written, without the agency and the dash: "ASTANA, Feb 28" of
/// "ASTANA, Feb 28 (Agency) — The ...", "兰州12月19日" of "新华社兰州12月19日电（记者…）", "カイロ" of
/// "【カイロ=…】". Empty when there is none.
std::string datelineOf(std::string_view paragraph);

/// Who wrote it, as far as the dateline of East Asian agencies says so: "王芳、李明" of
/// "…12月19日电（记者王芳、 李明）", what stands before "기자" in Korean.
std::string reportersIn(std::string_view paragraph);

}  // namespace dateline::article
