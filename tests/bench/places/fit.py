#!/usr/bin/env python3
"""Fits geodata/place_weights.txt on the development halves of the corpora: fit.py CORPORA DUMP_PROGRAM [ROUNDS].

CORPORA holds score.py and a folder a corpus (docs/, docs.jsonl, gold.jsonl); DUMP_PROGRAM is build/dump_evidence. The
model is log-linear: a mention is candidate c with probability exp(s_c) / (1 + sum exp(s)), s the sum of the worth of
its evidence. Worth maximises the likelihood of the right candidates (those within 161 km of the annotation) with an L2
penalty. Evidence from the rest of the text depends on the weights, hence several rounds. Figures by cross-validation
leave out whole outlets. Confidences are calibrated on these and on the fit to everything alike, so that they hold for
both. Streets have no candidates to weigh: they are predicted as the program gives them. Needs numpy and scipy; nothing
of the corpora is written anywhere but numbers.
"""
import collections
import json
import math
import os
import subprocess
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

CORPORA = ("lgl", "trnews", "gwn", "geovirus", "tud")
HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = os.path.join(HERE, "../../../geodata/place_weights.txt")
FOLDS = 5
KNOTS = (0.02, 0.2, 0.5, 0.8, 0.95, 0.999)
RIGHT_KM = 161
PIN_KM = 30
# How often an outlet's own sense of a name of one of the world's cities counts.
HABIT = 3
KNOWN_AFAR = 500_000
PENALTY = 0.6
WORD_PENALTY = 4.0
# What is known of language and rare in the corpora: the penalty draws towards these instead of nought.
EXPECTED = {"a capital that does what governments do": 2.5}
# Too few outlets to say: one from London, Ontario, makes every other London doubtful.
STRONG = {"a first name or surname, but a capital": 8.0}
# What the corpora, half of them local news, must not teach: at least, at most.
LEAST = {"a first name or surname, but a capital": 0.0, "a city of a million or more": 0.0, "the text calls it so": 0.3,
         "a capital, by how many countries the text names": 1.5, "a town, in a dateline": 2.0, "the country that follows it holds it": 2.5}
MOST = {"the text calls it something else": -0.3,
        "a state, province or county, but a city has its name": -0.1,
        "what follows the comma does not hold it": -1.5}
# The corpora are English: these are set.
FIXED = {"another name in another language, by population": 0.8, "two letters of a script without spaces": -1.2,
         "in one of its cases": -0.5, "a town after a German article": -6.0,
         "a namesake lies where most of the text's places do": -2.2, "beside places of another country in a list": -1.5}
STREETS = []
PRIORS = {"in your own gazetteer": 6.0, "corrected by you before": 9.0}
# Counted: of 20 streets that an annotator would have marked 9 were right, where their towns were sure by 0.76.
PRIORS["a street lies in the town named beside it"] = 0.6
HEADING = """# What each piece of evidence is worth, in nats, when dateline weighs whether words of a text name a place and which.
# Fitted by tests/bench/places/fit.py on the development halves of five published corpora; edit it to try others.
# A mention is candidate c rather than no place with log-odds of the sum of the lines that hold for it.
"""


