"""The shipped program on the command line: what it writes, what it refuses, and with which exit code."""
import json
import os
import pathlib
import resource
import struct
import subprocess
import tempfile
import unittest
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DATELINE", str(ROOT / "build" / "dateline"))
ARTICLE = ROOT.parent / "shared" / "article" / "000_5d4917e3ac0aba43.txt"


def run(*arguments, stdin=b"", timeout=120, env=None):
    environment = {**os.environ, "DATELINE_GL_DEBUG": "1", **(env or {})}
    environment.pop("DISPLAY", None)
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout, env=environment)


def png_size(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[-8:-4] == b"IEND", "not a whole PNG"
    return struct.unpack(">II", data[16:24])


def png_pixels(data):
    """Decompressed scan lines; the program writes 8 bits without interlacing, and equal pixels give equal lines."""
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    return zlib.decompress(packed)


def decoded(data):
    """Width, height and the pixels' bytes, without the filters of the scan lines."""
    width, height = png_size(data)
    lines = png_pixels(data)
    step = {2: 3, 6: 4}[data[25]]
    row, pixels = bytearray(width * step), bytearray()
    for y in range(height):
        line = lines[y * (len(row) + 1):(y + 1) * (len(row) + 1)]
        kind, above, row = line[0], row, bytearray(line[1:])
        for i in range(len(row)):
            a, b, c = row[i - step] if i >= step else 0, above[i], above[i - step] if i >= step else 0
            if kind == 4:
                p = a + b - c
                guess = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            else:
                guess = (0, a, b, (a + b) // 2)[kind]
            row[i] = (row[i] + guess) & 255
        pixels += row
    return width, height, bytes(pixels)


class Folder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def refused(self, code, *arguments, says, **options):
        result = run(*arguments, **options)
        text = result.stderr.decode()
        self.assertEqual(result.returncode, code, text)
        self.assertIn(says, text)
        self.assertEqual(result.stdout, b"")
        return text


class Export(Folder):
    def test_writes_a_png_of_the_size_asked(self):
        out = self.folder / "map.png"
        result = run("export", "-o", out, "--size", "640x400", "--scale", "2")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(png_size(out.read_bytes()), (1280, 800))

    def test_writes_to_standard_output(self):
        result = run("export", "-o", "-", "--size", "320x200")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(png_size(result.stdout), (320, 200))

    def test_the_same_twice_gives_the_same_bytes_and_another_view_does_not(self):
        one = run("export", "-o", "-", "--size", "480x300").stdout
        self.assertEqual(one, run("export", "-o", "-", "--size", "480x300").stdout)
        self.assertNotEqual(one, run("export", "-o", "-", "--size", "480x300", "--zoom", "4.3").stdout)

    def test_a_projection_changes_the_picture_and_an_unknown_one_is_refused(self):
        pictures = {name: run("export", "-o", "-", "--size", "480x300", "--projection", name).stdout
                    for name in ("mercator", "azimuthal", "globe")}
        self.assertEqual(3, len(set(pictures.values())))
        self.assertEqual(pictures["azimuthal"], run("export", "-o", "-", "--size", "480x300").stdout, "the story's own")
        self.assertNotEqual(pictures["globe"],
                            run("export", "-o", "-", "--size", "480x300", "--projection", "globe", "--graticule").stdout)
        self.refused(2, "export", "-o", "-", "--projection", "peters", says="peters")

    def test_a_style_is_chosen_by_name_or_file_and_a_fault_in_it_is_named_with_its_line(self):
        def drawn(*options):
            result = run("export", "-o", "-", "--size", "480x300", *options)
            self.assertEqual(result.returncode, 0, result.stderr)
            return result.stdout
        paper, night = drawn(), drawn("--theme", "dark")
        self.assertEqual(paper, drawn("--style", "paper"))
        self.assertEqual(night, drawn("--style", "night"))
        self.assertEqual(4, len({paper, night, drawn("--style", "print"), drawn("--style", "colour-blind")}))
        style = self.folder / "mine.json"
        style.write_text('{"extends": "night"}')
        self.assertEqual(night, drawn("--style", style))
        style.write_text('{\n  "widths": {"border": [[5, 1], [3, 2]]}\n}')
        self.refused(1, "export", "-o", "-", "--style", style, says="mine.json:2:34: zoom 3 comes after zoom 5; sort")
        self.refused(1, "--offscreen", "--replay", "-", "--style", style, says="mine.json:2:34: ")
        self.refused(2, "export", "-o", "-", "--style", "sepia", says="use paper, night, print, colour-blind")
        self.refused(1, "export", "-o", "-", "--style", self.folder / "none.json", says="none.json")

    def test_a_layer_is_coloured_by_an_attribute(self):
        def drawn(*options):
            result = run("export", "-o", "-", "--size", "480x300", "--layer", layer, "--no-basemap", *options)
            self.assertEqual(result.returncode, 0, result.stderr)
            return result.stdout
        def square(west, value):
            ring = [[west, 40], [west + 5, 40], [west + 5, 45], [west, 45], [west, 40]]
            return {"type": "Feature", "properties": {"rate": value, "kind": f"kind {west}"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]}}
        layer = self.folder / "rates.geojson"
        layer.write_text(json.dumps({"type": "FeatureCollection",
                                     "features": [square(60, 1), square(66, 2), square(72, 60), square(78, None)]}))
        plain, graded = drawn(), drawn("--colour-by", "rate")
        self.assertEqual(graded, drawn("--colour-by", "rate:quantiles:5"))
        self.assertEqual(5, len({plain, graded, drawn("--colour-by", "rate:equal:2"), drawn("--colour-by", "kind"),
                                 drawn("--colour-by", "rate:categories")}))
        self.refused(1, "export", "-o", "-", "--layer", layer, "--colour-by", "rat",
                     says='rates.geojson: there is no attribute "rat" with a value: it has rate, kind')
        self.refused(1, "export", "-o", "-", "--layer", layer, "--colour-by", "kind:jenks", says="has neither numbers")
        self.refused(2, "export", "-o", "-", "--layer", layer, "--colour-by", "rate:1", says="use 2 to 11")
        self.refused(2, "export", "-o", "-", "--layer", layer, "--colour-by", "rate:quantiles:1", says="use 2 to 9")
        self.refused(2, "export", "-o", "-", "--layer", layer, "--colour-by", "rate:jenks:10", says="use 2 to 9")
        self.refused(2, "export", "-o", "-", "--colour-by", "rate", says="add one with --layer")
        self.refused(2, "export", "-o", "-", "--layer", layer, "--colour-by", "kind:categories:12", says="use 2 to 11")
        lines = [{"colour-by": "kind"}, {"colour-by": ["none", "rate"]}, {}, {"colour-by": "rate:equal:2"}, {"colour-by": 3}]
        file = self.folder / "colours.jsonl"
        file.write_text("\n".join(json.dumps({"output": str(self.folder / f"{i}.png"), **line}) for i, line in enumerate(lines)))
        batch = run("export", "--batch", file, "--layer", layer, "--colour-by", "rate", "--size", "480x300", "--no-basemap")
        self.assertEqual(batch.returncode, 1)
        self.assertIn("line 2: ", batch.stderr.decode())
        self.assertIn("line 5: colour-by: is neither", batch.stderr.decode())
        for i, by in ((0, "kind"), (2, "rate"), (3, "rate:equal:2")):
            self.assertEqual((self.folder / f"{i}.png").read_bytes(), drawn("--colour-by", by))

    def test_the_zoom_goes_as_far_out_as_the_picture_needs_and_no_further(self):
        world = ("export", "-o", "-", "--projection", "mercator", "--center", "0,0", "--no-pins", "--no-route", "--no-labels")
        small = run(*world, "--size", "64x64", "--zoom", "-2")
        self.assertEqual(small.returncode, 0, small.stderr)
        self.assertNotEqual(small.stdout, run(*world, "--size", "64x64", "--zoom", "0").stdout)
        self.refused(2, *world, "--size", "64x64", "--zoom", "-3", says="--zoom: -3 is beyond what this picture can show; at 64x64 pixels it may be -2.00 to 18.00")
        self.refused(2, *world, "--size", "640x480", "--zoom", "-0.5", says="it may be 0.00 to 18.00")
        self.refused(2, *world, "--zoom", "19", says="it may be 0.00 to 18.00")
        self.refused(2, *world, "--zoom", "near", says="is not a zoom level; use a number up to 18")
        batch = run("export", "--batch", "-", "--projection", "mercator", stdin=json.dumps(
            {"output": str(self.folder / "a.png"), "size": "64x64", "center": [0, 0], "zoom": -2}).encode())
        self.assertEqual(batch.returncode, 0, batch.stderr)

    def test_a_centre_where_mercators_world_would_end_within_the_picture_is_refused(self):
        mercator = ("export", "-o", "-", "--projection", "mercator", "--no-pins", "--no-route", "--no-labels")
        for lat in (84, -84):
            self.refused(2, *mercator, "--center", f"20,{lat}", "--zoom", "2", "--size", "1000x600",
                         says=f"--center: Mercator's world ends within a picture around latitude {lat}; at 1000x600 pixels and "
                              "zoom 2.00 the latitude may be -59.53 to 59.53")
        for options in (("--center", "20,59.5", "--zoom", "2"), ("--center", "20,-84", "--zoom", "6"),
                        ("--center", "20,40", "--zoom", "0"), ("--bbox", "0,70,20,85")):
            result = run(*mercator, "--size", "1000x600", *options)
            self.assertEqual(result.returncode, 0, result.stderr)
        batch = run("export", "--batch", "-", "--projection", "mercator", "--size", "1000x600", stdin=json.dumps(
            {"output": str(self.folder / "a.png"), "center": [20, -84], "zoom": 2}).encode())
        self.assertEqual(batch.returncode, 1)
        self.assertIn("line 1: --center: Mercator's world ends within a picture around latitude -84", batch.stderr.decode())

    def test_a_legend_without_room_is_told_with_its_picture(self):
        layer = self.folder / "rates.geojson"
        layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"rate": i}, "geometry": {"type": "Point", "coordinates": [60 + i, 45]}} for i in range(9)]}))
        coloured = ("--layer", layer, "--colour-by", "rate")
        says = 'the legend of "rate · rates" is left out, as the picture has no room for it; make the picture larger or the classes fewer'
        small, out = self.folder / "small.png", self.folder / "large.png"
        result = run("export", "-o", small, "--size", "200x100", *coloured)
        self.assertEqual(result.returncode, 0)
        self.assertIn(f"warning: {small}: {says}", result.stderr.decode())
        self.assertNotIn("legend", run("export", "-o", out, "--size", "640x480", *coloured).stderr.decode())
        self.assertIn("standard output: " + says, run("export", "-o", "-", "--size", "200x100", *coloured).stderr.decode())
        batch = "".join(json.dumps({"output": str(o), "size": s}) + "\n" for o, s in ((small, "200x100"), (out, "640x480")))
        told = run("export", "--batch", "-", *coloured, stdin=batch.encode()).stderr.decode()
        self.assertIn(f"{small}: {says}", told)
        self.assertEqual(told.count("legend"), 1)
        many = run("export", "-o", small, "--size", "200x100", *("--layer", layer) * 4, *coloured).stderr.decode()
        self.assertIn('the legends of "rate · rates", "rate · rates", "rate · rates" and 2 more are left out, as the picture has no room for them', many)
        self.assertEqual(many.count("legends"), 1)

    def test_shows_the_same_pixels_as_the_window(self):
        note = self.folder / "note.txt"
        note.write_text("A plain note without any story.\n")
        shown = self.folder / "window.png"
        script = self.folder / "script"
        script.write_text(f"wait idle\nscreenshot-map {shown}\nprint state\n")
        for what in ((), (note, "--crs", "ESRI:54030"), (note, "--crs", "EPSG:2056")):
            with self.subTest(what):
                result = run(*what[:1], "--offscreen", "--size", "900x640", *what[1:], "--replay", script)
                self.assertEqual(result.returncode, 0, result.stderr)
                area = json.loads(result.stdout)["map"]
                size = f"{int(area['width'])}x{int(area['height'])}"
                exported = run("export", *what, "-o", "-", "--size", size)
                self.assertEqual(png_size(exported.stdout), png_size(shown.read_bytes()))
                self.assertEqual(png_pixels(exported.stdout), png_pixels(shown.read_bytes()))

    def test_shows_what_the_window_does_at_home_after_it_was_panned(self):
        shown = self.folder / "window.png"
        script = self.folder / "script"
        pans = "pan-path 1 -40 0\nwait idle\n" * 6
        script.write_text(f"wait idle\nmove 300 300\n{pans}key Home\nwait idle\nscreenshot-map {shown}\nprint state\n")
        result = run("--offscreen", "--size", "900x640", "--replay", script)
        self.assertEqual(result.returncode, 0, result.stderr)
        area = json.loads(result.stdout)["map"]
        exported = run("export", "-o", "-", "--size", f"{int(area['width'])}x{int(area['height'])}")
        self.assertEqual(png_pixels(exported.stdout), png_pixels(shown.read_bytes()))

    def test_a_problem_that_comes_and_goes_moves_no_name(self):
        pictures = [self.folder / f"{name}.png" for name in ("before", "covered", "after")]
        before, covered, after = pictures
        script = self.folder / "script"
        script.write_text("wait idle\nmove 600 500\npan-path 1 -40 30\nwait idle\n"
                          f"screenshot {before}\nscreenshot-map {self.folder / 'map.png'}\nopen {self.folder / 'nothing.geojson'}\n"
                          f"wait idle\nscreenshot {covered}\nscreenshot-map {self.folder / 'covered-map.png'}\n"
                          f"key Escape\nwait idle\nscreenshot {after}\n")
        result = run("--offscreen", "--size", "900x640", "--replay", script)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertNotEqual(png_pixels(before.read_bytes()), png_pixels(covered.read_bytes()))
        self.assertEqual(png_pixels(before.read_bytes()), png_pixels(after.read_bytes()))
        maps = [(self.folder / name).read_bytes() for name in ("map.png", "covered-map.png")]
        self.assertEqual(*map(png_pixels, maps))

    def test_lakes_that_only_the_finer_map_has_are_water(self):
        at = [run("export", "-o", "-", "--size", "200x150", "--projection", "mercator", "--zoom", "12", "--no-labels",
                  "--center", place).stdout for place in ("5.5,52.73", "3.5,52.73", "5.9,52.73")]
        ijsselmeer, north_sea, land = map(png_pixels, at)
        self.assertEqual(ijsselmeer, north_sea)
        self.assertNotEqual(land, north_sea)

    def test_marks_the_selected_event(self):
        plain = run("export", "-o", "-", "--size", "480x300").stdout
        marked = run("export", "-o", "-", "--size", "480x300", "--select", "tashkent-stop").stdout
        self.assertNotEqual(png_pixels(plain), png_pixels(marked))

    def test_draws_an_added_layer(self):
        layer = self.folder / "box.geojson"
        layer.write_text(json.dumps({"type": "Polygon", "coordinates": [[[60, 40], [75, 40], [75, 50], [60, 50], [60, 40]]]}))
        plain = run("export", "-o", "-", "--size", "480x300").stdout
        drawn = run("export", "-o", "-", "--size", "480x300", "--layer", layer)
        self.assertEqual(drawn.returncode, 0, drawn.stderr)
        self.assertNotEqual(png_pixels(plain), png_pixels(drawn.stdout))

    def test_a_layer_beside_the_picture_is_told(self):
        layer = self.folder / "box.geojson"
        layer.write_text(json.dumps({"type": "Polygon", "coordinates": [[[60, 40], [75, 40], [75, 50], [60, 50], [60, 40]]]}))
        beside = run("export", "-o", "-", "--size", "200x150", "--bbox", "0, 40, 10, 50", "--layer", layer)
        self.assertEqual(beside.returncode, 0, beside.stderr)
        self.assertIn(b"nothing of it lies in the picture; --bbox=60,40,75,50 shows it", beside.stderr)
        self.assertEqual(run("export", "-o", "-", "--size", "200x150", "--bbox=60,40,75,50", "--layer", layer).stderr, b"")

    def test_how_the_values_of_an_attribute_were_read_is_told(self):
        table = self.folder / "votes.csv"
        table.write_text("lon,lat,votes\n60,40,1.234\n62,42,17.400\n64,44,unsure\n")
        told = run("export", "-o", "-", "--size", "300x200", "--bbox", "55,35,70,50", "--layer", table, "--colour-by", "votes:quantiles").stderr
        self.assertIn(b'"1.234" is read as thousands', told)
        self.assertIn(b'drawn as no data, as "unsure"', told)

    def test_refuses_sizes_out_of_range(self):
        for size in ("0x0", "999999x999999", "-5x10", "1920", "axb"):
            self.refused(2, "export", "-o", self.folder / "x.png", "--size", size, says="--size")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_refuses_a_folder_that_does_not_exist(self):
        self.refused(1, "export", "-o", self.folder / "none" / "x.png", says="does not exist")

    def test_a_full_disk_leaves_the_old_file(self):
        out = self.folder / "map.png"
        out.write_bytes(b"old")
        # A limit on the size of files stands in for a full disk: both fail in write().
        command = f"trap '' XFSZ; ulimit -f 8; exec '{PROGRAM}' export -o '{out}' --size 640x400"
        result = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn(b"cannot be written", result.stderr)
        self.assertEqual(out.read_bytes(), b"old")
        self.assertEqual([p.name for p in self.folder.iterdir()], ["map.png"])

    def test_refuses_other_kinds_of_pictures_and_unknown_events(self):
        self.refused(2, "export", "-o", self.folder / "x.bmp", says=".png")
        self.refused(2, "export", "-o", self.folder / "x.png", "--select", "nobody", says="nobody")
        self.refused(2, "export", "-o", self.folder / "x.png", "--fit", "Atlantis", says="Atlantis")

    def test_a_country_goes_by_its_usual_names_and_a_misspelt_one_is_guessed(self):
        view = ("--size", "320x200", "--no-relief")
        for names in (("Brazil", "Brasil"), ("Ivory Coast", "Côte d'Ivoire", "Cote d’Ivoire"), ("GBR", "UK"), ("Myanmar", "Burma")):
            pictures = {run("export", "-o", "-", *view, "--fit", name).stdout for name in names}
            self.assertEqual(len(pictures), 1, names)
            self.assertTrue(pictures.pop().startswith(b"\x89PNG"), names)
        self.refused(2, "export", "-o", "-", "--fit", "Brazl", says="is it Brazil?")

    def test_a_box_around_a_pole_is_seen_from_above_and_so_is_a_country(self):
        story = self.folder / "s.story.geojson"
        story.write_text(json.dumps({"type": "FeatureCollection", "features": [], "story": {"version": 1}}))
        for part in (["--bbox=-180,65,180,90"], ["--fit", "Antarctica"]):
            view = ("export", "-o", "-", "--size", "320x320", "--story", story, "--no-relief", *part)
            drawn = run(*view).stdout
            self.assertEqual(drawn, run(*view, "--projection", "azimuthal").stdout)
            self.assertNotEqual(drawn, run(*view, "--projection", "mercator").stdout)

    def test_your_own_places_that_cannot_be_read_are_an_error(self):
        text, places = self.folder / "note.md", self.folder / "own.tsv"
        text.write_text("# Talks\n\nThe ministers met in Lima on Monday.\n")
        places.write_text("no table")
        self.refused(1, "export", text, "--gazetteer", places, "-o", self.folder / "x.png", says="own.tsv")
        missing = self.folder / "missing.tsv"
        self.refused(1, "export", "--gazetteer", missing, "-o", self.folder / "x.png", says="missing.tsv")

    def test_a_language_with_a_region_is_the_language(self):
        for language in ("pt-BR", "zh-Hans", "en-GB"):
            result = run("export", "--language", language, "-o", self.folder / "x.png", "--size", "64x64")
            self.assertEqual(result.returncode, 0, result.stderr)
        self.refused(2, "export", "--language", "sr-Latn", "-o", self.folder / "x.png", says="sr-latn")

    def test_a_device_or_a_pipe_is_written_to(self):
        out = self.folder / "fifo"
        os.mkfifo(out)
        reader = subprocess.Popen(["cat", out], stdout=subprocess.PIPE)
        result = run("export", "-o", out, "--size", "64x64")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(png_size(reader.communicate(timeout=60)[0]), (64, 64))
        self.assertTrue(out.is_fifo())

    def test_a_missing_part_of_the_program_is_named(self):
        broken = self.folder / "data"
        broken.mkdir()
        for part in ("assets", "shaders", "geodata"):
            (broken / part).mkdir()
        text = self.refused(1, "export", "-o", self.folder / "x.png", says="dateline:", env={"DATELINE_DATA": str(broken)})
        self.assertTrue("Inter" in text or "briefing.md" in text or "fonts" in text or "shaders" in text or "fgb" in text, text)

    def test_too_few_files_for_opengl_is_said_in_a_sentence(self):
        for files in (4, 5, 6):
            result = subprocess.run(["bash", "-c", f"ulimit -n {files}; exec '{PROGRAM}' export --size 64x64 --no-cache -o '{self.folder}/x.png'"],
                                    capture_output=True, timeout=120, env={**os.environ, "DISPLAY": ""})
            self.assertIn(result.returncode, (0, 1), (files, result.stderr))
            # Mesa may have told something of its own before.
            self.assertTrue(result.stderr.splitlines()[-1].startswith(b"dateline: "), (files, result.stderr))

    def test_a_file_name_tells_no_terminal_what_to_do(self):
        bell, name = self.folder / "none\a.txt", "\x1b]0;title\x07\x9b2J.geojson"
        for arguments in (("check", bell), ("places", bell), ("export", "-o", self.folder / "x.png", "--layer", name), ("export", "-o", name)):
            result = run(*arguments)
            self.assertNotRegex(result.stderr, rb"[\x00-\x09\x0b-\x1f\x7f]", arguments)
            self.assertNotIn("\x9b", result.stderr.decode(), arguments)
        self.assertIn(b"\\x1b]0;title\\x07\\u009b2J", run("export", "-o", name).stderr)

    def test_no_opengl_is_said_in_a_sentence(self):
        nowhere = {"__EGL_VENDOR_LIBRARY_DIRS": str(self.folder), "LIBGL_DRIVERS_PATH": str(self.folder)}
        self.refused(1, "export", "-o", self.folder / "x.png", says="OpenGL", env=nowhere)


