"""Measures Dateline and prints a Markdown table: python3 tests/bench/run.py [--peers] [--large FILE]...

Run it on an otherwise idle machine. Times are medians of whole processes, run alternately after one uncounted run of
each. "CPU" is user and system time of all threads: where it stays and the time grows, the machine was busy with
something else. --large names a vector layer of millions of points, which is opened, opened again and panned. With
--peers (libmapnik-dev, mapnik-utils, python3-qgis) Mapnik and QGIS draw the same layer.
"""
import argparse
import ctypes
import json
import math
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DATELINE = str(ROOT / "build/dateline")
LAYER = str(ROOT / "geodata/countries_10m.fgb")
BOX = ["46", "35", "88", "56"]
SIZE = ["1920", "1080"]
EXPORT = [DATELINE, "export", "--quiet", "--layer", LAYER, "--no-basemap", "--no-labels", "--no-pins", "--no-route",
          "--no-relief", "--bbox", ",".join(BOX), "--size", "x".join(SIZE)]
SECONDS_TO_START = 0.5  # what issue 2 aims at
MEDIAN_MS, SLOWEST_MS = 16.7, 33  # what a frame may take
LABELS_MS = 4  # aimed at, for the names of a frame
RUNS_OF_START, RUNS_OF_EXPORT, RUNS_OF_BATCH, RUNS_OF_LARGE, RUNS_OF_PAN, PAN_STEPS = 7, 7, 3, 3, 3, 60
VIEWS_OF_BATCH = 100
SETTLED_SECONDS, IDLE_SECONDS, LONGEST_SETTLING = 2, 10, 60


def warn(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


# The machine

def renderer():
    """What OpenGL draws with, asked as Dateline asks: EGL without a surface."""
    try:
        egl, gl = ctypes.CDLL("libEGL.so.1"), ctypes.CDLL("libGL.so.1")
        pointer = ctypes.c_void_p
        egl.eglGetPlatformDisplay.restype = egl.eglCreateContext.restype = pointer
        gl.glGetString.restype = ctypes.c_char_p
        surfaceless, opengl, renderer_name = 0x31DD, 0x30A2, 0x1F01
        display = pointer(egl.eglGetPlatformDisplay(surfaceless, None, None))
        egl.eglInitialize(display, None, None)
        egl.eglBindAPI(opengl)
        context = pointer(egl.eglCreateContext(display, None, None, None))
        egl.eglMakeCurrent(display, None, None, context)
        return gl.glGetString(renderer_name).decode()
    except (OSError, AttributeError):
        return "an unknown renderer"


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), "an unknown processor")
    return f"{model}, {os.cpu_count()} cores, {renderer()}"


# Whole processes

