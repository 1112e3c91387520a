"""`dateline places` as its users run it: formats, offsets, order, streams, refusals."""
import csv
import io
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DATELINE", str(ROOT / "build" / "dateline"))
TEXT = "VIENNA, Austria (AP) — The Uzbek minister flew from Tashkent to Zürich on Tuesday.\nMoscow said the U.S. agreed. 東京\n"
KEYS = ["doc", "start", "end", "text", "name", "kind", "country", "admin1", "lat", "lon", "geonameid", "confidence", "role"]


def run(*arguments, stdin=b"", data="/nonexistent", **more):
    environment = {**os.environ, "XDG_DATA_HOME": data}
    return subprocess.run([PROGRAM, "places", *map(str, arguments)], input=stdin, capture_output=True, timeout=300,
                          env=environment, **more)


def rows(result):
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


class Places(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def file(self, name, text=TEXT):
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def test_offsets_are_code_points_of_the_file(self):
        result = run(self.file("news.txt"))
        self.assertEqual(result.returncode, 0, result.stderr)
        found = rows(result)
        for row in found:
            self.assertEqual(list(row), KEYS)
            self.assertEqual(TEXT[row["start"]:row["end"]], row["text"])
            self.assertEqual(row["doc"], "news")
        places = {row["text"]: row for row in found}
        self.assertEqual(places["Tashkent"]["country"], "UZ")
        self.assertEqual(places["Zürich"]["country"], "CH")
        self.assertAlmostEqual(places["Zürich"]["lat"], 47.37, delta=0.1)
        self.assertEqual(places["Uzbek"]["role"], "demonym")
        self.assertEqual(places["Moscow"]["role"], "metonym")
        self.assertEqual(places["U.S."]["name"], "United States")
        self.assertIn("VIENNA", places)

    def test_a_page_is_known_by_its_look_and_a_story_or_a_layer_is_no_text(self):
        page = ("<!DOCTYPE html><html><head><title>Talks</title><meta name='x' content='Paris'></head><body><article>"
                f"<p>{TEXT}</p></article></body></html>")
        named, unnamed = rows(run(self.file("page.html", page))), rows(run(self.file("page", page)))
        self.assertEqual(named, unnamed)
        self.assertEqual(named, [{**row, "doc": "page"} for row in rows(run("-", stdin=page.encode()))])
        self.assertNotIn("Paris", [row["text"] for row in named])
        result = run(self.file("a.story.geojson", "{}"), self.file("a.geojson", "{}"), self.file("news.txt"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("a.story.geojson: is a story and no text", result.stderr.decode())
        self.assertIn("a.geojson: is a layer and no text", result.stderr.decode())
        self.assertEqual({row["doc"] for row in rows(result)}, {"news"})

    def test_geojson_and_csv_say_the_same(self):
        path = self.file("news.txt")
        lines = rows(run(path))
        features = json.loads(run(path, "--format", "geojson").stdout)["features"]
        table = list(csv.DictReader(io.StringIO(run(path, "--format", "csv").stdout.decode())))
        self.assertEqual([f["properties"] for f in features], lines)
        self.assertEqual([f["geometry"]["coordinates"] for f in features], [[r["lon"], r["lat"]] for r in lines])
        self.assertEqual([(t["text"], int(t["start"]), t["role"]) for t in table],
                         [(r["text"], r["start"], r["role"]) for r in lines])
        empty = self.file("empty.txt", "")
        self.assertEqual(json.loads(run(empty, "--format", "geojson").stdout)["features"], [])

    def test_confidence_and_reasons(self):
        path = self.file("news.txt")
        every, sure = rows(run(path, "--min-confidence", "0")), rows(run(path, "--min-confidence", "0.9"))
        self.assertLess(len(sure), len(every))
        self.assertTrue(all(row["confidence"] >= 0.9 for row in sure))
        row = next(r for r in rows(run(path, "--explain")) if r["text"] == "Tashkent")
        self.assertTrue(row["reasons"])
        self.assertEqual(row["candidates"][0]["name"], "Tashkent")
        self.assertTrue(row["candidates"][0]["reasons"])

    def test_documents_on_standard_input_in_their_order_with_any_number_of_jobs(self):
        documents = [{"id": f"d{i}", "text": TEXT * (1 + i % 7)} for i in range(200)]
        stdin = "".join(json.dumps(d) + "\n" for d in documents).encode()
        one, four = run("--jsonl-in", stdin=stdin), run("--jsonl-in", "--jobs", "4", stdin=stdin)
        self.assertEqual(one.stdout, four.stdout)
        order = []
        for row in rows(one):
            if not order or order[-1] != row["doc"]:
                order.append(row["doc"])
        self.assertEqual(order, [d["id"] for d in documents])

    def test_many_documents_of_odd_sizes_give_the_same_bytes_with_any_number_of_jobs(self):
        shuffled = random.Random(5)
        lines = []
        for number in range(600):
            size = shuffled.choice((0, 1, 3, 40, 900, 20_000)) if number else 400_000  # the first one is cut into pieces
            text = "".join(shuffled.choice((TEXT, "Paris, Texas. ", "In Київ, Ж ", "\n\n", "x" * 50)) for _ in range(size // 40 + 1))
            lines.append(json.dumps({"id": f"d{number}", "text": text[:size + 1]}))
        archive = "\n".join(lines).encode()
        once = run("--jsonl-in", stdin=archive).stdout
        self.assertGreater(len(once), 100_000)
        for jobs in ("2", "3", "7", "0"):
            self.assertEqual(run("--jsonl-in", "--jobs", jobs, stdin=archive).stdout, once, jobs)

    def test_noise_streams_in_bounded_memory(self):
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
        noise = self.folder / "noise.bin"
        noise.write_bytes(random.Random(1).randbytes(8_000_000) * 5)
        with open(noise, "rb") as stream:
            result = subprocess.run([PROGRAM, "places", "-"], stdin=stream, capture_output=True, preexec_fn=limited, timeout=300)
        self.assertEqual(result.returncode, 0, result.stderr)
        # As a document of JSON lines it is no JSON: named, and the rest goes on.
        with open(noise, "rb") as stream:
            result = subprocess.run([PROGRAM, "places", "--jsonl-in"], stdin=stream, capture_output=True, preexec_fn=limited,
                                    timeout=300)
        self.assertEqual(result.returncode, 1)
        self.assertIn("line 1", result.stderr.decode())

    def test_a_line_that_is_no_document_is_named_and_the_rest_goes_on(self):
        result = run("--jsonl-in", stdin=b'{"id":1,"text":"in Tashkent"}\nnonsense\n{"id":2,"text":"in Moscow"}\n')
        self.assertEqual(result.returncode, 1)
        self.assertIn("line 2", result.stderr.decode())
        self.assertEqual([row["doc"] for row in rows(result)], ["1", "2"])

    def test_a_document_may_have_anything_beside_its_id_and_text(self):
        deep, many = b"[" * 2_000_000, b"0," * 2_000_000
        lines = [b'{"id":1,"x":[' + many + b'0],"y":{"text":5},"text":"in Tashkent"}', b'{"id":' + deep, deep,
                 b'{"id":4,"x":' + deep + b"]" * len(deep) + b',"text":"in Moscow"}', b'[{"id":5,"text":"in Moscow"}]',
                 b'{"text":"in Moscow","id":6.50}', b'{"id":["7"],"text":"in Moscow"}', b"x" * 30_000_000, b'{"id":"9","text":"in Paris"}']
        result = run("--jsonl-in", stdin=b"\n".join(lines))
        self.assertEqual(result.returncode, 1)
        # A list is no id: the line's number stands for it.
        self.assertEqual([row["doc"] for row in rows(result)], ["1", "6.50", "7", "9"])
        complaints = result.stderr.decode().splitlines()
        self.assertEqual(len(complaints), 5)  # the fourth is deeper than any document
        self.assertIn("line 8: the line is longer than", complaints[-1])

    def test_a_file_of_noise_too_large_to_be_decoded_streams(self):
        noise = self.file("noise.bin", random.Random(2).randbytes(1_000_000) * 68 + b"\n\nThey met in Tashkent.\n")
        result = run(noise, "--min-confidence", "0.5")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(rows(result)[-1]["name"], "Tashkent")

    def test_files_that_cannot_be_read(self):
        result = run(self.folder / "none.txt", self.file("news.txt"), self.folder)
        self.assertEqual(result.returncode, 1)
        self.assertIn("none.txt: there is no such file; check the name", result.stderr.decode())
        self.assertTrue(rows(result))

    def test_wrong_usage(self):
        path = self.file("news.txt")
        for arguments in ([], [path, "--format", "xml"], [path, "--min-confidence", "2"], [path, "--jobs", "-1"],
                          [path, "--jsonl-in"], [path, "--format", "csv", "--explain"]):
            self.assertEqual(run(*arguments).returncode, 2, arguments)

    def test_a_long_text_and_a_long_word_stream_in_bounded_memory(self):
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
        words = self.file("word.txt", b"A" * 100_000_000)
        result = run(words, preexec_fn=limited)
        self.assertEqual((result.returncode, result.stdout), (0, b""), result.stderr)
        text = TEXT * 30_000
        result = run(self.file("long.txt", text), "--min-confidence", "0.5", preexec_fn=limited)
        self.assertEqual(result.returncode, 0, result.stderr)
        last = rows(result)[-1]
        self.assertEqual(text[last["start"]:last["end"]], last["text"])
        self.assertGreater(last["start"], len(text) - 200)

    def test_the_users_own_gazetteer(self):
        layer = self.folder / "own.geojson"
        layer.write_text(json.dumps({"type": "FeatureCollection", "features": [{
            "type": "Feature", "geometry": {"type": "Point", "coordinates": [10, 20]},
            "properties": {"name": "Aldermoor", "alt_name": "Old Moor;Eldermoor", "country_code": "GB"}}]}))
        path = self.file("own.txt", "They met in Aldermoor, then in Eldermoor.")
        self.assertEqual(rows(run(path)), [])
        found = rows(run(path, "--gazetteer", layer))
        self.assertEqual([(r["text"], r["name"], r["lat"], r["country"]) for r in found],
                         [("Aldermoor", "Aldermoor", 20, "GB"), ("Eldermoor", "Aldermoor", 20, "GB")])
        table = self.folder / "own.tsv"
        table.write_text("\t".join(["5", "Aldermoor", "Aldermoor", "", "1.5", "2.5", "P", "PPL", "GB", "", "", "", "", "", "900",
                                    "", "", "", ""]) + "\n")
        self.assertEqual(rows(run(path, "--gazetteer", table))[0]["geonameid"], 5)
        self.assertEqual(run(path, "--gazetteer", self.folder / "none.gpkg").returncode, 1)

    def state_of(self, article, data):
        replay = self.folder / "replay"
        replay.write_text("resize 1280 720\nwait idle\nprint state\n")
        result = subprocess.run([PROGRAM, str(article), "--no-builtin-stories", "--offscreen", "--replay", str(replay)],
                                capture_output=True, timeout=300, env={**os.environ, "XDG_DATA_HOME": str(data)})
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def test_an_article_without_a_story_gets_suggested_pins(self):
        state = self.state_of(self.file("news.txt", "The tour\n\nThe minister arrived in Tashkent. He will visit Kyrgyzstan.\n"),
                              self.folder)
        self.assertEqual([s["place"] for s in state["suggestions"]], ["Tashkent", "Bishkek"])
        self.assertEqual(state["events"], 2)

    def test_the_article_of_the_built_in_pins_without_them(self):
        article = ROOT.parent / "shared/article/000_5d4917e3ac0aba43.txt"
        if not article.exists():
            self.skipTest(f"{article} is not there")
        places = [s["place"] for s in self.state_of(article, self.folder)["suggestions"]]
        for place in ("Astana", "Moscow", "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Tashkent", "Washington",
                      "China", "Russia", "Ukraine", "United States", "Afghanistan", "Armenia"):
            self.assertIn(place, places)
        self.assertLessEqual(len(places), 18, places)

    def test_a_damaged_gazetteer_gives_a_message(self):
        data = self.folder / "data"
        (data / "geodata").mkdir(parents=True)
        (data / "geodata/gazetteer.bin").write_bytes(b"x" * 5000)
        environment = {**os.environ, "DATELINE_DATA": str(data)}
        result = subprocess.run([PROGRAM, "places", str(self.file("news.txt"))], capture_output=True, env=environment)
        self.assertEqual(result.returncode, 1)
        self.assertIn("gazetteer.bin", result.stderr.decode())

    def test_with_a_damaged_gazetteer_an_article_still_opens(self):
        data = self.folder / "data"
        shutil.copytree(ROOT / "geodata", data / "geodata", ignore=shutil.ignore_patterns("names", "source"))
        for folder in ("assets", "shaders"):
            (data / folder).symlink_to(ROOT / folder)
        book = bytearray((data / "geodata/gazetteer.bin").read_bytes())
        for damage in (book[:len(book) // 2], b"", bytes(64) + book[64:]):
            (data / "geodata/gazetteer.bin").write_bytes(damage)
            replay = self.folder / "replay"
            replay.write_text("resize 1280 720\nwait idle\nprint state\n")
            result = subprocess.run([PROGRAM, str(self.file("news.txt")), "--no-builtin-stories", "--offscreen", "--replay", str(replay)],
                                    capture_output=True, timeout=300, env={**os.environ, "DATELINE_DATA": str(data)})
            self.assertEqual(result.returncode, 0, result.stderr)
            state = json.loads(result.stdout)
            self.assertEqual(state["suggestions"], [])
            self.assertTrue(any("gazetteer.bin" in problem for problem in state["problems"]), state["problems"])


if __name__ == "__main__":
    unittest.main()
