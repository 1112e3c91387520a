"""The window is painted piece by piece, where something changed. What it shows must be what it shows painted whole."""
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DATELINE", str(ROOT / "build" / "dateline"))

# A change of theme and back paints everything anew.
WHOLE = ["theme dark", "wait idle", "theme light", "wait idle"]
AFRESH = ["scale 1", "key Escape", "key Escape", "key Home", "wait idle"]
SESSIONS = {
    "panned": ["pan-path 7 90 -31 13 44", "move 300 300"],
    "panned by parts of pixels": ["scale 1.5", "wait idle", "pan-path 9 20 11 -7 3"],
    "hovered and chosen": ["click-pin tashkent-stop", "wait idle", "move 500 40", "move 800 300", "move 20 550"],
    "menus opened and closed": ["click 20 10", "key Escape", "key Ctrl+K", "type Tash", "key Escape", "move 400 400"],
    "scrolled": ["wheel 850 400 -5", "wait idle", "drag 850 300 900 420 100", "key Ctrl+F", "type Moscow"],
    "zoomed": ["wheel 400 300 2", "wait idle", "wheel 420 350 -3", "wait idle", "pan-path 3 40 0"],
    "flown": ["select astana-c5", "key n", "wait idle", "key p", "wait idle"],
}


def pixels(path):
    """The bytes of a PNG of 8 bits that is not interlaced, its rows' filters undone."""
    data, at, packed = path.read_bytes(), 8, b""
    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        packed += data[at + 8:at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    step = {2: 3, 6: 4}[kind]
    lines, size, above, rows = zlib.decompress(packed), width * step, bytearray(width * step), []

    def paeth(a, b, c):
        p = a + b - c
        return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]

    for y in range(height):
        filtered, row = lines[y * (size + 1)], bytearray(lines[y * (size + 1) + 1:(y + 1) * (size + 1)])
        for i in range(size if filtered else 0):
            a, b, c = (row[i - step], above[i], above[i - step]) if i >= step else (0, above[i], 0)
            row[i] = (row[i] + (0, a, b, (a + b) // 2, paeth(a, b, c) if filtered == 4 else 0)[filtered]) & 255
        rows.append(bytes(row))
        above = row
    return b"".join(rows)


class WindowPicture(unittest.TestCase):
    def play(self, folder, lines, variables={}):
        script = folder / "script.txt"
        script.write_text("\n".join(["wait idle", *lines, "quit", ""]))
        environment = {**os.environ, "DATELINE_GL_DEBUG": "1", **variables}
        environment.pop("DISPLAY", None)
        done = subprocess.run([PROGRAM, "--offscreen", "--size", "1000x600", "--replay", str(script)],
                              capture_output=True, timeout=240, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_pieces_make_the_whole(self):
        """One window lives through all sessions, each from the story's view at scale 1 with nothing selected."""
        with tempfile.TemporaryDirectory() as holder:
            picture = lambda name, part: pathlib.Path(holder) / f"{name} {part}.png".replace(" ", "-")
            lines = []
            for name, steps in SESSIONS.items():
                lines += [*AFRESH, f"screenshot {picture(name, 'before')}", *steps, "wait idle",
                          f"screenshot {picture(name, 'pieces')}", *WHOLE, f"screenshot {picture(name, 'whole')}"]
            self.play(pathlib.Path(holder), lines)
            for name in SESSIONS:
                with self.subTest(name):
                    before, pieces, whole = (picture(name, part) for part in ("before", "pieces", "whole"))
                    if pieces.read_bytes() != whole.read_bytes():
                        # A smooth edge above the ground may differ by the last bit.
                        differences = [abs(a - b) for a, b in zip(pixels(pieces), pixels(whole)) if a != b]
                        self.assertLessEqual(len(differences), 9, "values of pixels that differ")
                        self.assertLessEqual(max(differences), 1)
                    self.assertNotEqual(pieces.read_bytes(), before.read_bytes(), "nothing happened in this session")

    def test_a_picture_of_the_window_shows_neither_the_dialog_nor_the_word_of_the_last_one(self):
        with tempfile.TemporaryDirectory() as holder:
            folder = pathlib.Path(holder)
            exported = folder / "exported.png"
            self.play(folder, ["move 500 40", "wait idle", f"screenshot {folder}/as-it-is.png", "key Ctrl+E", "wait idle",
                               # The window as it is; another name; Enter.
                               "click 600 148", "wait idle", "click 500 212", "key Ctrl+A", f"type {exported}", "key Enter",
                               "wait idle", "move 500 40", "key F12", "wait idle"], {"HOME": holder, "XDG_CONFIG_HOME": holder})
            pictures = sorted(folder.glob("briefing_*.png"))
            self.assertEqual(len(pictures), 1)
            self.assertEqual(pictures[0].read_bytes(), (folder / "as-it-is.png").read_bytes())
            self.assertTrue(exported.exists())


if __name__ == "__main__":
    unittest.main()
