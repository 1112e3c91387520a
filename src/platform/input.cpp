#include "platform/input.h"

#include <algorithm>
#include <array>

namespace dateline::platform {
namespace {

struct NamedKey {
  std::string_view name;
  Key key;
};

/// The first name of a key is the one that is printed.
constexpr std::array kNames = {
    NamedKey{"Left", Key::left},
    NamedKey{"Right", Key::right},
    NamedKey{"Up", Key::up},
    NamedKey{"Down", Key::down},
    NamedKey{"Home", Key::home},
    NamedKey{"End", Key::end},
    NamedKey{"PageUp", Key::pageUp},
    NamedKey{"PageDown", Key::pageDown},
    NamedKey{"Tab", Key::tab},
    NamedKey{"Esc", Key::escape},
    NamedKey{"Escape", Key::escape},
    NamedKey{"Enter", Key::enter},
    NamedKey{"Return", Key::enter},
    NamedKey{"Backspace", Key::backspace},
    NamedKey{"Insert", Key::insert},
    NamedKey{"Delete", Key::deleteKey},
    NamedKey{"Del", Key::deleteKey},
    NamedKey{"Space", Key::space},
    NamedKey{"Menu", Key::menu},
    NamedKey{"+", Key::plus},
    NamedKey{"Plus", Key::plus},
    NamedKey{"-", Key::minus},
    NamedKey{"Minus", Key::minus},
    NamedKey{"=", Key::equal},
    NamedKey{"Equal", Key::equal},
    NamedKey{"[", Key::bracketLeft},
    NamedKey{"]", Key::bracketRight},
    NamedKey{"/", Key::slash},
    NamedKey{"Slash", Key::slash},
    NamedKey{"?", Key::question},
    NamedKey{"Question", Key::question},
    NamedKey{",", Key::comma},
    NamedKey{".", Key::period},
    NamedKey{";", Key::semicolon},
    NamedKey{"'", Key::apostrophe},
    NamedKey{"\\", Key::backslash},
    NamedKey{"`", Key::grave},
};

constexpr int number(Key key) {
  return static_cast<int>(key);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

Key offset(Key first, int by) {
  return static_cast<Key>(number(first) + by);
}

Key functionKey(std::string_view name) {
  if (name.size() < 2 || name.size() > 3 || lower(name[0]) != 'f') return Key::unknown;
  int value = 0;
  for (const char c : name.substr(1)) {
    if (c < '0' || c > '9') return Key::unknown;
    value = value * 10 + (c - '0');
  }
  return value >= 1 && value <= 12 && name[1] != '0' ? offset(Key::f1, value - 1) : Key::unknown;
}

Key keyOf(std::string_view name) {
  if (name.size() == 1) {
    const char c = lower(name[0]);
    if (c >= 'a' && c <= 'z') return offset(Key::a, c - 'a');
    if (c >= '0' && c <= '9') return offset(Key::digit0, c - '0');
  }
  const auto* named = std::ranges::find_if(kNames, [&](const NamedKey& n) { return sameName(n.name, name); });
  return named != kNames.end() ? named->key : functionKey(name);
}

bool addModifier(Mods& mods, std::string_view name) {
  if (sameName(name, "Ctrl") || sameName(name, "Control")) return mods.ctrl = true;
  if (sameName(name, "Shift")) return mods.shift = true;
  if (sameName(name, "Alt")) return mods.alt = true;
  if (sameName(name, "Super")) return mods.super = true;
  return false;
}

bool within(Key key, Key first, Key last) {
  return key >= first && key <= last;
}

}  // namespace

KeyPress normalised(KeyPress press) {
  if (!press.mods.shift) return press;
  if (press.key == Key::slash) press.key = Key::question;
  if (press.key == Key::equal) press.key = Key::plus;
  if (press.key == Key::question || press.key == Key::plus) press.mods.shift = false;
  return press;
}

std::optional<KeyPress> parseKey(std::string_view name) {
  KeyPress press;
  // The key itself may be "+", so a plus separates only where something follows it.
  for (std::size_t plus = name.find('+');
       plus != std::string_view::npos && plus + 1 < name.size() && plus > 0; plus = name.find('+')) {
    if (!addModifier(press.mods, name.substr(0, plus))) return std::nullopt;
    name.remove_prefix(plus + 1);
  }
  press.key = keyOf(name);
  if (press.key == Key::unknown) return std::nullopt;
  return normalised(press);
}

std::string keyName(KeyPress press) {
  std::string name;
  if (press.mods.ctrl) name += "Ctrl+";
  if (press.mods.alt) name += "Alt+";
  if (press.mods.shift) name += "Shift+";
  if (press.mods.super) name += "Super+";
  const int code = number(press.key);
  if (within(press.key, Key::a, Key::z)) return name + static_cast<char>('A' + code - number(Key::a));
  if (within(press.key, Key::digit0, Key::digit9))
    return name + static_cast<char>('0' + code - number(Key::digit0));
  if (within(press.key, Key::f1, Key::f12)) return name + "F" + std::to_string(code - number(Key::f1) + 1);
  const auto* named = std::ranges::find(kNames, press.key, &NamedKey::key);
  return named != kNames.end() ? name + std::string(named->name) : std::string();
}

}  // namespace dateline::platform
