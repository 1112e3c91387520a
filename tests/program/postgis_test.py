"""Layers of a real PostgreSQL with PostGIS: as a file draws them, while the server comes and goes, and what is refused."""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from command_line_test import ROOT, run
from told_replay import ToldReplay, difference

COUNTRIES = ROOT / "geodata" / "countries_10m.fgb"
VIEW = ("--size", "500x360", "--no-labels", "--no-relief", "--no-basemap", "--no-cache")
BOX = ("--projection", "mercator", "--bbox", "40,30,80,55")
PASSWORD = "s3cret-Ω 'x\\"


def programs():
    """The folder of PostgreSQL's programs; None where it is not installed."""
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if not found or not list(pathlib.Path("/usr/share/postgresql").glob(f"{found[-1].parts[-3]}/extension/postgis.control")):
        return None
    return found[-1].parent


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A server of its own in a folder of its own; PostgreSQL does not run as root."""

    def __init__(self, bin_folder):
        self.bin, self.port = bin_folder, free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dateline-postgis-"))
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        password = self.folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        self.call("initdb", "-D", self.folder / "data", "-U", "desk", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", "--pwfile", password, "--no-sync")
        self.process = None
        self.start()

    def call(self, name, *words):
        subprocess.run([*self.user, str(self.bin / name), *map(str, words)], check=True, capture_output=True, cwd=self.folder, timeout=120)

    def start(self):
        self.call("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off", "start")

    def ensure(self):
        if subprocess.run([str(self.bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode != 0:
            self.start()

    def kill(self):
        self.call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def end(self):
        try:
            self.kill()
        except subprocess.CalledProcessError:
            pass  # a test left it stopped
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, text, database="maps"):
        environment = {**os.environ, "PGPASSWORD": PASSWORD}
        return subprocess.run([str(self.bin / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "desk", "-v", "ON_ERROR_STOP=1", "-Atq", database],
                              input=text, text=True, env=environment, check=True, capture_output=True, timeout=120).stdout

    def address(self, table="public.countries", user="desk", database="maps", port=None, more=""):
        return f"postgresql://{user}@127.0.0.1:{port or self.port}/{database}?table={table}{more}"


def geojson_of(path, folder):
    """The layer through GDAL's own tool, as the table is filled from it."""
    out = folder / "countries.geojson"
    subprocess.run(["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", str(out), str(path)], check=True, capture_output=True, timeout=120)
    return out


def setUpModule():
    global server, layer
    found = programs()
    if found is None:
        print("SKIPPED: PostgreSQL with PostGIS is not installed: ./dev test installs postgresql-15-postgis-3", file=sys.stderr)
        sys.exit(77)
    server = Server(found)
    unittest.addModuleCleanup(server.end)
    layer = geojson_of(COUNTRIES, server.folder)
    server.sql("CREATE DATABASE maps; CREATE DATABASE bare;", "postgres")
    rows = "".join(f"INSERT INTO countries (name, geom) VALUES ('c{n}', ST_SetSRID(ST_GeomFromGeoJSON($j${json.dumps(f['geometry'])}$j$), 4326));\n"
                   for n, f in enumerate(json.loads(layer.read_text())["features"]))
    server.sql("CREATE EXTENSION postgis; CREATE TABLE countries (id serial PRIMARY KEY, name text, geom geometry(Geometry, 4326));\n" + rows +
               "CREATE INDEX ON countries USING gist (geom); ANALYZE countries;"
               "CREATE TABLE mercator AS SELECT ST_Transform(geom, 3857) AS geom FROM countries WHERE ST_YMin(geom) > -80;"
               "CREATE TABLE numbers (n int); CREATE TABLE elsewhere (geom geometry(Geometry, 4326)); INSERT INTO elsewhere VALUES (ST_GeomFromText('POINT(0 0)', 4326)); CREATE USER guest PASSWORD 'guest';"
               'CREATE TABLE "a"";drop table countries;--" AS SELECT geom FROM countries;')


class Postgis(unittest.TestCase):
    def export(self, address, *more, env=None):
        result = run("export", "--layer", address, "-o", "-", *VIEW, *(more or BOX), env={"PGPASSWORD": PASSWORD, **(env or {})})
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        return result.stdout

    def refused(self, address, *says, code=1, within=20, env=None):
        began = time.monotonic()
        result = run("export", "--layer", address, "-o", "-", *VIEW, *BOX, env={"PGPASSWORD": PASSWORD, **(env or {})})
        text = result.stderr.decode()
        self.assertEqual(result.returncode, code, text)
        self.assertLess(time.monotonic() - began, within)
        self.assertEqual(result.stdout, b"")
        self.assertNotIn(PASSWORD, text)
        for words in says:
            self.assertIn(words, text)
        return text