def timed(command, environment=None, lines=""):
    """Seconds by the clock and of CPU that the command took; `lines` are its standard input."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile("w+") as given:
        given.write(lines)
        given.flush()
        given.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, stderr=output,
                                   env={**os.environ, **(environment or {})}, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            sys.exit(f"bench: {shlex.join(command)}\nended with {process.returncode}: {output.read().decode()}")
    return seconds, usage.ru_utime + usage.ru_stime


def alternating(commands, runs):
    """{name: (median seconds, median CPU seconds)} of {name: (command, environment[, lines])}."""
    taken = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            result = timed(*command)
            if turn > 0:  # the first one warms the caches
                taken[name].append(result)
    return {name: [statistics.median(column) for column in zip(*results)] for name, results in taken.items()}


def start_rows(folder):
    script = folder / "start.txt"
    script.write_text("wait picture\nquit\n")
    what = "start to the first complete frame, 1440x900"
    command = [DATELINE, "--offscreen", "--size", "1440x900", "--replay", str(script)]
    seconds, cpu = alternating({what: (command, None)}, RUNS_OF_START)[what]
    aim = f"{seconds / SECONDS_TO_START:.1f} of the {SECONDS_TO_START} s aimed at"
    return [(what, f"{seconds:.2f} s", f"{cpu:.2f} s", aim, RUNS_OF_START)]


def batch_boxes():
    """From the whole of Central Asia to the scale of a district, all over it."""
    for i in range(VIEWS_OF_BATCH):
        width = 42 * 2 ** (-(i % 10) / 2)
        west, south = 48 + 38 * (i // 10) / 9 - width / 2, 45 + 8 * math.sin(i) - width / 4
        yield [west, south, west + width, south + width / 2]


def batch_rows(folder, peers):
    """Many pictures in one process: what each takes, the start and the reading of the data shared among them."""
    boxes = list(batch_boxes())
    own = f"export of {len(boxes)} views of countries_10m in one process, each: Dateline"
    lines = "".join(json.dumps({"output": str(folder / f"{i}.png"), "bbox": box}) + "\n" for i, box in enumerate(boxes))
    commands = {own: ([*EXPORT[:EXPORT.index("--bbox")], "--projection", "mercator", "--size", "x".join(SIZE), "--batch", "-"],
                      None, lines)}
    if peers:
        lines = "".join(f"{' '.join(map(str, box))} {folder / f'{i}.png'}\n" for i, box in enumerate(boxes))
        commands["— Mapnik, the data in memory"] = ([*mapnik(folder), LAYER, *SIZE], None, lines)
    medians = alternating(commands, RUNS_OF_BATCH)
    return [(name, f"{seconds / len(boxes) * 1000:.0f} ms", f"{cpu / len(boxes) * 1000:.0f} ms",
             f"{seconds / medians[own][0]:.2f}", RUNS_OF_BATCH) for name, (seconds, cpu) in medians.items()]


def export_rows(folder, peers):
    output = str(folder / "map.png")
    own = "export of countries_10m, 1920x1080: Dateline"
    commands = {own: ([*EXPORT, "-o", output], None)}
    if ogrinfo := shutil.which("ogrinfo"):
        commands["— GDAL only reads it (ogrinfo -geom=NO)"] = ([ogrinfo, "-ro", "-al", "-q", "-geom=NO", LAYER], None)
    else:
        warn("SKIPPED reading with GDAL alone: there is no ogrinfo (gdal-bin)")
    if peers:
        commands["— Mapnik"] = ([*mapnik(folder), LAYER, *BOX, *SIZE, output], None)
        commands["— QGIS"] = (["/usr/bin/python3", str(HERE / "qgis_export.py"), LAYER, *BOX, *SIZE, output],
                              {"QT_QPA_PLATFORM": "offscreen"})
    medians = alternating(commands, RUNS_OF_EXPORT)
    return [(name, f"{seconds:.2f} s", f"{cpu:.2f} s", f"{seconds / medians[own][0]:.2f}", RUNS_OF_EXPORT)
            for name, (seconds, cpu) in medians.items()]


def mapnik(folder):
    """The command that begins mapnik_export, compiled for it."""
    def config(*options):
        return subprocess.run(["mapnik-config", *options], check=True, capture_output=True, text=True).stdout.split()

    program = str(folder / "mapnik_export")
    subprocess.run(["g++", "-O2", str(HERE / "mapnik_export.cpp"), "-o", program,
                    *config("--cflags"), *config("--libs", "--ldflags", "--dep-libs")], check=True)
    return [program, *config("--input-plugins")]


# Panning

def play(folder, script, layers=(), cache=None):
    """The frames of a replay in a window without one."""
    replay, times = folder / "replay.txt", folder / "frames.json"
    replay.write_text(script)
    timed([DATELINE, "--offscreen", "--size", "x".join(SIZE), "--replay", str(replay), "--frame-times", str(times),
           *(word for layer in layers for word in ("--layer", layer))], {"XDG_CACHE_HOME": str(cache or folder / "cache")})
    return json.loads(times.read_text())["frames"]


def frames_of(folder, script, layers=(), before="wait idle\n"):
    """Milliseconds of the frames that drew the map while the script played, without those that wait for the map."""
    frames = play(folder, before + script + "wait idle\nquit\n", layers)
    return [frame["ms"] for frame in frames if frame["line"] > before.count("\n") and frame["drew"] == "map"]


def frame_rows(what, drawn):
    if len(drawn) < 2:
        warn(f"SKIPPED {what}: no frame drew the map")
        return []
    median = statistics.median(drawn)
    p99 = statistics.quantiles(drawn, n=100, method="inclusive")[98]
    return [(f"frame while {what}: median", f"{median:.1f} ms", "", f"{median / MEDIAN_MS:.2f} of {MEDIAN_MS} ms", f"{len(drawn)} frames"),
            ("— 99th percentile", f"{p99:.1f} ms", "", f"{p99 / SLOWEST_MS:.2f} of {SLOWEST_MS} ms", f"{len(drawn)} frames")]


PAN = f"pan-path {PAN_STEPS} 600 200 -600 -200\n"  # there and back
ZOOM = "".join(f"wheel 600 500 {notches}\nwait idle\n" for notches in [2] * 8 + [-2] * 8)


def pan_rows(folder):
    rows = []
    for what, script in (("panning, 1920x1080", PAN), ("zooming, 1920x1080", ZOOM)):
        rows += frame_rows(what, [ms for _ in range(RUNS_OF_PAN) for ms in frames_of(folder, script)])
    return rows


def label_rows():
    """Names alone, without what is drawn: ten thousand in view."""
    measured = json.loads(subprocess.run([str(Path(DATELINE).with_name("time_labels"))], check=True, capture_output=True,
                                         text=True).stdout)
    rows = []
    for what, times in (("panning", measured["pan"]), ("zooming", measured["zoom"])):
        rows += [(f"names of a frame while {what}, {measured['names']} in view: median", f"{times['median_ms']:.2f} ms", "",
                  f"{times['median_ms'] / LABELS_MS:.2f} of {LABELS_MS} ms", f"{times['shown']} shown"),
                 ("— 99th percentile", f"{times['p99_ms']:.2f} ms", "", f"{times['p99_ms'] / LABELS_MS:.2f} of {LABELS_MS} ms", "")]
    return rows


# Large layers

def milliseconds_to_open(folder, layer, cache):
    """From the command to the first picture in which every tile in view is final."""
    frames = play(folder, f"wait idle\nlayer {layer}\nwait picture\nmove 5 5\nquit\n", cache=cache)
    begun = max(frame["at_ms"] for frame in frames if frame["line"] < 2)
    return max(frame["at_ms"] for frame in frames if frame["line"] == 3) - begun


def large_rows(folder, layers):
    """What a layer of millions of points costs: to open, to open again, to move."""
    rows = []
    for layer in layers:
        name = Path(layer).stem
        reads = f"{name}: GDAL only reads it (ogrinfo -geom=NO)"
        read = alternating({reads: (["ogrinfo", "-ro", "-al", "-q", "-geom=NO", layer], None)}, RUNS_OF_LARGE)[reads]
        opened, again = [], []
        for turn in range(RUNS_OF_LARGE):
            cache = folder / f"cache-{name}-{turn}"
            opened.append(milliseconds_to_open(folder, layer, cache) / 1000)
            again.append(milliseconds_to_open(folder, layer, cache) / 1000)
        rows.append((reads, f"{read[0]:.2f} s", f"{read[1]:.2f} s", "", RUNS_OF_LARGE))
        for what, seconds in (("opened in the window", opened), ("opened again", again)):
            taken = statistics.median(seconds)
            rows.append((f"— {what}, to the final picture", f"{taken:.2f} s", "", f"{taken / read[0]:.2f}", RUNS_OF_LARGE))
        rows += frame_rows(f"panning with {name}", frames_of(folder, PAN, [layer], "wait idle\nkey Home\nwait idle\n"))
        rows += frame_rows(f"zooming with {name}", frames_of(folder, ZOOM, [layer], "wait idle\nkey Home\nwait idle\n"))
    return rows


# Idle

def ticks(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def wakeups(pid):
    return sum(int(line.split()[1]) for status in Path(f"/proc/{pid}/task").glob("*/status")
               for line in status.read_text().splitlines() if line.startswith("voluntary_ctxt_switches"))


def idle_rows():
    if not shutil.which("Xvfb"):
        warn("SKIPPED the idle window: there is no Xvfb (xvfb)")
        return []
    end, server_end = os.pipe()
    screen = ["-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", "-displayfd", str(server_end), *screen], pass_fds=[server_end],
                              stderr=subprocess.DEVNULL)
    os.close(server_end)
    window = None
    try:
        with os.fdopen(end) as answer:
            display = ":" + answer.readline().strip()
        environment = {**os.environ, "DISPLAY": display}
        environment.pop("WAYLAND_DISPLAY", None)
        window = subprocess.Popen([DATELINE, "--size", "1440x900"], env=environment, cwd=ROOT, stdin=subprocess.DEVNULL)
        begun = time.monotonic()
        time.sleep(SETTLED_SECONDS)
        before = -1
        while ticks(window.pid) != before and time.monotonic() - begun < LONGEST_SETTLING:
            before = ticks(window.pid)
            time.sleep(SETTLED_SECONDS)
        before = [ticks(window.pid), wakeups(window.pid), ticks(server.pid)]
        time.sleep(IDLE_SECONDS)
        after = [ticks(window.pid), wakeups(window.pid), ticks(server.pid)]
        if window.poll() is not None:
            sys.exit(f"bench: the window ended with {window.returncode}")
        used, woken, served = (late - early for late, early in zip(after, before))
        others = f"{woken} wakeups, {served} ticks of the X server"
        return [(f"idle window, {IDLE_SECONDS} s: CPU ticks", used, "", others, 1)]
    finally:
        for process in (window, server):
            if process is not None:
                process.terminate()
                process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true", help="also measure Mapnik and QGIS")
    parser.add_argument("--large", action="append", default=[], metavar="FILE", help="also measure this layer")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"Measured on {machine()}; load before it {load:.1f}.\n")
    if load > 0.3 * os.cpu_count():
        print("The machine was busy with something else: these times are too long, and only the CPU column holds.\n")
    print("| what | median | CPU | ratio | n |\n|---|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for measure in (lambda: start_rows(folder), lambda: export_rows(folder, options.peers),
                        lambda: batch_rows(folder, options.peers), lambda: pan_rows(folder), label_rows,
                        lambda: large_rows(folder, options.large), idle_rows):
            for row in measure():
                print("| " + " | ".join(map(str, row)) + " |", flush=True)


main()