def load(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


class Corpus:
    def __init__(self, root, name):
        self.name, self.folder = name, f"{root}/{name}"
        self.docs = [d for d in load(f"{self.folder}/docs.jsonl") if d.get("split", "dev") == "dev"]
        self.texts = {}
        for doc in self.docs:
            with open(f"{self.folder}/docs/{doc['doc']}.txt", encoding="utf-8", newline="") as file:
                self.texts[doc["doc"]] = file.read()
        self.gold = collections.defaultdict(list)
        for entry in load(f"{self.folder}/gold.jsonl"):
            self.gold[entry["doc"]].append(entry)
        self.group = {d["doc"]: d["group"] for d in self.docs}

    def dump(self, program):
        lines = "\n".join(json.dumps({"id": doc, "text": text}) for doc, text in self.texts.items())
        out = subprocess.run([program], input=lines.encode(), capture_output=True, check=True).stdout.decode()
        return [json.loads(line) for line in out.splitlines()]


def fold(word):
    return word.lower()


class Example:
    """A mention with its candidates, and which of them are right."""

    def __init__(self, corpus, mention, score):
        self.corpus, self.mention = corpus.name, mention
        self.doc = mention["doc"]
        self.group = (corpus.name, corpus.group[self.doc])
        overlapping = [g for g in corpus.gold[self.doc]
                       if min(g["end"], mention["end"]) > max(g["start"], mention["start"])]
        self.demonym = score.is_dem(mention["text"])
        annotated = [g for g in overlapping if g["kind"] == "gold" and g.get("lat") is not None]
        self.skip = bool(overlapping) and not annotated
        if self.demonym and not annotated:
            self.skip = True
        self.positive = bool(annotated)
        far = [min((score.km(g["lat"], g["lon"], c["lat"], c["lon"]) for g in annotated), default=math.inf)
               for c in mention["candidates"]]
        self.right = [distance <= RIGHT_KM for distance in far]
        # Of a city and the province around it, the one that is meant: the fit is to learn from it.
        self.meant = [distance <= min(RIGHT_KM, max(PIN_KM, min(far) + PIN_KM)) for distance in far]
        self.contrary = self.positive and any(
            not right and c["kind"] in TOWNS and c["population"] >= KNOWN_AFAR for right, c in zip(self.right, mention["candidates"]))
        self.street = not mention["candidates"][0]["evidence"]


def features_of(example, vocabulary):
    mention = example.mention
    shared = [(name, value) for name, value in mention["evidence"]
              if not name.startswith(("before: ", "after: "))]
    for side in ("before", "after"):
        key = f"{side}: {fold(mention[side])}"
        if key in vocabulary:
            shared.append((key, 1.0))
    for candidate in mention["candidates"]:
        yield shared + [tuple(e) for e in candidate["evidence"]]


def vocabulary_of(examples, least=12, groups=4):
    seen, where = collections.Counter(), collections.defaultdict(set)
    for example in examples:
        for side in ("before", "after"):
            word = example.mention[side]
            if word.isalpha() and not word[0].isupper():
                key = f"{side}: {fold(word)}"
                seen[key] += 1
                where[key].add(example.group)
    # Words of small classes only: a name beside a name says nothing of other texts.
    return {key for key in seen if seen[key] >= least and len(where[key]) >= groups}


class Data:
    """Rows are candidates; `owner` is the example of each."""

    def __init__(self, examples, vocabulary):
        self.examples = examples
        self.names = {}
        rows, columns, values, owner, right = [], [], [], [], []
        for index, example in enumerate(examples):
            for candidate, features in enumerate(features_of(example, vocabulary)):
                row = len(owner)
                owner.append(index)
                right.append(example.meant[candidate])
                for name, value in features:
                    rows.append(row)
                    columns.append(self.names.setdefault(name, len(self.names)))
                    values.append(value)
        self.owner, self.right = np.array(owner), np.array(right, dtype=bool)
        self.x = csr_matrix((values, (rows, columns)), shape=(len(owner), len(self.names)))
        sizes = collections.Counter(e.corpus for e in examples if e.positive)
        self.weight = np.array([1 / math.sqrt(sizes[e.corpus]) for e in examples])
        # What an outlet means by a name it always means: one from London, Ontario, must not make every London doubtful.
        habits = collections.Counter((e.group, fold(e.mention["text"])) for e in examples if e.contrary)
        self.weight *= [min(1, HABIT / habits[e.group, fold(e.mention["text"])]) if e.contrary else 1 for e in examples]
        self.weight *= len(examples) / self.weight.sum()
        self.skip = np.array([e.skip for e in examples])
        self.positive = np.array([e.positive for e in examples])
        self.any_right = np.zeros(len(examples), dtype=bool)
        np.logical_or.at(self.any_right, self.owner, self.right)
        self.penalty = np.array([WORD_PENALTY if n.startswith(("before: ", "after: ")) else PENALTY for n in self.names])
        for name, penalty in STRONG.items():
            if name in self.names:
                self.penalty[self.names[name]] = penalty
        self.expected = np.array([EXPECTED.get(n, 0.0) for n in self.names])
        self.bounds = [(FIXED.get(n, LEAST.get(n)), FIXED.get(n, MOST.get(n))) for n in self.names]

    def scores(self, theta):
        return self.x @ theta

    def loss(self, theta, use):
        n = len(self.examples)
        s = np.clip(self.scores(theta), -30, 30)
        e = np.exp(s)
        total = 1 + np.bincount(self.owner, e, n)
        good = np.bincount(self.owner, e * self.right, n)
        none = use & ~self.positive & ~self.skip
        placed = use & self.positive & self.any_right & ~self.skip
        lost = use & self.positive & ~self.any_right & ~self.skip
        w = self.weight
        value = (w * none * np.log(total)).sum() + (w * placed * (np.log(total) - np.log(np.maximum(good, 1e-12)))).sum()
        value += 0.25 * (w * lost * (np.log(total) - np.log(np.maximum(total - 1, 1e-12)))).sum()
        p = e / total[self.owner]
        wo = w[self.owner]
        g = wo * (none | placed)[self.owner] * p
        g -= wo * placed[self.owner] * np.where(self.right, e / np.maximum(good, 1e-12)[self.owner], 0)
        g += 0.25 * wo * lost[self.owner] * (p - e / np.maximum(total - 1, 1e-12)[self.owner])
        gradient = self.x.T @ g + 2 * self.penalty * (theta - self.expected)
        return value + (self.penalty * (theta - self.expected) ** 2).sum(), gradient

    def fit(self, use, start=None):
        start = np.zeros(len(self.names)) if start is None else start
        return minimize(self.loss, start, args=(use,), jac=True, method="L-BFGS-B", bounds=self.bounds, options={"maxiter": 400}).x

    def choose(self, theta):
        """Of each example: candidate chosen and the probability that the mention is it."""
        n = len(self.examples)
        s = np.clip(self.scores(theta), -30, 30)
        e = np.exp(s)
        total = 1 + np.bincount(self.owner, e, n)
        best = np.full(n, -1)
        top = np.zeros(n)
        first = np.searchsorted(self.owner, np.arange(n))
        last = np.append(first[1:], len(self.owner))
        for i in range(n):
            share = e[first[i]:last[i]]
            candidates = self.examples[i].mention["candidates"]
            likely = [k for k in range(len(candidates)) if share[k] > 0.02 * share.max()]
            together = {k: sum(share[j] for j in likely if near(candidates[k], candidates[j])) for k in likely}
            choice = max(likely, key=lambda k: (round(together[k], 4), candidates[k]["kind"] in TOWNS, share[k]))
            best[i], top[i] = choice, together[choice]
        return best, top / total


TOWNS = ("capital", "seat", "town", "quarter")


def near(a, b):
    """One pin: within 30 km."""
    return math.hypot((a["lon"] - b["lon"]) * math.cos(math.radians(a["lat"])), a["lat"] - b["lat"]) * 111.2 < 30


def predict(examples, best, probability, threshold):
    out = collections.defaultdict(list)
    streets = [example for example in STREETS if example.mention["confidence"] >= threshold]
    for example, choice, p in [*zip(examples, best, probability), *((street, 0, 1) for street in streets)]:
        if p < threshold or choice < 0:
            continue
        candidate = example.mention["candidates"][choice]
        out[example.corpus].append({"doc": example.doc, "start": example.mention["start"], "end": example.mention["end"],
                                    "lat": candidate["lat"], "lon": candidate["lon"]})
    return out


def figures(root, score, predictions):
    import tempfile
    result = {}
    for name in CORPORA:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            for p in predictions.get(name, []):
                file.write(json.dumps(p) + "\n")
            file.flush()
            runs, _ = score.evaluate(f"{root}/{name}", file.name, "dev", True)
            t = score.total(runs)
            result[name] = (t["e2e"][2], t["e2es"][2], t["exact"][2], t["e2e"][0], t["e2e"][1])
    return result


def show(label, result):
    mean = np.mean([v[0] for v in result.values()])
    print(f"{label:10s} mean {mean:.3f} | " + " | ".join(
        f"{name} {v[0]:.3f} (P {v[3]:.2f} R {v[4]:.2f}) scaled {v[1]:.3f} exact {v[2]:.3f}" for name, v in result.items()))


def log_odds(p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def calibrate(probability, right):
    """Of each of KNOTS, how many of that probability are right: the likeliest line through these, in log-odds, rising."""
    x, knots = log_odds(probability), log_odds(np.array(KNOTS))

    def line(v):
        return np.cumsum(np.concatenate([v[:1], np.exp(v[1:])]))

    def loss(v):
        z = np.interp(x, knots, line(v))
        return np.logaddexp(0, np.where(right, -z, z)).sum()
    start = np.concatenate([knots[:1], np.log(np.diff(knots))])
    options = {"maxiter": 20000, "maxfev": 20000, "xatol": 1e-3, "fatol": 1e-3}
    return 1 / (1 + np.exp(-line(minimize(loss, start, method="Nelder-Mead", options=options).x)))


def confidence(probability, calibration):
    return 1 / (1 + np.exp(-np.interp(log_odds(probability), log_odds(np.array(KNOTS)), log_odds(calibration))))


def reliability(label, given, right):
    tenth = np.minimum(9, (given * 10).astype(int))
    cells = [f"{t / 10:.1f} {given[tenth == t].mean():.2f} {right[tenth == t].mean():.2f}" for t in range(10) if (tenth == t).any()]
    print(f"{label:10s} confidence and share right: " + " | ".join(cells))


def main():
    root, program = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    sys.path.insert(0, root)
    import score
    corpora = [Corpus(root, name) for name in CORPORA]
    for _ in range(rounds):
        found = [Example(c, m, score) for c in corpora for m in c.dump(program)]
        examples = [example for example in found if not example.street]
        STREETS[:] = [example for example in found if example.street]
        vocabulary = vocabulary_of(examples)
        data = Data(examples, vocabulary)
        everything = np.ones(len(examples), dtype=bool)
        theta = data.fit(everything)
        best, p = data.choose(theta)
        groups = sorted({e.group for e in examples})
        fold_of = {g: i % FOLDS for i, g in enumerate(np.random.RandomState(7).permutation(len(groups)))}
        fold_of = {groups[k]: f for k, f in fold_of.items()}
        part = np.array([fold_of[e.group] for e in examples])
        held_best, held_p = np.full(len(examples), -1), np.zeros(len(examples))
        for f in range(FOLDS):
            b, q = data.choose(data.fit(part != f, theta))
            held_best[part == f], held_p[part == f] = b[part == f], q[part == f]
        # Both are asked for: where the pins are, and the words that name them.
        grid = np.arange(0.2, 0.6, 0.04)
        tried = [figures(root, score, predict(examples, held_best, held_p, t)) for t in grid]
        threshold = grid[int(np.argmax([np.mean([v[0] + v[2] for v in result.values()]) for result in tried]))]
        print(f"{len(examples)} mentions, {len(data.names)} kinds of evidence, threshold {threshold:.2f}")
        show("all", figures(root, score, predict(examples, best, p, threshold)))
        held = figures(root, score, predict(examples, held_best, held_p, threshold))
        show("held out", held)
        use = np.array([not e.demonym for e in examples]) & ~data.skip
        right = np.array([e.positive and b >= 0 and e.right[b] for e, b in zip(examples, best)])[use]
        held_right = np.array([e.positive and b >= 0 and e.right[b] for e, b in zip(examples, held_best)])[use]
        calibration = calibrate(np.concatenate([p[use], held_p[use]]), np.concatenate([right, held_right]))
        reliability("all", confidence(p[use], calibration), right)
        reliability("held out", confidence(held_p[use], calibration), held_right)
        with open(WEIGHTS, "w", encoding="utf-8") as file:
            file.write(HEADING)
            file.writelines(f"calibration: {knot}\t{value:.4f}\n" for knot, value in zip(KNOTS, calibration))
            lines = {name: theta[i] for name, i in data.names.items()}
            lines.update(PRIORS | FIXED)
            for name in sorted(lines):
                if abs(lines[name]) >= 0.005:
                    file.write(f"{name}\t{lines[name]:.3f}\n")
        print(f"calibrated threshold {confidence(np.array([threshold]), calibration)[0]:.3f}")
        for example, b, q in zip(examples, held_best, held_p):
            example.chosen, example.probability = b, q
    if os.environ.get("SHOW_ERRORS"):
        kinds = collections.Counter()
        for e in examples:
            if e.skip:
                continue
            picked = e.probability >= threshold
            if picked and not e.positive:
                kinds[("spurious", e.corpus, e.mention["text"])] += 1
            elif picked and not e.right[e.chosen]:
                kinds[("misplaced", e.corpus, e.mention["text"], e.mention["candidates"][e.chosen]["kind"], any(e.right))] += 1
            elif not picked and e.positive:
                kinds[("missed", e.corpus, e.mention["text"])] += 1
        for key, n in kinds.most_common(int(os.environ["SHOW_ERRORS"])):
            print(n, *key)


if __name__ == "__main__":
    main()