class Export(Postgis):
    def test_draws_what_the_file_draws(self):
        for view in (BOX, ("--projection", "globe", "--center", "178,-10", "--zoom", "3"), ("--projection", "azimuthal", "--center", "10,88", "--zoom", "3"),
                     ("--projection", "mercator", "--center", "0,20", "--zoom", "1")):
            self.assertLess(difference(self.export(server.address(), *view), self.export(layer, *view)), 0.001, view)
        self.assertGreater(difference(self.export(server.address()), self.export(server.address(), "--projection", "mercator", "--bbox", "41,30,81,55")), 0.01)

    def test_draws_a_table_of_another_coordinate_system(self):
        self.assertLess(difference(self.export(server.address("mercator")), self.export(layer)), 0.002)

    def test_only_what_is_seen_is_read(self):
        server.sql("UPDATE pg_database SET datname = datname; SELECT pg_stat_reset();")
        self.export(server.address(), "--projection", "mercator", "--bbox", "68,38,70,39")
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            scans, rows = server.sql("SELECT idx_scan, idx_tup_fetch FROM pg_stat_user_indexes WHERE indexrelname = 'countries_geom_idx'").strip().split("|")
            if int(scans) > 0:
                break
            time.sleep(0.2)
        self.assertGreater(int(scans), 0, "by the spatial index")
        self.assertLess(int(rows), 30)

    def test_what_crosses_the_date_line_or_goes_round_a_pole_is_found(self):
        shapes = ("LINESTRING(140 35,-125 38)", "POLYGON((170 30,-170 30,-170 34,170 34,170 30))", "POLYGON((0 70,90 70,180 70,-90 70,0 70))")
        server.sql("CREATE TABLE round (geom geometry(Geometry, 4326));" + "".join(f"INSERT INTO round VALUES (ST_GeomFromText('{s}', 4326));" for s in shapes))
        for view in (("--projection", "mercator", "--center", "180,35", "--zoom", "6"), ("--projection", "azimuthal", "--center", "45,85", "--zoom", "6")):
            self.assertGreater(difference(self.export(server.address("round"), *view), self.export(server.address("elsewhere"), *view)), 0.02, view)

    def test_memory_is_bounded_by_the_option(self):
        whole = ("--projection", "mercator", "--center", "0,20", "--zoom", "1")
        result = run("export", "--layer", server.address(), "--layer-memory", "4", "-o", "-", *VIEW, *whole, env={"PGPASSWORD": PASSWORD})
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.assertNotIn(b"--layer-memory", result.stderr, "simplified it fits")
        drawn, nothing = self.export(layer, *whole), run("export", "-o", "-", *VIEW, *whole).stdout
        self.assertLess(difference(result.stdout, drawn), 0.15, "the edges are a little different")
        self.assertGreater(difference(nothing, drawn), 0.3)
        server.sql("CREATE TABLE dots AS SELECT ST_SetSRID(ST_MakePoint(40 + n % 400 / 10.0, 30 + n / 400 / 10.0), 4326) AS geom FROM generate_series(0, 99999) n;")
        result = run("export", "--layer", server.address("dots"), "--layer-memory", "1", "-o", "-", *VIEW, *BOX, env={"PGPASSWORD": PASSWORD})
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.assertIn(b"--layer-memory", result.stderr, "points cannot be simplified")

    def test_classes_are_those_of_the_whole_table(self):
        server.sql("CREATE TABLE rates AS SELECT 10 * n AS rate, ST_SetSRID(ST_MakeEnvelope(40 + n, 35, 40.8 + n, 45), 4326) AS geom FROM generate_series(0, 39) n;")
        subprocess.run(["ogr2ogr", "-f", "GeoJSON", str(server.folder / "rates.geojson"), f"PG:host=127.0.0.1 port={server.port} dbname=maps user=desk", "rates"],
                       check=True, capture_output=True, timeout=60, env={**os.environ, "PGPASSWORD": PASSWORD})
        near = ("--projection", "mercator", "--bbox", "50,38,55,42", "--colour-by", "rate:equal:5")
        self.assertLess(difference(self.export(server.address("rates"), *near), self.export(server.folder / "rates.geojson", *near)), 0.002)
        result = run("export", "--layer", server.address("rates"), "--colour-by", "speed", "-o", "-", *VIEW, *BOX, env={"PGPASSWORD": PASSWORD})
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"it has rate", result.stderr)

    def test_values_of_features_without_a_shape_are_no_classes(self):
        server.sql("CREATE TABLE shaped AS SELECT CASE WHEN n < 4 THEN 'k' || n ELSE 'none' END AS kind, CASE WHEN n < 4 THEN ST_SetSRID(ST_MakeEnvelope(40 + 2 * n, 35, 41 + 2 * n, 45), 4326)"
                   " WHEN n = 4 THEN ST_GeomFromText('POLYGON EMPTY', 4326) END AS geom FROM generate_series(0, 5) n;"
                   "CREATE SCHEMA whole; CREATE TABLE whole.shaped AS SELECT * FROM shaped WHERE kind <> 'none';")
        by = ("--projection", "mercator", "--bbox", "40,36,48,42", "--colour-by", "kind")
        self.assertEqual(self.export(server.address("public.shaped"), *by), self.export(server.address("whole.shaped"), *by))

    def test_what_is_in_another_system_or_beside_the_world_is_counted(self):
        server.sql("CREATE TABLE mixed (geom geometry); INSERT INTO mixed SELECT ST_SetSRID(ST_MakePoint(50 + n, 45), 4326) FROM generate_series(0, 9) n;"
                   "INSERT INTO mixed SELECT ST_SetSRID(ST_MakePoint(7e6 + n, 5e6), 3857) FROM generate_series(0, 2) n; INSERT INTO mixed VALUES (ST_MakePoint(60, 40)), (NULL);"
                   "CREATE TABLE degrees AS SELECT geom FROM mixed WHERE ST_SRID(geom) = 4326;"
                   "CREATE TABLE odd (geom geometry(Point, 4326)); INSERT INTO odd VALUES (ST_SetSRID(ST_MakePoint(60, 95), 4326)),"
                   " (ST_SetSRID(ST_MakePoint('Infinity', 40), 4326)), (ST_SetSRID(ST_MakePoint(60, 40), 4326));")
        result = run("export", "--layer", server.address("mixed"), "-o", "-", *VIEW, *BOX, env={"PGPASSWORD": PASSWORD})
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.assertIn("other coordinate systems (SRID 3857, no SRID) than most of the table (SRID 4326) are left out (4).", result.stderr.decode())
        self.assertEqual(difference(result.stdout, self.export(server.address("degrees"))), 0)
        result = run("export", "--layer", server.address("odd"), "-o", "-", *VIEW, *BOX, env={"PGPASSWORD": PASSWORD})
        self.assertIn("outside the world", result.stderr.decode())
        self.assertNotIn("outside the world", run("export", "--layer", server.address(), "-o", "-", *VIEW, *BOX, env={"PGPASSWORD": PASSWORD}).stderr.decode())

    def test_the_password_may_stand_in_the_address(self):
        from urllib.parse import quote
        self.export(server.address(user="desk:" + quote(PASSWORD, safe="")), env={"PGPASSWORD": "wrong"})


