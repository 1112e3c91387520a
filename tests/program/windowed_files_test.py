"""FlatGeobuf and GeoPackage files that do not fit in --layer-memory: the picture of the whole file, while it changes and vanishes."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

from command_line_test import ROOT, png_pixels, run
from told_replay import ToldReplay

COUNTRIES = ROOT / "geodata" / "countries_10m.fgb"
VIEW = ("--size", "700x500", "--no-labels", "--no-relief", "--no-basemap", "--no-pins", "--no-route", "--no-cache")
VIEWS = {
    "the world": ("--projection", "mercator", "--center", "0,20", "--zoom", "1.2"),
    "the date line": ("--projection", "mercator", "--center", "180,65", "--zoom", "3"),
    "a globe": ("--projection", "globe", "--center", "178,60", "--zoom", "2"),
    "the north pole": ("--projection", "azimuthal", "--center", "10,88", "--zoom", "3"),
    "a coast": ("--projection", "mercator", "--bbox", "5,60,7,61.4"),
}
FAINT = 40  # of 255: edges that are drawn a quarter of a pixel aside


def seen_difference(a, b):
    """The share of values that differ by more than the smoothing of edges."""
    a, b = png_pixels(a), png_pixels(b)
    return 1.0 if len(a) != len(b) else sum(abs(x - y) > FAINT for x, y in zip(a, b)) / len(a)


class WindowedFiles(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def export(self, layer, *more, memory="4"):
        result = run("export", "--layer", layer, "--layer-memory", memory, "-o", "-", *VIEW, *more)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result

    def converted(self, name, *options):
        path = self.folder / name
        subprocess.run(["ogr2ogr", str(path), str(COUNTRIES), *options], check=True, capture_output=True, timeout=120)
        return path


class Export(WindowedFiles):
    def test_is_the_picture_of_the_whole_file(self):
        pictures = {}
        for name, view in VIEWS.items():
            with self.subTest(name):
                whole, windowed = self.export(COUNTRIES, *view, memory="512"), self.export(COUNTRIES, *view)
                self.assertNotIn(b"--layer-memory", windowed.stderr, "what is left out is not seen")
                self.assertLess(seen_difference(whole.stdout, windowed.stdout), 0.004)
                pictures[name] = windowed.stdout
        moved = self.export(COUNTRIES, "--projection", "mercator", "--center", "1,20", "--zoom", "1.2").stdout
        self.assertGreater(seen_difference(pictures["the world"], moved), 0.01, "a few pixels would be seen")

    def test_a_near_view_fits_though_the_file_does_not(self):
        self.assertEqual(self.export(COUNTRIES, *VIEWS["a coast"], memory="1").stderr, b"")
        # Half a pixel of this picture is more than a megabyte holds.
        large = self.export(COUNTRIES, "--projection", "mercator", "--center", "0,20", "--zoom", "1.2", "--scale", "3", memory="1")
        self.assertIn(b"--layer-memory", large.stderr)

    def test_a_geopackage_of_another_coordinate_system(self):
        package = self.converted("mercator.gpkg", "-t_srs", "EPSG:3857", "-where", "name <> 'Antarctica'")
        view = ("--projection", "mercator", "--bbox", "40,30,80,55")
        self.assertLess(seen_difference(self.export(package, *view).stdout, self.export(COUNTRIES, *view).stdout), 0.004)

    def test_without_an_index_a_remedy_is_named(self):
        plain = self.converted("plain.fgb", "-lco", "SPATIAL_INDEX=NO")
        view = VIEWS["a coast"]
        result = self.export(plain, *view)
        self.assertIn(b"ogr2ogr", result.stderr)
        self.assertLess(seen_difference(result.stdout, self.export(COUNTRIES, *view).stdout), 0.004)

    def test_cut_short_it_is_told(self):
        cut = self.folder / "cut.fgb"
        cut.write_bytes(COUNTRIES.read_bytes()[:5_000_000])
        result = run("export", "--layer", cut, "--layer-memory", "4", "-o", "-", *VIEW, *VIEWS["the world"])
        self.assertIn("cut.fgb", result.stderr.decode())

    def test_classes_are_those_of_the_whole_layer(self):
        """A category keeps its colour wherever one looks."""
        east, west = ("--projection", "mercator", "--bbox", "60,30,100,56"), ("--projection", "mercator", "--bbox", "59,30,99,56")
        pictures = [self.export(COUNTRIES, "--colour-by", "un:categories", *view).stdout for view in (east, west)]
        whole = [self.export(COUNTRIES, "--colour-by", "un:categories", *view, memory="512").stdout for view in (east, west)]
        for windowed, read in zip(pictures, whole):
            self.assertLess(seen_difference(windowed, read), 0.004)
        wrong = run("export", "--layer", COUNTRIES, "--layer-memory", "4", "--colour-by", "gdp", "-o", "-", *VIEW)
        self.assertEqual(wrong.returncode, 1)
        self.assertIn(b"it has un, de_facto, name", wrong.stderr)


class Window(ToldReplay, WindowedFiles):
    def open(self, memory="4"):
        self.layer = self.folder / "land.fgb"
        shutil.copy(COUNTRIES, self.layer)
        self.begin("--layer", str(self.layer), "--layer-memory", memory, "--no-cache")
        self.state_when("ready")
        self.tell("wait idle")

    def test_a_file_that_vanishes_stays_in_the_picture_and_is_read_again_when_it_is_back(self):
        self.open()
        before = self.picture(self.folder / "before.png")
        kept = self.folder / "kept"
        self.layer.rename(kept)
        lost = self.state_when("lost")
        self.assertIn("is back", lost["liveLayers"][0]["note"])
        self.assertTrue(any("stays" in toast for toast in lost["toasts"]), lost["toasts"])
        self.tell("pan-path 20 -60 0", "key Home", "wait idle")  # names may stay where a pan has moved them
        self.assertLess(seen_difference(before, self.picture(self.folder / "away.png")), 0.001)
        kept.rename(self.layer)
        back = self.state_when("ready")
        self.assertTrue(any("there again" in toast for toast in back["toasts"]), back["toasts"])
        self.finish()

    def test_a_file_that_changes_is_read_anew(self):
        self.open()
        vertices = self.state()["liveLayers"][0]["vertices"]
        self.assertGreater(vertices, 10_000)
        self.converted("made.fgb", "-where", "name = 'Kazakhstan'").rename(self.layer)
        deadline = time.monotonic() + 30
        while not 0 < self.state()["liveLayers"][0]["vertices"] < vertices / 4:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.2)
        self.assertEqual(self.state_when("ready")["problems"], [])
        self.finish()

    def test_rubbish_in_its_place_is_told_and_the_picture_stays(self):
        self.open()
        vertices = self.state()["liveLayers"][0]["vertices"]
        self.layer.write_bytes(os.urandom(4_000_000))
        lost = self.state_when("lost")
        self.assertEqual(lost["liveLayers"][0]["vertices"], vertices)
        shutil.copy(COUNTRIES, self.layer)
        self.state_when("ready", 60)
        self.finish()

    def test_what_comes_into_view_while_it_is_read_is_read_too(self):
        self.layer = self.folder / "land.fgb"
        shutil.copy(COUNTRIES, self.layer)
        self.begin("--layer", str(self.layer), "--layer-memory", "4", "--no-cache")
        self.tell("pan-path 5 -2000 0", "pan-path 5 4000 0", "wait idle")
        state = self.state()
        self.assertEqual([layer["state"] for layer in state["liveLayers"]], ["ready"])
        self.assertEqual(state["problems"], [])
        self.finish()


if __name__ == "__main__":
    unittest.main()