class Crs(Folder):
    def drawn(self, *options, size="640x400"):
        result = run("export", "-o", "-", "--size", size, *options)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_web_mercator_by_its_code_is_the_picture_of_mercator(self):
        view = ("--center", "68,45", "--zoom", "4.2", "--no-labels", "--no-relief")
        _, _, one = decoded(self.drawn("--projection", "mercator", *view))
        _, _, other = decoded(self.drawn("--crs", "EPSG:3857", *view))
        differing = sum(abs(a - b) > 24 for a, b in zip(one, other))
        self.assertLess(differing, len(one) * 0.004)

    def test_systems_of_every_family_give_pictures_of_their_own_the_same_each_time(self):
        systems = ("EPSG:32642", "EPSG:3035", "EPSG:3995", "ESRI:54030", "ESRI:102025", "EPSG:4326", "+proj=igh",
                   "+proj=laea +lat_0=45 +lon_0=68", "+proj=lcc +lat_1=40 +lat_2=60 +lat_0=48 +lon_0=68")
        pictures = {}
        for system in systems:
            pictures[system] = self.drawn("--crs", system, "--graticule", "--zoom", "2")
            self.assertEqual(pictures[system], self.drawn("--crs", system, "--graticule", "--zoom", "2"), system)
        self.assertEqual(len(systems), len(set(pictures.values())))

    def test_a_torn_map_shows_space_between_its_lobes_and_no_streaks_over_it(self):
        width, height, pixels = decoded(self.drawn(
            "--crs", "+proj=igh", "--no-labels", "--no-pins", "--no-route", "--no-relief", "--center", "0,0",
            "--zoom", "0", size="400x300"))
        channels = len(pixels) // (width * height)
        def at(x, y):
            place = (y * width + x) * channels
            return pixels[place:place + 3]
        space = at(2, 2)
        # Its tears at 50 degrees south and north; 256 px are 360 degrees.
        px = 256 / 360
        for lng, lat, lobe in ((-100, -50, (-160, -60)), (-20, -50, (-60, 20)), (80, -50, (20, 140)), (-40, 50, (-100, 30))):
            # Halfway between the two edges of the tear, which lie where Mollweide puts them around each lobe's middle.
            west, east = (lobe[0] + (lng - lobe[0]) * 0.683, lobe[1] + (lng - lobe[1]) * 0.683)
            x, y = round(width / 2 + (west + east) / 2 * px), round(height / 2 - lat * 0.995 * px)
            self.assertEqual(at(x, y), space, (lng, lat))
        self.assertNotEqual(at(width // 2, height // 2), space)

    def test_a_layer_of_ones_own_lies_on_the_land(self):
        layer = self.folder / "box.geojson"
        layer.write_text(json.dumps({"type": "Polygon", "coordinates": [[[60, 40], [80, 40], [80, 50], [60, 50], [60, 40]]]}))
        view = ("--crs", "EPSG:32642", "--center", "70,45", "--zoom", "3", "--no-labels", "--no-pins", "--no-route")
        self.assertNotEqual(self.drawn(*view), self.drawn(*view, "--layer", layer))

    def test_a_batch_names_systems_line_by_line(self):
        batch = self.folder / "batch.jsonl"
        lines = [{"output": str(self.folder / "a.png"), "crs": "EPSG:3035"},
                 {"output": str(self.folder / "b.png"), "projection": "globe"},
                 {"output": str(self.folder / "c.png"), "crs": "EPSG:0"}]
        batch.write_text("".join(json.dumps(line) + "\n" for line in lines))
        result = run("export", "--batch", batch, "--size", "320x200")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"line 3", result.stderr)
        self.assertIn(b"EPSG:0", result.stderr)
        self.assertEqual((self.folder / "a.png").read_bytes(), self.drawn("--crs", "EPSG:3035", size="320x200"))
        self.assertTrue((self.folder / "b.png").exists())

    def test_a_story_names_its_system_and_a_replay_tells_it(self):
        story = self.folder / "s.story.geojson"
        story.write_text(json.dumps({"type": "FeatureCollection", "features": [], "story": {
            "version": 1, "view": {"center": [68, 45], "zoom": 4, "projection": "EPSG:32642"}}}))
        self.assertEqual(self.drawn("--story", story), self.drawn("--story", story, "--crs", "EPSG:32642"))
        result = run("--offscreen", "--story", story, "--replay", "-",
                     stdin=b"wait idle\nprint state\nkey 3\nwait idle\nprint state\nkey 4\nwait idle\nprint state\nquit\n")
        self.assertEqual(result.returncode, 0, result.stderr)
        cameras = [json.loads(line)["camera"] for line in result.stdout.splitlines()]
        self.assertEqual([c["projection"] for c in cameras], ["EPSG:32642", "globe", "EPSG:32642"])
        for camera in cameras:
            self.assertAlmostEqual(camera["lng"], 68, places=4)
            self.assertAlmostEqual(camera["lat"], 45, places=4)
            self.assertAlmostEqual(camera["zoom"], 4, places=3)

    def test_what_lies_beyond_the_map_is_refused_and_the_storys_own_view_is_told(self):
        utm = ("export", "-o", "-", "--size", "320x200", "--crs", "EPSG:32642")
        self.refused(2, *utm, "--center", "-74,40.7", says="--center: -74,40.7 lies beyond the map that EPSG:32642 gives")
        self.refused(2, *utm, "--bbox=-80,30,-70,45", says="--bbox: the box lies beyond")
        self.refused(2, *utm, "--fit", "Brazil", says="--fit: Brazil lies beyond")
        self.refused(2, "export", "-o", "-", "--projection", "mercator", "--center", "0,88", says="beyond the map that mercator gives")
        story = self.folder / "s.story.geojson"
        story.write_text(json.dumps({"type": "FeatureCollection", "story": {"version": 1, "view": {"center": [-74, 40.7], "zoom": 5}},
            "features": [{"type": "Feature", "id": "york", "geometry": {"type": "Point", "coordinates": [-74, 40.7]},
                          "properties": {"title": "York", "anchors": []}}]}))
        self.refused(2, *utm, "--story", story, "--fit", "york", says="--fit: the event york lies beyond")
        self.refused(2, *utm, "--story", story, "--fit", "all", says="--fit: all of the story lies beyond")
        whole = run(*utm, "--story", story)
        self.assertEqual(whole.returncode, 0, whole.stderr)
        self.assertIn(b"what the story shows lies beyond the map that EPSG:32642 gives; all of that map is drawn", whole.stderr)
        told = json.loads(story.read_text())
        told["features"].append({"type": "Feature", "id": "pole", "geometry": {"type": "Point", "coordinates": [0, 90]},
                                 "properties": {"title": "Pole", "anchors": []}})
        story.write_text(json.dumps(told))
        mercator = ("export", "-o", "-", "--size", "320x200", "--projection", "mercator", "--story", story)
        for view in ((), ("--fit", "all"), ("--center", "-74,40.7", "--select", "pole")):
            self.assertIn(b"the event pole lies beyond the map that mercator gives, without a pin on it",
                          run(*mercator, *view).stderr)
        self.assertNotIn(b"beyond", run(*mercator, "--center", "-74,40.7").stderr)
        held = run(*utm, "--center", "68,45")
        self.assertEqual(held.returncode, 0, held.stderr)
        self.assertNotIn(b"beyond", held.stderr)

    def test_a_country_that_a_system_is_not_meant_for_is_told(self):
        def told(country):
            result = run("export", "-o", "-", "--size", "320x200", "--crs", "EPSG:27700", "--fit", country)
            self.assertEqual(result.returncode, 0, result.stderr)
            return b"beside the part of the Earth that EPSG:27700 is meant for" in result.stderr
        self.assertTrue(told("USA"))
        self.assertFalse(told("UK"))

    def test_what_is_no_system_for_a_map_is_refused_in_a_sentence(self):
        for text, says in (("EPSG:99999", "not known to PROJ"), ("nonsense", "neither a code nor a PROJ string"),
                           ("EPSG:4979", "heights"), ("EPSG:5773", "vertical"), ("/etc/passwd", "neither a code"),
                           ("http://example.org/crs", "neither a code"), ("+init=file +proj=laea", "+init"),
                           ("+proj=longlat +nadgrids=http://example.org/x", "+nadgrids"),
                           ("+proj=nosuch", "no projection"), ("+proj=airy", "no way back"), ("+proj=bipc", "fragments")):
            self.refused(2, "export", "-o", "-", "--crs", text, says=says)
            self.refused(2, "--offscreen", "--replay", "-", "--crs", text, says=says)
        self.refused(2, "export", "-o", "-", "--crs", "EPSG:3035", "--projection", "globe", says="give one")


class Batch(Folder):
    def batch(self, *lines, options=("--size", "320x200")):
        file = self.folder / "batch.jsonl"
        file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
        return run("export", "--batch", file, *options)

    def test_a_reader_that_leaves_costs_its_own_picture(self):
        pipe, after = self.folder / "pipe", self.folder / "after.png"
        os.mkfifo(pipe)
        reader = subprocess.Popen(["head", "-c", "10", pipe], stdout=subprocess.DEVNULL)
        result = self.batch({"output": str(pipe)}, {"output": str(after)}, options=("--size", "900x600"))
        reader.wait(timeout=30)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn(b"line 1: ", result.stderr)
        self.assertIn(b"Broken pipe", result.stderr)
        png_size(after.read_bytes())

    def test_what_goes_wrong_with_one_line_costs_no_other(self):
        """A relative name in a folder that is gone."""
        whole = self.folder / "whole.png"
        lines = json.dumps({"output": str(whole)}) + "\n" + json.dumps({"output": "none.png"}) + "\n"
        result = subprocess.run(["bash", "-c", f"mkdir '{self.folder}/gone' && cd '{self.folder}/gone' && rmdir ../gone && exec '{PROGRAM}' export --size 64x64 --batch -"],
                                input=lines.encode(), capture_output=True, timeout=120)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"line 2: ", result.stderr)
        png_size(whole.read_bytes())

    def test_every_picture_is_the_one_that_export_writes_alone(self):
        pictures = [({}, []),
                    ({"style": "print"}, ["--style", "print"]),
                    ({"theme": "dark", "size": [300, 200], "no-labels": True}, ["--theme", "dark", "--size", "300x200", "--no-labels"]),
                    ({"center": [71.4, 51.1], "zoom": 5, "projection": "mercator"},
                     ["--center", "71.4,51.1", "--zoom", "5", "--projection", "mercator"]),
                    ({"fit": "Kazakhstan", "projection": "globe"}, ["--fit", "Kazakhstan", "--projection", "globe"]),
                    ({"bbox": "46,35,88,56", "select": "tashkent-stop"}, ["--bbox", "46,35,88,56", "--select", "tashkent-stop"]),
                    ({"scale": 2}, ["--scale", "2"]),
                    ({"language": "kk"}, ["--language", "kk"]),
                    ({"fit": "TJK", "size": "640x400"}, ["--fit", "TJK", "--size", "640x400"]),
                    ({}, [])]
        # What lies around the Earth is drawn of one kind on a disc, of another on a plane of any shape.
        globe = ({"projection": "globe", "center": [60, 40], "zoom": 0.5}, ["--projection", "globe", "--center", "60,40", "--zoom", "0.5"])
        robinson = ({"crs": "ESRI:54030", "bbox": "-180,-90,180,90"}, ["--crs", "ESRI:54030", "--bbox=-180,-90,180,90"])
        pictures += [globe, robinson, globe]
        result = self.batch(*({"output": str(self.folder / f"{i}.png"), **line} for i, (line, _) in enumerate(pictures)))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout, b"")
        for i, (_, options) in enumerate(pictures):
            size = [] if "--size" in options else ["--size", "320x200"]
            alone = run("export", "-o", "-", *size, *options)
            self.assertEqual(alone.stdout, (self.folder / f"{i}.png").read_bytes(), options)

    def test_a_line_may_have_its_own_article(self):
        text = self.folder / "note.md"
        text.write_text("# Talks\n\nThe ministers met in Lima on Monday.\n")
        result = self.batch({"output": str(self.folder / "a.png")}, {"output": str(self.folder / "b.png"), "article": str(text)},
                            {"output": str(self.folder / "c.png")})
        self.assertEqual(result.returncode, 0, result.stderr)
        first, own, last = ((self.folder / f"{name}.png").read_bytes() for name in "abc")
        self.assertEqual(first, last)
        self.assertEqual(own, run("export", text, "-o", "-", "--size", "320x200").stdout)

    def test_bad_lines_are_named_and_the_others_written(self):
        result = self.batch({"output": str(self.folder / "a.png")}, "", "nonsense", "[]", {"size": "320x200"},
                            {"output": str(self.folder / "b.png"), "size": "wide"},
                            {"output": str(self.folder / "b.png"), "colour": "red"},
                            {"output": str(self.folder / "b.png"), "no-pins": "yes"},
                            {"output": str(self.folder / "none" / "b.png")}, {"output": "-"},
                            {"output": str(self.folder / "b.png"), "select": "nobody"},
                            {"output": str(self.folder / "z.png")})
        self.assertEqual(result.returncode, 1)
        self.assertEqual(sorted(p.name for p in self.folder.glob("*.png")), ["a.png", "z.png"])
        told = [line for line in result.stderr.decode().splitlines() if ": line " in line]
        self.assertEqual([int(line.split(": line ")[1].split(":")[0]) for line in told], [3, 4, 5, 6, 7, 8, 9, 10, 11])
        self.assertIn("wrote 2 of 11 pictures", result.stderr.decode())

    def test_a_text_with_a_nul_is_refused(self):
        """Else it would be written to the file whose name ends there."""
        precious = self.folder / "precious.md"
        precious.write_text("# Notes\n")
        nul = str(precious) + "\0.png"
        result = self.batch({"output": nul}, {"output": str(self.folder / "a.png"), "style": str(self.folder) + "/a.json\0"},
                            {"output": str(self.folder / "a.png"), "article": str(precious) + "\0"},
                            {"output": str(self.folder / "a.png"), "colour-by": ["n\0"]})
        self.assertEqual(result.returncode, 1)
        self.assertEqual(precious.read_text(), "# Notes\n")
        self.assertEqual([p.name for p in self.folder.glob("*.png")], [])
        for line, name in enumerate(("output", "style", "article", "colour-by"), 1):
            self.assertIn(f"line {line}: {name}: holds a NUL character", result.stderr.decode())

    def test_two_lines_do_not_write_one_picture(self):
        result = self.batch({"output": str(self.folder / "a.png")}, {"output": str(self.folder / "." / "a.png"), "theme": "dark"},
                            {"output": str(self.folder / "b.png"), "article": ""}, options=("--size", "64x64"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("line 2: ", result.stderr.decode())
        self.assertIn("is written by line 1 already", result.stderr.decode())
        self.assertIn("line 3: article: is empty", result.stderr.decode())
        self.assertEqual((self.folder / "a.png").read_bytes(), run("export", "-o", "-", "--size", "64x64").stdout)

    def test_too_little_memory_costs_one_line(self):
        batch = self.folder / "batch.jsonl"
        lines = [{"output": str(self.folder / f"{name}.png"), "size": size} for name, size in
                 (("a", "64x64"), ("b", "16384x16384"), ("c", "64x64"))]
        batch.write_text("\n".join(map(json.dumps, lines)))
        for kilobytes in (1_800_000, 2_200_000):  # room for all but the picture of 16384
            with self.subTest(kilobytes=kilobytes):
                result = subprocess.run(["bash", "-c", f"ulimit -v {kilobytes}; exec '{PROGRAM}' export --batch '{batch}'"],
                                        capture_output=True, timeout=120)
                self.assertEqual(result.returncode, 1, result.stderr)
                # Memory may end while it is drawn or while it is written.
                self.assertRegex(result.stderr, rb"line 2: .*there is not enough memory")
                self.assertEqual(sorted(p.name for p in self.folder.glob("*.png")), ["a.png", "c.png"])

    def test_reads_standard_input_and_refuses_what_contradicts_it(self):
        out = self.folder / "a.png"
        result = run("export", "--batch", "-", "--size", "320x200", stdin=json.dumps({"output": str(out)}).encode())
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(png_size(out.read_bytes()), (320, 200))
        self.refused(2, "export", says="--batch")
        self.refused(2, "export", "-o", out, "--language", "xx", says="en, id, de")
        self.refused(2, "export", "--batch", "-", "-o", out, says="--output")
        self.refused(2, "export", "-", "--batch", "-", says="standard input")
        self.refused(1, "export", "--batch", self.folder / "none.jsonl", says="none.jsonl")


class BadInput(Folder):
    def article(self, data, name="a.txt"):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def out(self):
        return self.folder / "x.png"

    def test_an_option_that_is_given_twice(self):
        self.refused(2, "export", "-o", self.out(), "--bbox", "1,2,3,4", "--bbox", "2,3,4,5", says="--bbox is given more than once")

    def test_articles_that_cannot_be_read(self):
        self.refused(1, "export", self.folder / "none.txt", "-o", self.out(), says="none.txt")
        self.refused(1, "export", self.folder, "-o", self.out(), says="folder")
        self.refused(1, "export", self.article(b""), "-o", self.out(), says="empty")
        self.refused(1, "export", self.article(os.urandom(1 << 20)), "-o", self.out(), says="a.txt")
        self.assertFalse(self.out().exists())

    def test_200_mb_of_noise(self):
        path = self.folder / "noise.txt"
        block = os.urandom(1 << 20)
        with open(path, "wb") as file:
            for _ in range(200):
                file.write(block)
        self.refused(1, "export", path, "-o", self.out(), says="noise.txt")
        self.refused(1, "export", "--layer", path, "-o", self.out(), says="noise.txt")

    def test_odd_encodings_are_read(self):
        text = "Astana in February\n\nThe talks began in Astana.\n"
        for data in (text.encode("utf-16"), text.encode("utf-16-le"), b"\xef\xbb\xbf" + text.encode(), text.encode() + b"\xff\xfe\x80",
                     text.encode() + b"\x00"):
            result = run("export", self.article(data), "-o", self.out(), "--size", "200x150")
            self.assertEqual(result.returncode, 0, result.stderr)

    def test_ten_megabytes_in_one_line(self):
        path = self.article(b"The talks began in Astana. " * 390_000)
        result = run("export", path, "-o", self.out(), "--size", "200x150")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_stories_with_faults_are_named(self):
        article = self.article(b"Astana\n\nThe talks began in Astana.\n")
        story = self.folder / "a.story.geojson"
        feature = {"type": "Feature", "id": "one", "geometry": {"type": "Point", "coordinates": [500, 95]},
                   "properties": {"title": "T", "time": "2023-02-31", "anchors": [
                       {"selector": [{"type": "TextPositionSelector", "start": 10, "end": 99999}]}]}}
        story.write_text(json.dumps({"type": "FeatureCollection", "story": {"version": 1}, "features": [feature, feature]}))
        result = run("check", article)
        self.assertEqual(result.returncode, 3)
        text = result.stderr.decode()
        self.assertIn("one", text)
        self.assertIn(b"orphan", result.stdout)
        for broken in (b"{", b"[]", b'{"type":"FeatureCollection","story":{"version":99},"features":[]}', b"[" * 100_000):
            story.write_bytes(broken)
            self.refused(1, "check", article, says="a.story.geojson")

    def test_ten_thousand_events(self):
        article = self.article(b"Astana\n\nThe talks began in Astana.\n")
        features = [{"type": "Feature", "id": f"e{i}", "geometry": {"type": "Point", "coordinates": [i % 360 - 180, i % 160 - 80]},
                     "properties": {"title": f"Event {i}", "anchors": []}} for i in range(10_000)]
        (self.folder / "a.story.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "story": {"version": 1}, "features": features}))
        result = run("export", article, "-o", self.out(), "--size", "800x600")
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_layers_that_are_not_what_they_say(self):
        vrt = self.article(b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>x.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
                           "x.geojson")
        self.refused(1, "export", "--layer", vrt, "-o", self.out(), says="x.geojson")
        url = self.article(b'"http://127.0.0.1/x.geojson"', "url.geojson")
        self.refused(1, "export", "--layer", url, "-o", self.out(), says="url.geojson")
        self.refused(1, "export", "--layer", "http://127.0.0.1/x.geojson", "-o", self.out(), says="127.0.0.1")
        self.refused(1, "export", "--layer", "/vsicurl/http://127.0.0.1/x", "-o", self.out(), says="vsicurl")
        package = (ROOT / "geodata" / "lakes.fgb").read_bytes()
        self.refused(1, "export", "--layer", self.article(package[:5000], "cut.fgb"), "-o", self.out(), says="cut.fgb")

    def test_streams_that_are_full_closed_or_unreadable(self):
        story = ROOT / "assets" / "stories" / "briefing.story.geojson"
        for command, says in (("check --json >/dev/full", "standard output: cannot be written"),
                              ("check >&-", "standard output: cannot be written"),
                              (f"convert '{story}' -o - --format jsonld >/dev/full", "standard output: cannot be written"),
                              ("--help >/dev/full", "standard output: cannot be written"),
                              ("check none.txt 2>&-", ""), ("check none.txt 2>/dev/full", ""),
                              ("places --jsonl-in <.", "standard input: cannot be read"),
                              ("places --jsonl-in <&-", "standard input: cannot be read"),
                              ("export --batch - <.", "standard input: cannot be read"),
                              ("--offscreen --replay - <.", "standard input: cannot be read")):
            result = subprocess.run(["bash", "-c", f"'{PROGRAM}' {command}"], capture_output=True, timeout=120, cwd=self.folder)
            self.assertEqual(result.returncode, 1, (command, result.stderr))
            self.assertIn(says, result.stderr.decode(), command)

    def test_wrong_words_are_wrong_usage(self):
        self.refused(2, "export", says="output")
        self.refused(2, "--nonsense", says="nonsense")
        self.refused(2, "--offscreen", says="--replay")
        script = self.folder / "script"
        script.write_text("wait idle\nfly\n")
        self.refused(2, "--offscreen", "--replay", script, says="line 2")


class Check(Folder):
    def test_a_story_of_a_hundred_thousand_anchors_is_resolved_in_bounded_memory(self):
        sentences = [f"Sentence {n} tells of the {n * 7919 % 10007} boats that came by." for n in range(20_000)]
        text, features = " ".join(sentences), []
        at = 0
        for n, words in enumerate(sentences):
            end = at + len(words)
            selector = [{"type": "TextQuoteSelector", "exact": words, "prefix": text[max(0, at - 32):at], "suffix": text[end:end + 32]},
                        {"type": "TextPositionSelector", "start": at, "end": end}]
            features.append({"type": "Feature", "id": f"e{n}", "geometry": None,
                             "properties": {"title": "Boats", "anchors": [{"selector": selector}] * 5}})
            at = end + 1
        story, article = self.folder / "s.story.geojson", self.folder / "a.txt"
        story.write_text(json.dumps({"type": "FeatureCollection", "story": {"version": 1}, "features": features}))
        article.write_text("A new line.\n\n" + text)

        def bounded():
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))

        result = subprocess.run([PROGRAM, "check", str(article), "--story", str(story)], capture_output=True, timeout=120, preexec_fn=bounded)
        self.assertEqual(result.returncode, 0, result.stderr[:500])
        states = [line.split(b"\t")[2] for line in result.stdout.splitlines()]
        self.assertEqual([100_000], [states.count(b"moved")])

    def test_a_line_is_an_anchor_whatever_its_events_id_holds(self):
        story, article = self.folder / "s.story.geojson", self.folder / "a.txt"
        feature = {"type": "Feature", "id": "a\tb\nc", "geometry": None,
                   "properties": {"title": "Boats", "anchors": [{"selector": [{"type": "TextQuoteSelector", "exact": "boats"}]}]}}
        story.write_text(json.dumps({"type": "FeatureCollection", "story": {"version": 1}, "features": [feature]}))
        article.write_text("Three boats came by.\n")
        result = run("check", article, "--story", story)
        self.assertEqual([b"a b c", b"1", b"exact"], result.stdout.split(b"\t")[:3])
        self.assertEqual(1, result.stdout.count(b"\n"))

    def test_an_article_without_a_story_is_told(self):
        article = self.folder / "note.txt"
        article.write_text("Nobody wrote a story of this.\n")
        result = run("check", article)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("note.txt: there is no story for it", result.stderr.decode())

    def test_a_reader_that_leaves_is_told(self):
        """Of every command; SIGPIPE would end it without a word."""
        text = self.folder / "a.md"
        text.write_text("The ministers met in Lima on Monday. " * 5000)
        for arguments in (["check"], ["places", str(text)], ["--help"]):
            reading, writing = os.pipe()
            os.close(reading)
            result = subprocess.run([PROGRAM, *arguments], stdout=writing, stderr=subprocess.PIPE, timeout=60)
            os.close(writing)
            self.assertEqual(result.returncode, 1, arguments)
            self.assertIn(b"standard output", result.stderr, arguments)

    def test_a_story_may_come_from_standard_input(self):
        stories = ROOT / "assets" / "stories"
        result = run("check", stories / "briefing.md", "--story", "-", stdin=(stories / "briefing.story.geojson").read_bytes())
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertEqual(result.stdout, run("check").stdout)
        self.refused(2, "check", "-", "--story", "-", says="standard input cannot be both")

    def test_every_anchor_of_the_built_in_story_is_exact(self):
        result = run("check", "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        states = {row["state"] for row in json.loads(result.stdout)}
        self.assertEqual(states, {"exact"})

    @unittest.skipUnless(ARTICLE.exists(), f"SKIPPED: the article is not at {ARTICLE}")
    def test_the_article_is_known_by_its_hash_and_every_anchor_is_exact(self):
        result = run("check", ARTICLE, "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        rows = json.loads(result.stdout)
        self.assertGreater(len(rows), 30)
        self.assertEqual({row["state"] for row in rows}, {"exact"})
        changed = self.folder / "changed.txt"
        changed.write_bytes(ARTICLE.read_bytes() + b"!")
        unknown = run("check", changed, "--json")
        self.assertEqual(json.loads(unknown.stdout), [])

    def test_an_edited_article_is_found_out(self):
        text = (ROOT / "assets" / "stories" / "briefing.md").read_text()
        lead = text.index("Antony Blinken, the American")
        sentence = text[lead:text.index(". ", lead) + 2]
        edited = self.folder / "briefing.md"
        edited.write_text("A line before.\n\n" + text.replace(sentence, ""))
        result = run("check", edited, "--story", ROOT / "assets" / "stories" / "briefing.story.geojson", "--json")
        states = [row["state"] for row in json.loads(result.stdout)]
        self.assertEqual(result.returncode, 3)
        self.assertIn("moved", states)
        self.assertTrue({"orphan", "fuzzy"} & set(states), states)

    def test_a_fuzzy_anchor_says_what_changed_and_an_orphan_what_it_might_be(self):
        article = self.folder / "ferry.txt"
        before = ("The ferry left Vesse at noon with forty people on board. Nobody waved at all.\n\n"
                  "At Lindre the crew slept until the harbour master came. The sea was calm.\n")
        article.write_text(before.replace("at noon", "at midday").replace("harbour master came", "ferry was sold"))
        quotes = ["The ferry left Vesse at noon with forty people on board.",
                  "At Lindre the crew slept until the harbour master came."]
        story = self.folder / "ferry.story.geojson"
        story.write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": f"e{i}", "properties": {"title": quote, "anchors": [{"selector": [
                {"type": "TextQuoteSelector", "exact": quote, "prefix": before[max(0, before.index(quote) - 32):before.index(quote)],
                 "suffix": before[before.index(quote) + len(quote):][:32]},
                {"type": "TextPositionSelector", "start": before.index(quote), "end": before.index(quote) + len(quote)}]}]}}
            for i, quote in enumerate(quotes)]}))
        result = run("check", article, "--story", story, "--json")
        self.assertEqual(result.returncode, 3, result.stderr)
        fuzzy, orphan = json.loads(result.stdout)
        self.assertEqual(fuzzy["state"], "fuzzy")
        self.assertEqual(fuzzy["changes"], [{"before": "noon", "after": "midday"}])
        self.assertEqual(article.read_text()[fuzzy["start"]:fuzzy["end"]], quotes[0].replace("noon", "midday"))
        self.assertIn(orphan["state"], ("orphan", "fuzzy"))