class Refused(Postgis):
    def test_wrong_password(self):
        self.refused(server.address(user="desk:not-this"), "does not accept the user and the password")
        self.assertNotIn("not-this", self.refused(server.address(user="desk:not-this"), "~/.pgpass"))

    def test_missing_table_and_data_base(self):
        self.refused(server.address("public.nowhere"), "no table \"public\".\"nowhere\"", "public.countries")
        self.refused(server.address(database="nowhere"), "nowhere", "does not exist")

    def test_no_postgis_and_no_geometry(self):
        server.sql("CREATE TABLE IF NOT EXISTS plain (n int);", "bare")
        self.refused(server.address("plain", database="bare"), "CREATE EXTENSION")
        self.refused(server.address("numbers"), "no column of geometry")
        self.refused(server.address(more="&geometry=shape"), "no column \"shape\"", "it has geom")

    def test_metres_without_a_coordinate_system(self):
        server.sql("CREATE TABLE metres AS SELECT ST_MakePoint(7e6 + n, 5e6) AS geom FROM generate_series(0, 9) n;")
        self.refused(server.address("metres"), "names no coordinate system and its coordinates are not degrees")

    def test_forbidden(self):
        self.refused(server.address(user="guest:guest"), "GRANT SELECT")

    def test_no_server(self):
        self.refused(server.address(port=free_port()), "does not answer")

    def test_a_server_that_says_nothing(self):
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            self.refused(server.address(port=silent.getsockname()[1]), "does not answer", within=30)

    def test_names_cannot_be_statements(self):
        before = server.sql("SELECT count(*) FROM countries")
        self.assertLess(difference(self.export(server.address("a\";drop table countries;--")), self.export(layer)), 0.0005)
        self.refused(server.address("x';drop table countries;--"), "no table")
        self.assertEqual(server.sql("SELECT count(*) FROM countries"), before)

    def test_addresses_that_are_none(self):
        for address in ("postgresql://127.0.0.1/maps", "postgresql://127.0.0.1/?table=x", "postgresql://h:99999/maps?table=x", "postgresql://h/maps?table=a.b.c",
                        "postgresql://h/maps?table=x&options=-c", "postgresql://h/maps?table=%zz", "postgresql://h,i/maps?table=x"):
            self.refused(address, "postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE", code=2)

    def test_no_other_connection_string(self):
        for address in (f"PG:host=127.0.0.1 port={server.port} dbname=maps", f"postgres://desk@127.0.0.1:{server.port}/maps?table=countries"):
            self.refused(address, "not opened")
        self.refused("postgres://desk@127.0.0.1/maps?table=countries", "begins with postgresql://")

    def test_no_file_opens_one(self):
        script = server.folder / "script"
        script.write_text(f"wait idle\nlayer {server.address()}\nopen {server.address()}\nwait idle\nprint state\n")
        result = run("--offscreen", "--size", "900x600", "--replay", script, env={"PGPASSWORD": PASSWORD})
        state = json.loads(result.stdout)
        self.assertEqual((state["liveLayers"], len(state["problems"])), ([], 2))
        batch = server.folder / "batch"
        batch.write_text(json.dumps({"output": str(server.folder / "b.png"), "layer": server.address()}))
        self.assertNotEqual(run("export", "--batch", batch).returncode, 0)


