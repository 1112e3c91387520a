#!/usr/bin/env python3
"""Sessions in the real window, on a display of its own (Xvfb), driven by real X events (xdotool).

The program runs with `--replay -`: what it is asked there is only to print its state. Every click, key and drag comes
from the X server. DATELINE names the program; without it, it is build/dateline of this tree.
"""

import json
import os
import pathlib
import queue
import re
import shutil
import struct
import subprocess
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("DATELINE", ROOT / "build" / "dateline")).absolute()
STORY = ROOT / "assets" / "stories" / "briefing.story.geojson"
SECONDS = 30  # far more than it takes: the machine may be busy


def setUpModule():
    global xvfb, display
    for tool in ("Xvfb", "xdotool"):
        if shutil.which(tool) is None:
            raise unittest.SkipTest(f"{tool} is not installed: NO WINDOW SESSION IS TESTED")
    read_end, write_end = os.pipe()
    xvfb = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
                            pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    display = ":" + number


def tearDownModule():
    xvfb.terminate()
    xvfb.wait(10)


def png_size(path):
    head = path.read_bytes()[:24]
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        raise AssertionError(f"{path} is not a PNG")
    return struct.unpack(">II", head[16:24])


class Window:
    """The program in its window: the mouse and the keys go in, its state comes out."""

    def __init__(self, folder, *options, size="1280x720"):
        self.folder = pathlib.Path(folder)
        self.pictures = self.folder / "Pictures"
        env = dict(os.environ, DISPLAY=display, LIBGL_ALWAYS_SOFTWARE="1", DATELINE_GL_DEBUG="1", HOME=str(self.folder))
        env.pop("WAYLAND_DISPLAY", None)
        for name in ("config", "state", "cache", "data"):
            (self.folder / name).mkdir(exist_ok=True)
            env[f"XDG_{name.upper()}_HOME"] = str(self.folder / name)
        self.pictures.mkdir(exist_ok=True)
        (self.folder / "config" / "user-dirs.dirs").write_text('XDG_PICTURES_DIR="$HOME/Pictures"\n')
        self.env = env
        self.log = self.folder / "stderr.txt"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen([PROGRAM, "--replay", "-", "--size", size, *options], cwd=self.folder, env=env,
                                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1)
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self):
        self.settled(60)
        self.id = self._find()
        self.xdo("windowfocus", "--sync", self.id)

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def _find(self):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for way in (["--pid", str(self.process.pid)], ["--name", "Dateline"]):
                found = subprocess.run(["xdotool", "search", "--onlyvisible", *way], env=self.env, capture_output=True, text=True)
                if found.stdout.strip():
                    return found.stdout.split()[0]
            time.sleep(0.1)
        raise AssertionError("the window does not show itself")

    def ask(self, text, seconds=SECONDS):
        self.process.stdin.write(text)
        self.process.stdin.flush()
        try:
            line = self.lines.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"no state within {seconds} s") from None
        if line is None:
            raise AssertionError(f"the program ended with {self.process.wait()}: {self.log.read_text()}")
        return json.loads(line)

    def state(self):
        return self.ask("print state\n")

    def settled(self, seconds=SECONDS):
        return self.ask("wait idle\nprint state\n", seconds)

    def until(self, predicate, what, seconds=SECONDS):
        """The first state that fulfils the predicate."""
        end = time.monotonic() + seconds
        while True:
            state = self.state()
            if predicate(state):
                return state
            if time.monotonic() > end:
                brief = {name: value for name, value in state.items() if name != "pins"}
                raise AssertionError(f"not within {seconds} s: {what}; the state is {json.dumps(brief)}")
            time.sleep(0.05)

    def title(self):
        return subprocess.run(["xdotool", "getwindowname", self.id], env=self.env, capture_output=True, text=True).stdout.strip()

    def xdo(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True, timeout=30, stdout=subprocess.DEVNULL)

    def move(self, x, y):
        self.xdo("mousemove", "--window", self.id, round(x), round(y))

    def click(self, x, y):
        """Waits until the click has come: it travels through the X server, what is asked next does not."""
        before = self.state()["clicks"]
        self.press(x, y)
        self.until(lambda s: s["clicks"] > before, "the click comes")

    def press(self, x, y):
        self.move(x, y)
        time.sleep(0.1)
        self.xdo("click", 1)

    def wheel(self, x, y, button, count):
        self.move(x, y)
        self.xdo("click", "--repeat", count, "--delay", 30, button)

    def key(self, *keys):
        self.xdo("key", "--delay", 30, *keys)

    def type(self, text):
        self.xdo("type", "--delay", 30, text)

    def processor_ticks(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def wakes(self):
        """How often the thread that draws went to sleep: without waking it draws no frame."""
        status = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/status").read_text()
        return int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.MULTILINE)[1])

    def ended(self):
        code = self.process.wait(SECONDS)
        return code, self.log.read_text()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        self.process.stdin.close()
        self.process.stdout.close()


