"""Measures the finding of places: python3 tests/bench/places/run.py (./dev bench places).

Accuracy on the development halves of five corpora (../shared/geoparse, with its score.py), the reliability of the
confidences, speed by user time on the texts put together, memory. Where the corpora are absent it says so.
"""
import collections
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("DATELINE", str(ROOT / "build" / "dateline"))
CORPORA = ROOT.parent / "shared" / "geoparse"
NAMES = ("lgl", "trnews", "gwn", "geovirus", "tud")
ENVIRONMENT = {**os.environ, "XDG_DATA_HOME": "/nonexistent"}


def places(folder, *options):
    documents = sorted(folder.glob("docs/*.txt"))
    out = subprocess.run([PROGRAM, "places", *options, *map(str, documents)], capture_output=True, check=True, env=ENVIRONMENT)
    return out.stdout


def accuracy(score):
    print("| corpus | precision | recall | F1, 161 km | scaled | exact span |\n|---|---|---|---|---|---|")
    for name in NAMES:
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
            file.write(places(CORPORA / name))
            file.flush()
            runs, _ = score.evaluate(str(CORPORA / name), file.name, "dev", True)
        total = score.total(runs)
        p, r, f = total["e2e"]
        print(f"| {name} | {p:.3f} | {r:.3f} | {f:.3f} | {total['e2es'][2]:.3f} | {total['exact'][2]:.3f} |")


def reliability(score):
    """Of the pins given each confidence, how many lie within 161 km of an annotation that they overlap."""
    counts = collections.defaultdict(lambda: [0, 0, 0.0])
    for name in NAMES:
        gold = collections.defaultdict(list)
        for line in open(CORPORA / name / "gold.jsonl", encoding="utf-8"):
            entry = json.loads(line)
            gold[entry["doc"]].append(entry)
        for line in places(CORPORA / name, "--min-confidence", "0").decode().splitlines():
            row = json.loads(line)
            over = [g for g in gold[row["doc"]] if min(g["end"], row["end"]) > max(g["start"], row["start"])]
            annotated = [g for g in over if g["kind"] == "gold" and g.get("lat") is not None]
            if score.is_dem(row["text"]) or (over and not annotated):
                continue
            cell = counts[min(9, int(row["confidence"] * 10))]
            cell[0] += 1
            cell[1] += any(score.km(g["lat"], g["lon"], row["lat"], row["lon"]) <= 161 for g in annotated)
            cell[2] += row["confidence"]
    print("\n| confidence | pins | mean confidence | right |\n|---|---|---|---|")
    for tenth in sorted(counts):
        n, right, total = counts[tenth]
        print(f"| {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f} | {n} | {total / n:.2f} | {right / n:.2f} |")


def speed():
    texts = b"\n\n".join(path.read_bytes() for name in NAMES for path in sorted((CORPORA / name).glob("docs/*.txt")))
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        repeats = max(1, 40_000_000 // len(texts))
        for _ in range(repeats):
            file.write(texts + b"\n\n")
        file.flush()
        size = os.path.getsize(file.name)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(os.devnull, "wb") as nowhere:
            subprocess.run([PROGRAM, "places", file.name], stdout=nowhere, check=True, env=ENVIRONMENT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime
    print(f"\nspeed: {size / 1e6:.0f} MB in {seconds:.2f} s of user time on one core, {size / 1e6 / seconds:.1f} MB/s; "
          f"at most {after.ru_maxrss / 1024:.0f} MB of memory")


def waiting():
    """Processor time until a window has its gazetteer and the suggestions of an article."""
    program = os.environ.get("TIME_PLACES", str(ROOT / "build" / "time_places"))
    texts = [str(path) for name in NAMES for path in sorted((CORPORA / name).glob("docs/*.txt"))]
    subprocess.run([program, *texts], check=True, env=ENVIRONMENT)


def main():
    if not CORPORA.exists():
        print(f"bench places: skipped, the corpora are not at {CORPORA}", file=sys.stderr)
        return
    sys.path.insert(0, str(CORPORA))
    import score
    accuracy(score)
    reliability(score)
    speed()
    sys.stdout.flush()
    waiting()


if __name__ == "__main__":
    main()
