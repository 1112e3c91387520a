#include "article/html_names.h"

#include <unordered_map>

namespace dateline::article {
namespace {

const std::unordered_map<std::string_view, Tag>& tags() {
  using enum Tag;
  static const std::unordered_map<std::string_view, Tag> known = {{"html", html},
                                                                  {"head", head},
                                                                  {"body", body},
                                                                  {"title", title},
                                                                  {"meta", meta},
                                                                  {"base", base},
                                                                  {"link", link},
                                                                  {"script", script},
                                                                  {"style", style},
                                                                  {"noscript", noscript},
                                                                  {"template", template_},
                                                                  {"svg", svg},
                                                                  {"math", other},
                                                                  {"iframe", iframe},
                                                                  {"object", object},
                                                                  {"embed", object},
                                                                  {"applet", object},
                                                                  {"article", article},
                                                                  {"main", main},
                                                                  {"section", section},
                                                                  {"div", div},
                                                                  {"header", header},
                                                                  {"footer", footer},
                                                                  {"nav", nav},
                                                                  {"aside", aside},
                                                                  {"form", form},
                                                                  {"fieldset", fieldset},
                                                                  {"dialog", dialog},
                                                                  {"details", details},
                                                                  {"summary", summary},
                                                                  {"address", address},
                                                                  {"center", center},
                                                                  {"p", p},
                                                                  {"h1", h1},
                                                                  {"h2", h2},
                                                                  {"h3", h3},
                                                                  {"h4", h4},
                                                                  {"h5", h5},
                                                                  {"h6", h6},
                                                                  {"blockquote", blockquote},
                                                                  {"pre", pre},
                                                                  {"xmp", pre},
                                                                  {"listing", pre},
                                                                  {"ul", ul},
                                                                  {"ol", ol},
                                                                  {"li", li},
                                                                  {"dl", dl},
                                                                  {"dt", dt},
                                                                  {"dd", dd},
                                                                  {"menu", menu},
                                                                  {"dir", ul},
                                                                  {"figure", figure},
                                                                  {"figcaption", figcaption},
                                                                  {"picture", picture},
                                                                  {"img", img},
                                                                  {"video", video},
                                                                  {"audio", audio},
                                                                  {"canvas", canvas},
                                                                  {"table", table},
                                                                  {"caption", caption},
                                                                  {"thead", thead},
                                                                  {"tbody", tbody},
                                                                  {"tfoot", tfoot},
                                                                  {"tr", tr},
                                                                  {"td", td},
                                                                  {"th", th},
                                                                  {"hr", hr},
                                                                  {"br", br},
                                                                  {"wbr", wbr},
                                                                  {"a", a},
                                                                  {"em", em},
                                                                  {"i", i},
                                                                  {"cite", cite},
                                                                  {"dfn", dfn},
                                                                  {"var", var},
                                                                  {"strong", strong},
                                                                  {"b", b},
                                                                  {"code", code},
                                                                  {"kbd", kbd},
                                                                  {"samp", samp},
                                                                  {"tt", tt},
                                                                  {"q", q},
                                                                  {"time", Tag::time},
                                                                  {"span", span},
                                                                  {"button", button},
                                                                  {"select", select},
                                                                  {"option", option},
                                                                  {"textarea", textarea},
                                                                  {"input", input},
                                                                  {"label", label},
                                                                  {"rt", rt},
                                                                  {"rp", rp},
                                                                  {"del", del},
                                                                  {"s", del},
                                                                  {"strike", del},
                                                                  {"sup", sup},
                                                                  {"sub", sub}};
  return known;
}

const std::unordered_map<std::string_view, Attribute>& attributes() {
  using enum Attribute;
  static const std::unordered_map<std::string_view, Attribute> known = {{"id", id},
                                                                        {"class", class_},
                                                                        {"role", role},
                                                                        {"href", href},
                                                                        {"style", style},
                                                                        {"hidden", hidden},
                                                                        {"aria-hidden", ariaHidden},
                                                                        {"itemprop", itemprop},
                                                                        {"rel", rel},
                                                                        {"property", property},
                                                                        {"name", Attribute::name},
                                                                        {"content", content},
                                                                        {"datetime", datetime},
                                                                        {"type", type},
                                                                        {"colspan", colspan},
                                                                        {"rowspan", rowspan},
                                                                        {"start", start},
                                                                        {"value", value},
                                                                        {"lang", lang},
                                                                        {"xml:lang", lang}};
  return known;
}

}  // namespace

Tag tagCalled(std::string_view name) {
  const auto known = tags().find(name);
  if (known != tags().end()) return known->second;
  return name.find('-') != std::string_view::npos && name.find(':') == std::string_view::npos ? Tag::custom
                                                                                              : Tag::other;
}

std::optional<Attribute> attributeCalled(std::string_view name) {
  const auto known = attributes().find(name);
  return known == attributes().end() ? std::nullopt : std::optional(known->second);
}

}  // namespace dateline::article
