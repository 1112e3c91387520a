"""What a large layer costs, read whole and read by the window: python3 tests/bench/windowed.py FILE [--runs N]

FILE is a FlatGeobuf or GeoPackage file of millions of points; the README's is @geo-maps/countries-land-1m of npm, converted with
`ogr2ogr land.fgb map.geo.json`. Measured are exports of the world and of a town (whole processes, in turn), and in the window the time
from the start until something of the layer shows and until all of the view does. Memory is the greatest resident size of the process;
that of a process without the layer is told too.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATELINE = str(ROOT / "build/dateline")
SIZE = "1920x1080"
PLAIN = ["--quiet", "--no-cache", "--no-basemap", "--no-labels", "--no-pins", "--no-route", "--no-relief", "--projection", "mercator", "--size", SIZE]
VIEWS = {"the world": ["--center", "0,20", "--zoom", "2.2"], "a town": ["--bbox", "37.2,55.5,38.0,55.95"]}
WHOLE, WINDOWED = "65536", "64"  # megabytes


def ended(process):
    """Its CPU seconds and greatest resident size in MB, when it has ended well."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {process.args} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def exported(view, layer, memory, folder):
    began = time.monotonic()
    layers = ["--layer", layer, "--layer-memory", memory] if layer else []
    process = subprocess.Popen([DATELINE, "export", *PLAIN, *layers, *view, "-o", str(folder / "o.png")])
    cpu, peak = ended(process)
    return time.monotonic() - began, cpu, peak


def shown(layer, memory):
    """Seconds until something of the layer shows and until all does, and the greatest resident size, in a window of Central Asia."""
    began = time.monotonic()
    process = subprocess.Popen([DATELINE, "--offscreen", "--no-cache", "--size", SIZE, "--projection", "mercator", "--layer", layer, "--layer-memory", memory, "--replay", "-"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def state():
        process.stdin.write("print state\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def showing(found):
        return any(one["vertices"] > 0 for one in found["liveLayers"]) or (found["layers"] and not found["liveLayers"])

    while not showing(state()):
        time.sleep(0.02)
    first = time.monotonic() - began
    process.stdin.write("wait idle\n")
    state()
    last = time.monotonic() - began
    process.stdin.write("quit\n")
    process.stdin.close()
    process.stdout.close()
    return first, last, ended(process)[1]


def medians(measure, runs):
    return [statistics.median(column) for column in zip(*(measure() for _ in range(runs)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(f"Load before it {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; with a load of others only CPU and memory hold.\n")
    print("| what | first picture | whole picture | CPU | greatest memory |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, view in VIEWS.items():
            for how, layer, memory in (("no layer", None, WHOLE), ("read whole", options.file, WHOLE), (f"by the window, {WINDOWED} MB", options.file, WINDOWED)):
                seconds, cpu, peak = medians(lambda: exported(view, layer, memory, folder), options.runs)
                print(f"| export of {what}, {how} | | {seconds:.2f} s | {cpu:.2f} s | {peak:.0f} MB |", flush=True)
    for how, memory in (("read whole", WHOLE), (f"by the window, {WINDOWED} MB", WINDOWED)):
        first, last, peak = medians(lambda: shown(options.file, memory), options.runs)
        print(f"| window of Central Asia, {how} | {first:.2f} s | {last:.2f} s | | {peak:.0f} MB |", flush=True)


main()
