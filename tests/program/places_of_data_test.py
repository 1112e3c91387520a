"""Where the program finds its data: installed to a prefix, and moved with its folder."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("DATELINE", ROOT / "build" / "dateline"))
LIBRARY = "dateline_gdal.so"
READER = "dateline_reader"
BRIEFING = pathlib.Path("assets", "stories", "briefing.md")


def run(program, *arguments):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATELINE_DATA", "DISPLAY")}
    environment["XDG_CACHE_HOME"] = str(program.parent / "cache")  # nothing is kept there: GDAL is needed
    return subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=120, env=environment, cwd="/")


class PlacesOfData(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def reads_its_own(self, program, data):
        """The tree the program was built in would serve as well: so its own data is changed, and must be what is read."""
        picture = self.folder / "map.png"
        exported = run(program, "export", "-o", picture, "--size", "320x200")
        self.assertEqual(exported.returncode, 0, exported.stderr)
        self.assertGreater(picture.stat().st_size, 5000)
        self.assertEqual(run(program, "check").returncode, 0)
        briefing = data / BRIEFING
        briefing.chmod(0o644)
        briefing.write_text("One more line.\n\n" + briefing.read_text(encoding="utf-8"), encoding="utf-8")
        states = {row["state"] for row in json.loads(run(program, "check", "--json").stdout)}
        self.assertEqual(states, {"moved"})

    def test_installed_to_a_prefix(self):
        cmake = shutil.which("cmake")
        if cmake is None or not (PROGRAM.parent / "cmake_install.cmake").exists():
            self.skipTest("SKIPPED: no cmake, or the program does not stand in its build folder")
        prefix = self.folder / "a prefix"
        installed = subprocess.run([cmake, "--install", PROGRAM.parent, "--prefix", prefix], capture_output=True, text=True)
        self.assertEqual(installed.returncode, 0, installed.stderr)
        share = prefix / "share"
        self.assertTrue((share / "applications" / "dateline.desktop").is_file())
        self.assertTrue((share / "doc" / "dateline" / "LICENSE").is_file())
        self.assertTrue((share / "dateline" / "geodata" / "LICENSE-Unicode.txt").is_file())
        self.assertEqual([], [str(path) for path in share.rglob("*") if path.is_dir() and not any(path.iterdir())])
        self.assertTrue((prefix / "share" / "icons" / "hicolor" / "256x256" / "apps" / "dateline.png").is_file())
        self.reads_its_own(prefix / "bin" / "dateline", prefix / "share" / "dateline")

    def test_moved_with_its_folder(self):
        moved = self.folder / "moved"
        (moved / "build").mkdir(parents=True)
        for part in (PROGRAM.name, LIBRARY, READER):
            shutil.copy2(PROGRAM.parent / part, moved / "build" / part)
        for part in ("assets", "shaders", "geodata"):
            shutil.copytree(ROOT / part, moved / part)
        self.reads_its_own(moved / "build" / "dateline", moved)

    def test_a_library_that_cannot_be_loaded_is_named(self):
        program, library = self.folder / PROGRAM.name, self.folder / LIBRARY
        shutil.copy2(PROGRAM, program)
        for content in (b"", b"no library"):
            library.write_bytes(content)
            exported = run(program, "export", "-o", self.folder / "map.png", "--size", "320x200")
            self.assertEqual(exported.returncode, 1, exported.stderr)
            self.assertIn(LIBRARY, exported.stderr.decode())
            self.assertIn("install it again", exported.stderr.decode())
            self.assertFalse((self.folder / "map.png").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