class Sessions(unittest.TestCase):
    def open(self, *options, **more):
        folder = tempfile.TemporaryDirectory(prefix="dateline-session-")
        self.addCleanup(folder.cleanup)
        window = Window(folder.name, *options, **more)
        self.addCleanup(window.close)
        return window

    def expect_idle(self, window):
        """Nothing moves: in ten seconds no frame is drawn and no processor time is used."""
        time.sleep(2)
        ticks, wakes = window.processor_ticks(), window.wakes()
        time.sleep(10)
        self.assertEqual(0, window.wakes() - wakes, "an idle window draws")
        self.assertLessEqual(window.processor_ticks() - ticks, 1, "an idle window is at work")

    def quit(self, window, by_key=True, discard=False):
        """Ends the program as its user does; it must have nothing to complain of."""
        state = window.state()
        self.assertEqual([], state["problems"])
        if by_key:
            window.key("ctrl+q")
            if discard:
                self.assertIsNone(window.process.poll(), "changes are not lost without a word")
                window.settled()
                window.press(738, 400)
        else:
            window.process.stdin.write("quit\n")
            window.process.stdin.flush()
        code, log = window.ended()
        self.assertEqual(0, code, log)
        self.assertNotRegex(log, re.compile("opengl|gl_|error", re.IGNORECASE))

    def test_a_click_opens_the_astana_cluster_and_a_pin_of_its_fan_shows_the_sentence(self):
        window = self.open()
        pin = self.pin(window.settled(), "astana-talks")
        self.assertGreater(len(pin["members"]), 1)
        window.click(pin["x"], pin["y"])
        fan = window.until(lambda s: len(self.single(s, "astana")) == len(pin["members"]), "the cluster opens as a fan of its pins")
        self.assertIsNone(fan["selected"])
        fan = window.settled()
        places = {(round(p["x"]), round(p["y"])) for p in self.single(fan, "astana")}
        self.assertEqual(len(pin["members"]), len(places), "the pins of the fan stand on one another")
        chosen = self.pin(fan, "astana-talks")
        window.click(chosen["x"], chosen["y"])
        state = window.until(lambda s: s["selected"] == "astana-talks" and s["highlighted"], "a click on a pin selects its event")
        self.assertIn("Astana", state["highlighted"]["text"])
        self.quit(window)

    def test_a_click_on_the_passage_about_moscow_flies_there(self):
        window = self.open()
        area = window.settled()["map"]
        reader_x = (area["x"] + area["width"] + 1280) / 2
        self.find_sphere(window)
        # The page stops scrolling as soon as the match is well in sight: about where is told by what is in sight.
        reader = window.settled()["reader"]
        text = (STORY.parent / "briefing.md").read_text(encoding="utf-8")
        middle = area["y"] + area["height"] * (text.index("sphere") - reader["first"]) / (reader["last"] - reader["first"])
        for offset in sorted(range(-108, 109, 12), key=abs):
            window.click(reader_x, middle + offset)
            state = window.settled()
            if (state["selected"] or "").startswith("moscow"):
                break
        self.assertTrue((state["selected"] or "").startswith("moscow"), f"no click on the page selects it: {state['selected']}")
        self.assertIn("Moscow", state["highlighted"]["text"])
        self.near(state["camera"], 37.6, 55.75, 2)
        self.quit(window)

    def test_find_counts_the_matches_and_steps_through_them(self):
        window = self.open()
        window.key("ctrl+f")
        window.until(lambda s: s["find"]["open"], "Ctrl+F opens the find bar")
        window.type("russia")
        state = window.until(lambda s: s["find"]["query"] == "russia", "the typed text arrives")
        count = state["find"]["matches"]
        text = (STORY.parent / "briefing.md").read_text(encoding="utf-8").lower()
        self.assertEqual(text.count("russia"), count)
        self.assertEqual(0, state["find"]["current"])
        for step in range(1, count + 1):
            window.key("F3")
            window.until(lambda s: s["find"]["current"] == step % count, f"F3 goes to match {step % count}")
        window.key("shift+F3")
        window.until(lambda s: s["find"]["current"] == count - 1, "Shift+F3 goes back")
        self.assertGreater(window.settled()["reader"]["scroll"], 100)
        window.key("Escape")
        window.until(lambda s: not s["find"]["open"], "Escape closes the find bar")
        self.quit(window)

    def test_go_to_flies_to_a_place_of_the_gazetteer(self):
        window = self.open()
        window.key("ctrl+k")
        window.until(lambda s: s["goTo"]["open"] and s["goTo"]["items"] > 0, "Ctrl+K opens the palette")
        window.type("samarkand")
        window.until(lambda s: 0 < s["goTo"]["items"] < 5, "the list narrows to the place")
        window.key("Return")
        window.until(lambda s: not s["goTo"]["open"] and abs(s["camera"]["lng"] - 66.97) < 0.5, "the camera flies to Samarkand")
        self.near(window.settled()["camera"], 66.97, 39.65, 0.5)
        window.key("ctrl+k")
        window.until(lambda s: s["goTo"]["open"], "Ctrl+K opens the palette again")
        window.type("tashkent")
        before = window.settled()
        self.near(before["camera"], 66.97, 39.65, 0.5)
        window.key("Return")
        window.until(lambda s: not s["goTo"]["open"] and abs(s["camera"]["lng"] - 69.3) < 0.5, "the camera flies to Tashkent")
        self.near(window.settled()["camera"], 69.3, 41.3, 0.5)
        self.quit(window)

    def test_export_and_screenshot_write_pictures(self):
        window = self.open()
        area = window.settled()["map"]
        window.key("F12")
        window.until(lambda s: "Saved briefing_1.png" in s["toasts"], "F12 says what it saved")
        self.assertEqual((1280, 720), png_size(window.pictures / "briefing_1.png"))
        window.key("ctrl+e")
        window.until(lambda s: s["dialog"] != 0, "Ctrl+E opens the dialog")
        window.settled()
        window.key("Return")
        window.until(lambda s: s["dialog"] == 0 and any("Exported briefing_2.png" in t for t in s["toasts"]), "Enter exports", 60)
        self.assertEqual((int(area["width"]), int(area["height"])), png_size(window.pictures / "briefing_2.png"))
        self.assertEqual(["briefing_1.png", "briefing_2.png"], sorted(p.name for p in window.pictures.iterdir()))
        self.quit(window)

    def test_a_layer_dropped_on_the_window_opens(self):
        compiler = shutil.which("cc")
        if compiler is None:
            self.skipTest("no C compiler: DRAG AND DROP IS NOT TESTED")
        window = self.open()
        helper = window.folder / "xdnd_drop"
        built = subprocess.run([compiler, "-o", helper, pathlib.Path(__file__).with_name("xdnd_drop.c"), "-lX11"],
                               capture_output=True, text=True)
        if built.returncode != 0:
            if "Xlib.h" in built.stderr or "lX11" in built.stderr:
                self.skipTest("no libX11 headers: DRAG AND DROP IS NOT TESTED")
            self.fail(built.stderr)
        layer = window.folder / "two words – dépôts.geojson"
        layer.write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "Depot"}, "geometry": {"type": "Point", "coordinates": [66, 46]}}]}))
        self.assertEqual([], window.settled()["layers"])
        window.move(300, 300)
        dropped = subprocess.run([helper, window.id, "300", "300", layer.as_uri()], env=window.env, capture_output=True,
                                 text=True, timeout=40)
        self.assertEqual(0, dropped.returncode, dropped.stderr)
        state = window.until(lambda s: s["layers"] or s["problems"], "the dropped layer opens")
        self.assertEqual([], state["problems"])
        self.assertEqual(1, len(state["layers"]))
        self.assertIn("dépôts", state["layers"][0])
        self.quit(window)

    def test_the_keyboard_alone_steps_through_every_event(self):
        window = self.open()
        ids = [feature["id"] for feature in json.loads(STORY.read_text(encoding="utf-8"))["features"]]
        self.assertEqual(len(ids), window.settled()["events"])
        for number, expected in enumerate(ids):
            window.key("n")
            state = window.until(lambda s: s["selected"] == expected, f"N number {number + 1} selects {expected}")
            self.assertTrue(state["highlighted"]["text"])
        window.key("p")
        window.until(lambda s: s["selected"] == ids[-2], "P goes back")
        window.settled()
        for _ in range(3):  # the card first, the selection then
            window.key("Escape")
            if window.settled()["selected"] is None:
                break
        window.until(lambda s: s["selected"] is None and not s["card"], "Escape clears the selection")
        self.quit(window)

    def test_text_is_marked_with_the_mouse_and_with_keys(self):
        window = self.open()
        map_area = window.settled()["map"]
        left, right = map_area["x"] + map_area["width"] + 90, 1280 - 70
        window.move(left, 420)
        time.sleep(0.1)
        window.xdo("mousedown", 1)
        for x in range(round(left), round(right), 20):
            window.move(x, 440)
        window.xdo("mouseup", 1)
        marked = window.until(lambda s: s["reader"]["selection"], "a drag marks text")["reader"]["selection"]
        window.key("shift+Right", "ctrl+shift+Right", "shift+Down")
        window.until(lambda s: s["reader"]["selection"]["start"] == marked["start"] and s["reader"]["selection"]["end"] > marked["end"] + 5,
                     "keys move its end")
        window.key("ctrl+shift+c")
        window.until(lambda s: "Copied with its source" in s["toasts"], "Ctrl+Shift+C copies with the source")
        window.key("ctrl+plus")
        window.until(lambda s: s["reader"]["textSize"] == 110, "Ctrl++ makes the text larger")
        window.key("ctrl+0")
        window.until(lambda s: s["reader"]["textSize"] == 100, "Ctrl+0 makes it as it was")
        window.key("Escape")
        window.until(lambda s: s["reader"]["selection"] is None, "Escape ends the marking")
        self.quit(window)

    def test_a_resized_window_lays_itself_out_anew(self):
        window = self.open()
        before = window.settled()["map"]
        window.xdo("windowsize", window.id, 900, 600)
        window.until(lambda s: s["map"]["width"] < before["width"] and s["map"]["height"] < before["height"], "the map shrinks")
        after = window.settled()["map"]
        self.assertLessEqual(after["x"] + after["width"], 900)
        self.assertLessEqual(after["y"] + after["height"], 600)
        window.key("F12")
        window.until(lambda s: s["toasts"], "F12 says what it saved")
        self.assertEqual((900, 600), png_size(window.pictures / "briefing_1.png"))
        window.xdo("windowsize", window.id, 1280, 720)
        window.until(lambda s: s["map"] == before, "the old size brings the old layout back")
        self.quit(window)

    def test_scale_two_doubles_the_pixels_of_the_same_layout(self):
        window = self.open("--scale", "2", size="760x480")
        area = window.settled()["map"]
        self.assertLessEqual(area["x"] + area["width"], 760)
        window.key("F12")
        window.until(lambda s: s["toasts"], "F12 says what it saved")
        self.assertEqual((1520, 960), png_size(window.pictures / "briefing_1.png"))
        self.quit(window, by_key=False)

    def test_the_keys_choose_the_projection_and_the_mouse_turns_the_globe(self):
        window = self.open()
        before = window.settled()["camera"]
        self.assertEqual("azimuthal", before["projection"])
        window.key("3")
        window.until(lambda s: s["camera"]["projection"] == "globe", "3 turns the map into a globe")
        globe = window.settled()["camera"]
        self.near(globe, before["lng"], before["lat"], 0.01)
        window.move(300, 330)
        window.xdo("mousedown", 1)
        for x in range(310, 501, 10):
            window.move(x, 330)
            time.sleep(0.01)
        window.xdo("mouseup", 1)
        window.until(lambda s: s["camera"]["lng"] < globe["lng"] - 3, "the globe follows the mouse")
        turned = window.settled()["camera"]
        self.assertAlmostEqual(turned["lat"], globe["lat"], delta=0.5)
        window.key("1")
        window.until(lambda s: s["camera"]["projection"] == "mercator", "1 chooses Mercator")
        self.near(window.settled()["camera"], turned["lng"], turned["lat"], 0.05)
        window.key("Home")
        window.until(lambda s: abs(s["camera"]["lng"] - before["lng"]) < 0.1, "Home flies back")
        self.assertEqual("mercator", window.settled()["camera"]["projection"])
        self.quit(window)

    def test_the_mouse_pans_the_map_and_the_wheel_zooms_at_the_cursor(self):
        window = self.open("--projection", "mercator")
        before = window.settled()
        window.move(300, 330)
        window.xdo("mousedown", 1)
        for x in range(310, 501, 10):
            window.move(x, 330)
            time.sleep(0.01)
        time.sleep(0.3)  # held still before it is let go: no fling
        window.xdo("mouseup", 1)
        window.until(lambda s: s["camera"]["lng"] < before["camera"]["lng"] - 1, "the map follows the mouse")
        panned = window.settled()
        self.assertAlmostEqual(before["camera"]["zoom"], panned["camera"]["zoom"], places=3)
        self.assertAlmostEqual(before["camera"]["lat"], panned["camera"]["lat"], delta=0.5)
        moved = 200 * 360 / (256 * 2 ** before["camera"]["zoom"])
        self.assertAlmostEqual(before["camera"]["lng"] - moved, panned["camera"]["lng"], delta=0.15 * moved)
        pin = self.pin(panned, "bishkek-exports")
        window.wheel(pin["x"], pin["y"], 4, 3)
        window.until(lambda s: s["camera"]["zoom"] > panned["camera"]["zoom"] + 0.2, "the wheel zooms in")
        zoomed = window.settled()
        after = self.pin(zoomed, "bishkek-exports")
        self.assertAlmostEqual(pin["x"], after["x"], delta=12)
        self.assertAlmostEqual(pin["y"], after["y"], delta=20)
        self.assertIsNone(zoomed["selected"])
        window.wheel(pin["x"], pin["y"], 5, 6)
        window.until(lambda s: s["camera"]["zoom"] < panned["camera"]["zoom"] - 0.1, "the wheel zooms out")
        self.quit(window)

    def test_the_places_of_an_article_are_judged_in_the_panel(self):
        holder = tempfile.TemporaryDirectory(prefix="dateline-article-")
        self.addCleanup(holder.cleanup)
        article = pathlib.Path(holder.name) / "tour.txt"
        article.write_text("The tour\n\nThe minister arrived in Tashkent on February 27, 2023. Then he met officials in Bishkek, "
                           "Kyrgyzstan.\n\nHe spoke in Moscow, Russia. Later he flew to Naryn.\n")
        window = self.open(str(article), "--no-builtin-stories")
        state = window.settled()
        names = [s["name"] for s in state["suggestions"]]
        self.assertEqual(names, ["Tashkent", "Bishkek", "Kyrgyzstan", "Moscow", "Russia", "Naryn"])
        self.assertEqual(6, state["events"])
        # The panel: a heading of 40, a row of 52 for each place; at the right of a row accept, reject, the choices.
        left, top = state["map"]["x"] + 14, state["map"]["y"] + 14
        row = lambda name, state: top + 40 + 52 * [s["name"] for s in state["suggestions"]].index(name) + 17
        accept, reject, more = left + 324 - 74, left + 324 - 48, left + 324 - 22

        # What the panel would hide is shown beside it, at first and whenever a row is chosen.
        self.assertTrue(all(pin["x"] > left + 324 for pin in state["pins"]), state["pins"])
        window.click(left + 100, row("Naryn", state))
        chosen = window.until(lambda s: s["selected"], "a click on a row chooses its place")["selected"]
        state = window.settled()
        pin = self.pin(state, chosen)
        self.assertGreater(pin["x"], left + 324 + 40)
        self.assertLess(pin["x"], state["map"]["x"] + state["map"]["width"] - 290 - 30, "its card has room at its right")

        window.click(accept, row("Tashkent", state))
        state = window.until(lambda s: len(s["suggestions"]) == 5, "the check mark accepts the place")
        self.assertEqual(6, state["events"])
        window.click(reject, row("Bishkek", state))
        state = window.until(lambda s: len(s["suggestions"]) == 4, "the cross rejects the place")
        self.assertEqual(5, state["events"])
        self.assertNotIn("Bishkek", [s["name"] for s in state["suggestions"]])

        corrections = window.folder / "data" / "dateline" / "corrections.tsv"
        window.click(more, row("Moscow", state))
        window.settled()
        line = top + 40 + 17  # its choices are more than the panel holds: the row has moved to the top
        window.click(left + 120, line + 35 + 20 + 36 + 17)  # below the reason and the first choice
        window.settled()
        kept = window.until(lambda s: corrections.exists(), "the choice is remembered")
        self.assertEqual(4, len(kept["suggestions"]))
        self.assertIn("Moscow", corrections.read_text())
        window.click(more, line)

        sure = [s for s in window.settled()["suggestions"] if s["confidence"] >= 0.9]
        self.assertTrue(0 < len(sure) < 4, kept["suggestions"])
        below = top + 40 + 4 * 52 + 10 + 36 + 14
        window.click(left + 90, below)
        state = window.until(lambda s: len(s["suggestions"]) == 4 - len(sure), "those above 90 % are accepted")
        self.assertTrue(all(s["confidence"] < 0.9 for s in state["suggestions"]))
        self.assertEqual(5, state["events"])
        self.quit(window, discard=True)

    def test_an_idle_window_costs_no_processor_time(self):
        window = self.open()
        window.key("n")
        window.until(lambda s: s["selected"], "N selects an event")
        window.settled()
        self.expect_idle(window)
        self.quit(window)

    def edited_story(self):
        """A text of its own beside its story: one passage moved, one reads differently, one is gone."""
        folder = tempfile.TemporaryDirectory(prefix="dateline-story-")
        self.addCleanup(folder.cleanup)
        made = ("The bridge at Aldermoor opened on a bright Monday morning. Nobody crossed it before noon, and the ferry went on as it always had.\n\n"
                "In Brackwater the mayor counted forty boats on the river.\n\n"
                "The harvest began late in Corven, and the granaries stayed empty for weeks.\n")
        passages = ["In Brackwater the mayor counted forty boats on the river.", "Nobody crossed it before noon, and the ferry went on as it always had.",
                    "The harvest began late in Corven, and the granaries stayed empty for weeks."]
        features = []
        for index, words in enumerate(passages):
            start = made.index(words)
            end = start + len(words)
            quote = {"type": "TextQuoteSelector", "exact": words, "prefix": made[max(0, start - 32):start], "suffix": made[end:end + 32]}
            position = {"type": "TextPositionSelector", "start": start, "end": end}
            features.append({"type": "Feature", "id": f"e{index + 1}", "geometry": {"type": "Point", "coordinates": [10 + index, 50]},
                             "properties": {"title": words[:24], "status": "confirmed", "anchors": [{"selector": [quote, position]}]}})
        article = pathlib.Path(folder.name) / "harbour.txt"
        article.write_text("A new first paragraph stands here.\n\n" + made.replace("before noon,", "before dusk that day,").split("The harvest")[0])
        story = pathlib.Path(folder.name) / "harbour.story.geojson"
        story.write_text(json.dumps({"type": "FeatureCollection", "story": {"version": 1, "desk": 4}, "features": features}))
        return article, story

    def test_a_passage_that_reads_differently_is_reviewed_accepted_undone_and_saved(self):
        article, story = self.edited_story()
        before = story.read_text()
        window = self.open(str(article))
        state = window.settled()
        self.assertEqual({"exact": 0, "moved": 1, "fuzzy": 1, "ambiguous": 0, "orphan": 1}, state["anchors"])
        window.key("r")
        state = window.until(lambda s: s["review"], "R opens the review")
        self.assertEqual(("e2", "fuzzy", 1), (state["review"]["event"], state["review"]["state"], state["review"]["candidates"]))
        self.assertEqual("Nobody crossed it before dusk that day, and the ferry went on as it always had.", state["highlighted"]["text"])
        state = window.settled()
        area = state["map"]
        # "Accept" stands in the right corner of the panel at the map's foot.
        window.click(area["x"] + area["width"] - 12 - 16 - 30, 720 - 12 - 26)
        state = window.until(lambda s: s["anchors"]["exact"] == 1, "a click accepts it")
        self.assertEqual("e3", state["review"]["event"], "the next one follows")
        self.assertTrue(state["unsaved"])
        self.assertEqual(f"*{state['head']['title']} – Dateline", window.title())
        self.assertEqual(before, story.read_text(), "nothing is written before the user saves")
        window.key("ctrl+z")
        window.until(lambda s: s["anchors"]["fuzzy"] == 1 and not s["unsaved"], "Ctrl+Z takes it back")
        window.key("ctrl+shift+z")
        window.until(lambda s: s["anchors"]["exact"] == 1, "Ctrl+Shift+Z does it again")
        window.key("ctrl+s")
        state = window.until(lambda s: not s["unsaved"], "Ctrl+S saves")
        self.assertEqual(f"{state['head']['title']} – Dateline", window.title())
        saved = json.loads(story.read_text())
        self.assertEqual(4, saved["story"]["desk"])
        quotes = [f["properties"]["anchors"][0]["selector"][0]["exact"] for f in saved["features"]]
        self.assertEqual("Nobody crossed it before dusk that day, and the ferry went on as it always had.", quotes[1])
        window.key("Escape")
        window.until(lambda s: not s["review"], "Escape closes the panel")
        self.quit(window)

    def test_an_article_that_changes_on_the_disk_is_followed(self):
        article, _ = self.edited_story()
        window = self.open(str(article))
        window.settled()
        text = article.read_text()
        fresh = article.with_suffix(".new")
        fresh.write_text("One more line above.\n\n" + text)
        os.replace(fresh, article)
        state = window.until(lambda s: s["toasts"], "a note says that it changed")
        self.assertEqual("harbour.txt changed on disk: 2 passages moved", state["toasts"][0])
        article.unlink()
        window.until(lambda s: any("no longer there" in t for t in s["toasts"]), "a note says that it is gone")
        article.write_text(text)
        window.until(lambda s: any(t.count("2 passages moved") for t in s["toasts"][1:]), "it is back")
        window.until(lambda s: not s["toasts"], "the notes go by themselves")
        window.settled()
        self.expect_idle(window)
        self.quit(window)

    def test_a_style_is_followed_and_the_last_good_one_stays_while_it_has_a_fault(self):
        folder = tempfile.TemporaryDirectory(prefix="dateline-style-")
        self.addCleanup(folder.cleanup)
        style = pathlib.Path(folder.name) / "mine.json"
        style.write_text('{"name": "First", "colours": {"water": "#ff00ff"}}')
        window = self.open("--style", str(style))
        state = window.settled()
        self.assertEqual("First", state["style"])

        def water():
            picture = pathlib.Path(folder.name) / "map.png"
            window.ask(f"wait picture\nscreenshot-map {picture}\nprint state\n")
            return picture.read_bytes()
        first = water()
        style.write_text('{"name": "Second",\n "colours": {"water": "#00ffff",}}')
        state = window.until(lambda s: s["problems"], "a notice names the fault")
        self.assertIn("mine.json:2:33: is not JSON", state["problems"][0])
        self.assertEqual("First", state["style"])
        window.settled()
        self.assertEqual(first, water(), "the map keeps its look")
        fresh = style.with_suffix(".new")
        fresh.write_text('{"name": "Third", "theme": "dark", "colours": {"water": "#00ffff"}}')
        os.replace(fresh, style)
        state = window.until(lambda s: s["style"] == "Third", "the mended style is used")
        self.assertEqual([], state["problems"], "the notice goes by itself")
        self.assertEqual("dark", state["theme"])
        window.settled()
        self.assertNotEqual(first, water())
        self.expect_idle(window)
        self.quit(window)

    def find_sphere(self, window):
        window.key("ctrl+f")
        window.until(lambda s: s["find"]["open"], "Ctrl+F opens the find bar")
        window.type("sphere")
        window.until(lambda s: s["find"]["matches"] == 1, "the word is found")
        state = window.settled()
        self.assertGreater(state["reader"]["scroll"], 100, "the match scrolls into view")
        window.key("Escape")
        window.until(lambda s: not s["find"]["open"], "Escape closes the find bar")
        window.settled()

    def pin(self, state, name):
        for pin in state["pins"]:
            if pin["id"] == name:
                return pin
        self.fail(f"no pin {name} on the map")

    def single(self, state, beginning):
        return [pin for pin in state["pins"] if pin["id"].startswith(beginning) and not pin.get("members")]

    def near(self, camera, lng, lat, degrees):
        self.assertAlmostEqual(lng, camera["lng"], delta=degrees)
        self.assertAlmostEqual(lat, camera["lat"], delta=degrees)


if __name__ == "__main__":
    unittest.main(verbosity=2)