class Convert(Folder):
    def test_a_story_goes_to_annotations_and_back(self):
        story = ROOT / "assets" / "stories" / "briefing.story.geojson"
        notes, back = self.folder / "notes.jsonld", self.folder / "back.story.geojson"
        self.assertEqual(run("convert", story, "-o", notes).returncode, 0)
        collection = json.loads(notes.read_text())
        self.assertIn("http://www.w3.org/ns/anno.jsonld", collection["@context"])
        items = collection["first"]["items"]
        self.assertEqual({item["type"] for item in items}, {"Annotation"})
        self.assertEqual(items[0]["target"]["source"] if isinstance(items[0]["target"], dict) else items[0]["target"][0]["source"],
                         "briefing.md")
        self.assertEqual(run("convert", notes, "-o", back).returncode, 0)
        direct = run("convert", story, "-o", "-", "--format", "geojson")
        self.assertEqual(json.loads(back.read_text()), json.loads(direct.stdout))

    def test_annotations_are_checked_like_a_story(self):
        notes = self.folder / "notes.jsonld"
        run("convert", ROOT / "assets" / "stories" / "briefing.story.geojson", "-o", notes)
        result = run("check", ROOT / "assets" / "stories" / "briefing.md", "--story", notes, "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual({row["state"] for row in json.loads(result.stdout)}, {"exact"})

    def test_refuses_what_it_cannot_read_or_write(self):
        broken = self.folder / "broken.jsonld"
        broken.write_text('{"type": "Annotation"')
        self.refused(1, "convert", broken, "-o", self.folder / "x.geojson", says="broken.jsonld")
        self.refused(1, "convert", self.folder / "none.jsonld", "-o", self.folder / "x.geojson", says="none.jsonld")
        story = ROOT / "assets" / "stories" / "briefing.story.geojson"
        self.refused(2, "convert", story, "-o", self.folder / "x.docx", says=".jsonld")
        self.refused(2, "convert", story, "-o", self.folder / "x.jsonld", "--format", "pdf", says="--format")
        self.assertEqual([p.name for p in self.folder.iterdir()], ["broken.jsonld"])


class Replay(Folder):
    def play(self, script, *arguments):
        path = self.folder / "script"
        path.write_text(script)
        result = run("--offscreen", "--size", "1280x720", "--replay", path, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line) for line in result.stdout.decode().splitlines()]

    def test_a_click_on_a_pin_highlights_its_passage(self):
        states = self.play("wait idle\nclick-pin astana-talks\nwait idle\nprint state\n")
        self.assertEqual(states[-1]["selected"], "astana-talks")
        self.assertIn("Astana", states[-1]["highlighted"]["text"])

    def test_every_event_of_a_crowded_place_is_reached_from_the_map(self):
        text = "\n\n".join(f"Sentence {i} tells of Vienna." for i in range(300))
        (self.folder / "many.txt").write_text(text)
        (self.folder / "many.story.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": f"e{i}", "geometry": {"type": "Point", "coordinates": [16.37, 48.2]},
             "properties": {"title": f"Event {i}", "place": "Vienna",
                            "anchors": [{"selector": {"type": "TextQuoteSelector", "exact": f"Sentence {i} tells of Vienna."}}]}}
            for i in range(300)]}))
        ids = ("e0", "e150", "e299")
        states = self.play("resize 700 460\nwait idle\n" + "".join(f"click-pin {id}\nwait idle\nprint state\nkey Esc\nkey Esc\n" for id in ids),
                           self.folder / "many.txt")
        self.assertEqual([state["selected"] for state in states], list(ids))

    def test_the_strip_shows_passages_that_stand_close(self):
        count = 800
        (self.folder / "many.txt").write_text("\n\n".join(f"Sentence {i} tells of Vienna." for i in range(count)))
        (self.folder / "many.story.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": f"e{i}", "geometry": {"type": "Point", "coordinates": [16.37, 48.2]},
             "properties": {"title": f"Event {i}", "kind": "meeting",
                            "anchors": [{"selector": {"type": "TextQuoteSelector", "exact": f"Sentence {i} tells of Vienna."}}]}}
            for i in range(count)]}))
        picture = self.folder / "window.png"
        self.play(f"wait idle\nscreenshot {picture}\n", self.folder / "many.txt")
        width, height, pixels = decoded(picture.read_bytes())
        step = len(pixels) // (width * height)
        column = [pixels[(y * width + width - 19) * step:][:3] for y in range(100, height - 60)]
        coloured = sum(max(pixel) - min(pixel) > 60 for pixel in column)
        self.assertGreater(coloured, len(column) / 3)

    def test_an_export_leaves_the_file_of_another_that_goes_on(self):
        script = self.folder / "exports"
        # As large as 3840 by 2160; a second one as the window is, meanwhile.
        script.write_text("resize 1280 800\nwait idle\nkey Ctrl+E\nwait 200\nclick 694 312\nwait 100\nkey Enter\nwait 50\n"
                          "key Ctrl+E\nwait 200\nkey Enter\nwait idle\nprint state\n")
        result = run("--offscreen", "--size", "1280x800", "--replay", script,
                     env={"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "XDG_PICTURES_DIR": str(self.folder)})
        self.assertEqual(result.returncode, 0, result.stderr)
        sizes = [png_size(path.read_bytes()) for path in sorted(self.folder.glob("briefing_*.png"))]
        self.assertEqual(len(sizes), 2)
        self.assertEqual(sizes[0], (3840, 2160))
        self.assertLess(sizes[1][0], 3840)

    def test_a_click_on_a_passage_flies_to_its_pin(self):
        states = self.play("wait idle\nclick-passage moscow-sphere\nwait idle\nprint state\n")
        self.assertTrue(states[-1]["selected"].startswith("moscow"))
        self.assertAlmostEqual(states[-1]["camera"]["lng"], 37.6, delta=1)
        self.assertAlmostEqual(states[-1]["camera"]["lat"], 55.75, delta=1)

    def test_letters_do_nothing_while_one_types(self):
        states = self.play("wait idle\nkey Ctrl+F\ntype nnn\nwait idle\nprint state\nkey Esc\nkey N\nwait idle\nprint state\n")
        self.assertIsNone(states[0]["selected"])
        self.assertEqual(states[0]["find"]["query"], "nnn")
        self.assertIsNotNone(states[1]["selected"])

    def test_files_open_as_what_their_names_say(self):
        layer = self.folder / "BOX.GEOJSON"
        layer.write_text(json.dumps({"type": "Polygon", "coordinates": [[[60, 40], [75, 40], [75, 50], [60, 50], [60, 40]]]}))
        state, = self.play("wait idle\nprint state\n", layer)
        self.assertEqual((state["events"], state["layers"], state["problems"]), (18, ["BOX"], []))
        state, = self.play("print state\n", ROOT / "assets" / "stories" / "briefing.story.geojson")
        self.assertEqual((state["events"], state["article"].endswith("briefing.md"), state["problems"]), (18, True, []))

    def test_what_cannot_be_played_is_told_with_its_line(self):
        for script, says in ((b"theme dark\n\nnonsense\n", "standard input: line 3: "),
                             (b"theme dark\nselect nobody\n", "standard input: line 2 (select nobody): the story has no such event")):
            self.refused(1 if b"select" in script else 2, "--offscreen", "--replay", "-", stdin=script, says=says)
        self.refused(1, "--offscreen", "--replay", "-", stdin=b"theme dark\n#" + b"x" * (17 << 20) + b"\nprint state\n",
                     says="standard input: line 2 is longer than 16 MB")
        script = self.folder / "script"
        script.write_text("print state\n")
        result = subprocess.run(["bash", "-c", f"'{PROGRAM}' --offscreen --replay '{script}' >/dev/full"], capture_output=True, timeout=120)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"standard output: cannot be written", result.stderr)

    def test_a_problem_leaves_the_last_good_state(self):
        states = self.play(f"wait idle\nopen {self.folder}/none.txt\nwait idle\nprint state\nkey Esc\nwait idle\nprint state\n")
        self.assertEqual(len(states[0]["problems"]), 1)
        self.assertEqual(states[0]["events"], 18)
        self.assertEqual(states[1]["problems"], [])

    def test_settings_and_the_place_in_the_text_are_remembered_where_asked_for(self):
        folders = {"XDG_CONFIG_HOME": str(self.folder / "config"), "XDG_STATE_HOME": str(self.folder / "state")}

        def play(script, *arguments):
            path = self.folder / "script"
            path.write_text(script)
            result = run("--offscreen", "--replay", path, *arguments, env=folders)
            self.assertEqual(result.returncode, 0, result.stderr)
            return [json.loads(line) for line in result.stdout.decode().splitlines()], result.stderr.decode()

        look = "wait idle\nprint state\n"
        read_on = "wait idle\nmove 800 400\nkey PageDown\nwait idle\n"
        play("theme dark\n" + read_on + look, "--size", "900x600")
        self.assertEqual(sorted(self.folder.iterdir()), [self.folder / "script"], "a replay leaves traces")
        left, _ = play("theme dark\nkey Ctrl++\n" + read_on + look, "--remember", "--size", "900x600")
        found, _ = play(look, "--remember")
        self.assertEqual(found[0]["theme"], "dark")
        self.assertEqual(found[0]["reader"]["textSize"], left[0]["reader"]["textSize"])
        self.assertGreater(found[0]["reader"]["textSize"], 100)
        self.assertGreater(found[0]["reader"]["first"], 0)
        again, _ = play(look, "--remember", "--size", "900x600")
        self.assertEqual(again[0]["reader"]["first"], left[0]["reader"]["first"])
        play("style colour-blind\n", "--remember")
        styled, _ = play(look + "theme light\n", "--remember")
        self.assertEqual(styled[0]["style"], "Colour-blind safe")
        self.assertEqual(play(look, "--remember")[0][0]["style"], "Paper")
        style = self.folder / "mine.json"
        style.write_text("{}")
        play(f"style {style}\n", "--remember")
        style.unlink()
        gone, _ = play(look, "--remember")
        self.assertIn("mine.json", gone[0]["problems"][0])
        (self.folder / "config" / "dateline" / "preferences.json").write_text('{"theme": "da')
        damaged, said = play(look, "--remember")
        self.assertEqual(damaged[0]["theme"], "light")
        self.assertEqual(damaged[0]["problems"], [])
        self.assertIn("preferences.json", damaged[0]["toasts"][0])
        play("", "--remember", "--theme", "dark")
        self.assertEqual('{"theme": "da', (self.folder / "config" / "dateline" / "preferences.json").read_text())
        plain, _ = play(look)
        self.assertEqual(plain[0]["theme"], "light")

    def test_frame_times_are_written(self):
        times = self.folder / "times.json"
        self.play("wait idle\npan-path 10 200 0\nwait idle\n", "--frame-times", times)
        frames = json.loads(times.read_text())["frames"]
        panned = [frame for frame in frames if frame["line"] in (2, 3)]
        self.assertGreaterEqual(sum(frame["drew"] == "map" for frame in panned), 10)
        self.assertEqual(frames, sorted(frames, key=lambda frame: (frame["line"], frame["at_ms"])))


if __name__ == "__main__":
    unittest.main(verbosity=2)