class Window(ToldReplay, Postgis):
    def begin(self, *arguments):
        super().begin(*arguments, env={"PGPASSWORD": PASSWORD})

    def picture(self, name):
        return super().picture(server.folder / name)

    def test_a_server_that_goes_away_and_comes_back(self):
        self.begin("--layer", server.address())
        self.assertEqual(self.state_when("ready")["problems"], [])
        self.tell("wait idle", *["wheel 300 300 6", "wait idle"] * 3)
        before = self.picture("before.png")
        self.tell("pan-path 60 -200 0")
        server.kill()
        self.addCleanup(server.ensure)
        self.tell("pan-path 4 -500 0")
        lost = self.state_when("lost")
        self.assertIn("trying again", lost["liveLayers"][0]["note"])
        self.assertTrue(any("gone" in toast for toast in lost["toasts"]), lost["toasts"])
        self.assertNotIn(PASSWORD, json.dumps(lost))
        self.tell("pan-path 60 700 0")
        self.assertLess(difference(before, self.picture("away.png")), 0.001, "what was read stays")
        server.start()
        self.state_when("ready", 60)
        self.assertLess(difference(before, self.picture("after.png")), 0.001)
        self.tell("pan-path 60 -3000 0", "wait idle")
        there = self.picture("there.png")
        self.finish()
        self.begin("--layer", str(layer))
        self.tell("wait idle", *["wheel 300 300 6", "wait idle"] * 3, "pan-path 60 -3000 0", "wait idle")
        self.assertLess(difference(there, self.picture("file.png")), 0.01, "as the file draws it")
        self.finish()

    def test_a_slow_table_holds_up_neither_the_window_nor_its_end(self):
        server.sql("CREATE VIEW slow AS SELECT geom FROM countries WHERE pg_sleep(0.3)::text = '';")
        self.begin("--layer", server.address("slow"))
        self.assertEqual(self.state_when("reading")["problems"], [])
        began = time.monotonic()
        self.state("pan-path 20 -100 0")
        self.assertLess(time.monotonic() - began, 5)
        self.finish()
        self.assertLess(time.monotonic() - began, 10)

    def test_no_server_at_the_start_is_told_and_the_rest_is_there(self):
        self.begin("--layer", server.address(port=free_port()))
        state = self.state("wait idle")
        self.assertIn("does not answer", state["problems"][0])
        self.assertEqual(state["layers"], [])
        self.finish()

    def test_the_dialog_takes_an_address(self):
        self.begin()
        self.tell("wait idle", "key Ctrl+K", "type Open layer", "wait idle", "key Enter", "wait idle", "key Ctrl+A", f"type {server.address()}", "key Enter", "wait idle")
        self.assertEqual([layer["state"] for layer in self.state()["liveLayers"]], ["ready"])
        self.finish()


if __name__ == "__main__":
    unittest.main()
