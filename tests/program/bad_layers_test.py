"""Layers that are none, or much too large: a message where one is due, and always the same picture."""
import array
import json
import math
import pathlib
import struct
import subprocess
import threading
import time
import unittest

from command_line_test import ROOT, Folder, png_pixels, run

VIEW = ("--size", "400x300", "--no-labels", "--no-pins", "--no-route", "--no-relief", "--no-basemap")
BOX = ("--projection", "mercator", "--bbox", "60,40,80,50")


def box(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def shapefile(path, xs, ys):
    """One polygon of one ring; the index and the table are made or missed."""
    points = array.array("d", bytes(16 * len(xs)))
    points[0::2], points[1::2] = xs, ys
    bounds = struct.pack("<4d", min(xs), min(ys), max(xs), max(ys))
    content = struct.pack("<i", 5) + bounds + struct.pack("<3i", 1, len(xs), 0) + points.tobytes()
    total = (100 + 8 + len(content)) // 2
    header = lambda words: struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words) + struct.pack("<2i", 1000, 5) + bounds + bytes(32)
    path.write_bytes(header(total) + struct.pack(">2i", 1, len(content) // 2) + content)
    path.with_suffix(".shx").write_bytes(header(54) + struct.pack(">2i", 50, len(content) // 2))


class BadLayers(Folder):
    blank = None

    def layer(self, *geometries, name="layer.geojson"):
        features = [{"type": "Feature", "properties": {"n": n}, "geometry": g} for n, g in enumerate(geometries)]
        (self.folder / name).write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return self.folder / name

    def draw(self, *layers, view=BOX, env=None, options=("--no-cache",)):
        """The picture, and what was said."""
        named = [word for layer in layers for word in ("--layer", layer)]
        result = run("export", *named, "-o", "-", *VIEW, *view, *options, env=env)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result.stdout, result.stderr.decode()

    def fills(self, picture, empty=None):
        """The share of pixels that are not those of an empty map."""
        pixels, blank = png_pixels(picture), png_pixels(empty or self.empty())
        self.assertEqual(len(pixels), len(blank))
        step = (len(pixels) - 300) // (400 * 300)
        differ = sum(pixels[row * (400 * step + 1) + 1 + x * step:][:step] != blank[row * (400 * step + 1) + 1 + x * step:][:step]
                     for row in range(300) for x in range(400))
        return differ / (400 * 300)

    def empty(self):
        if BadLayers.blank is None:
            BadLayers.blank, _ = self.draw()
        return BadLayers.blank

    def test_bad_geometry_gives_the_same_bytes_each_time(self):
        eight = polygon([[62, 41], [78, 49], [78, 41], [62, 49], [62, 41]])
        layer = self.layer(eight, polygon(box(62, 41, 72, 49), box(70, 43, 74, 46)), polygon([[65, 43]] * 5))
        self.assertEqual(self.draw(layer), self.draw(layer))

    def filled(self, picture, row, *longitudes):
        """Whether these places are filled; twenty pixels a degree of longitude, 70 degrees in the middle of the picture."""
        pixels, blank = png_pixels(picture), png_pixels(self.empty())
        step = (len(pixels) - 300) // (400 * 300)
        starts = [row * (400 * step + 1) + 1 + round(200 + (lng - 70) * 20) * step for lng in longitudes]
        return [pixels[start:start + step] != blank[start:start + step] for start in starts]

    def test_crossing_rings_are_filled_where_they_go_round_once(self):
        whole = self.fills(self.draw(self.layer(polygon(box(62, 41, 78, 49))))[0])
        self.assertGreater(whole, 0.3)
        crossed, _ = self.draw(self.layer(polygon([[62, 41], [78, 49], [78, 41], [62, 49], [62, 41]])))
        self.assertAlmostEqual(self.fills(crossed), whole / 2, delta=0.03)
        turns = [4 * math.pi * corner / 5 for corner in range(6)]
        star, _ = self.draw(self.layer(polygon([[70 + 9 * math.cos(turn), 45 + 4 * math.sin(turn)] for turn in turns])))
        self.assertEqual(self.filled(star, 155, 62, 69.5, 71, 77), [False, False, False, True])

    def test_holes_outside_take_nothing_away(self):
        shell = box(62, 41, 72, 49)
        whole, _ = self.draw(self.layer(polygon(shell)))
        outside, _ = self.draw(self.layer(polygon(shell, box(75, 42, 78, 45))))
        self.assertLess(abs(self.fills(outside) - self.fills(whole)), 0.02, "no more than the hole's own outline")
        across, _ = self.draw(self.layer(polygon(shell, box(68.3, 43.1, 77.3, 47.7))))
        for row in range(105, 195, 10):
            self.assertEqual(self.filled(across, row, 63, 66, 68, 69, 71, 73, 75, 77), [True] * 3 + [False] * 5, row)

    def test_rings_without_area_and_repeated_points_are_harmless(self):
        good = polygon(box(62, 41, 78, 49))
        plain, _ = self.draw(self.layer(good))
        repeated, _ = self.draw(self.layer(polygon([p for p in box(62, 41, 78, 49) for _ in range(50)])))
        self.assertLess(abs(self.fills(repeated) - self.fills(plain)), 0.001)
        flat, said = self.draw(self.layer(good, polygon([[65, 43]] * 5), polygon([[64, 44], [70, 44], [66, 44], [64, 44]])))
        self.assertIn("fewer than three different points", said)
        self.assertLess(abs(self.fills(flat) - self.fills(plain)), 0.01)

    def test_numbers_beyond_the_world_are_left_out_and_told(self):
        wild = polygon([[60, 40], [1e300, 40], [80, 50], [-1e300, 1e300], [60, 50], [60, 40]])
        picture, said = self.draw(self.layer(wild, polygon(box(62, 41, 64, 43)), {"type": "Point", "coordinates": [1e300, -1e300]}))
        self.assertIn("outside the world", said)
        self.assertGreater(self.fills(picture), 0.1)

    def test_a_polygon_over_the_pole_covers_it(self):
        ring = [[lng, 70] for lng in range(-180, 180, 5)] + [[-180, 70]]
        view = ("--projection", "azimuthal", "--center", "0,89", "--zoom", "4")
        picture, _ = self.draw(self.layer(polygon(ring)), view=view)
        self.assertGreater(self.fills(picture, self.draw(view=view)[0]), 0.97)  # all but the scale bar

    def test_a_hundred_thousand_holes(self):
        holes = [box(60 + x / 16, 40 + y / 32, 60 + (x + .5) / 16, 40 + (y + .5) / 32)[::-1] for x in range(320) for y in range(313)]
        self.assertGreater(len(holes), 100_000)
        began = time.monotonic()
        view = ("--projection", "mercator", "--center", "70.01,45.01", "--zoom", "10")
        picture, _ = self.draw(self.layer(polygon(box(59.9, 39.9, 80.1, 50.1), *holes)), view=view)
        self.assertLess(time.monotonic() - began, 120)
        self.assertGreater(self.fills(picture, self.draw(view=view)[0]), 0.1)

    def test_a_ring_of_five_million_points(self):
        count = 5_000_000
        step = 2 * math.pi / (count - 1)
        wave = [1 + .05 * math.sin(i * .7) for i in range(9)]
        xs = array.array("d", (70 - 8 * wave[i % 9] * math.cos(i * step) for i in range(count)))
        ys = array.array("d", (45 + 4 * wave[i % 9] * math.sin(i * step) for i in range(count)))
        xs[-1], ys[-1] = xs[0], ys[0]
        shapefile(self.folder / "ring.shp", xs, ys)
        began = time.monotonic()
        picture, _ = self.draw(self.folder / "ring.shp")
        self.assertLess(time.monotonic() - began, 120)
        self.assertGreater(self.fills(picture), 0.4)

    def test_five_hundred_layers(self):
        names = [self.layer(polygon(box(60 + n % 25 * .8, 40 + n // 25 * .5, 60.6 + n % 25 * .8, 40.4 + n // 25 * .5)), name=f"{n}.geojson")
                 for n in range(500)]
        self.assertGreater(self.fills(self.draw(*names)[0]), 0.4)

    def test_a_cache_that_cannot_be_written_is_no_obstacle(self):
        data = ROOT / "geodata" / "countries_10m.fgb"
        plain, _ = self.draw(data)
        blocked = self.folder / "blocked"
        blocked.write_text("a file where the folder should be")
        full = pathlib.Path("/proc")  # takes no file, from root either
        for place in (blocked, full):
            picture, said = self.draw(data, env={"XDG_CACHE_HOME": str(place), "MESA_SHADER_CACHE_DISABLE": "true"}, options=())
            self.assertEqual(picture, plain)
            self.assertEqual(said, "")

    def test_a_cache_folder_that_is_full_is_no_obstacle(self):
        data, tiny = ROOT / "geodata" / "countries_10m.fgb", self.folder / "tiny"
        plain, _ = self.draw(data)
        tiny.mkdir()
        for room in ("64k", "1m"):
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "none", str(tiny)], capture_output=True).returncode != 0:
                self.skipTest("SKIPPED: no file system may be mounted here")
            self.addCleanup(subprocess.run, ["umount", str(tiny)], capture_output=True)
            picture, said = self.draw(data, env={"XDG_CACHE_HOME": str(tiny)}, options=())
            subprocess.run(["umount", str(tiny)], check=True)
            self.assertEqual(picture, plain)
            self.assertEqual(said, "")

    def test_a_file_that_changes_or_vanishes_while_it_is_drawn(self):
        for fate in ("cut", "other", "gone"):
            with self.subTest(fate=fate):
                path = self.layer(polygon(box(62, 41, 78, 49)), name=f"{fate}.geojson")
                picture = self.folder / f"{fate}.png"
                script = self.folder / "script"
                script.write_text(f"wait idle\npan-path 6 120 0\nwait idle\nscreenshot {picture}\nprint state\n")
                self.spoil_while_playing(path, fate, script)
                self.assertGreater(picture.stat().st_size, 1000)

    def spoil_while_playing(self, path, fate, script):
        fates = {"cut": lambda: path.write_text(path.read_text()[:50]), "other": lambda: path.write_bytes(bytes(1000)), "gone": path.unlink}
        spoiler = threading.Timer(0.5, fates[fate])
        spoiler.start()
        result = run("--offscreen", "--size", "640x480", "--layer", path, "--replay", script, "--no-cache")
        spoiler.join()
        # Read before it was spoilt, or a clear message that names it.
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        state = json.loads(result.stdout.decode().splitlines()[-1])
        self.assertTrue(state["layers"] or any(path.name in str(problem) for problem in state["problems"]), state)


if __name__ == "__main__":
    unittest.main(verbosity=2)
