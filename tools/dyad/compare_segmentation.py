#!/usr/bin/env python3
"""Scores segment_values and ruptures on the Turing Change Point Dataset, in one run, with no tuning of either.

usage: compare_segmentation.py TCPD_FOLDER SEGMENT_VALUES        (needs `pip install ruptures`)

F1 (margin 5, the first index a trivial change point) and covering, averaged over the annotators, as van den Burg and
Williams 2020 define them; series of several dimensions are left out.
"""
import json, os, subprocess, sys

import numpy as np
import ruptures


def f1(annotations, found, margin=5):
    found = sorted({0, *found})
    hits = lambda truth: len(true_positives(truth, found, margin))
    union = sorted({0, *(x for t in annotations.values() for x in t)})
    precision = hits(union) / len(found)
    recall = np.mean([hits(sorted({0, *t})) / len({0, *t}) for t in annotations.values()])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def true_positives(truth, found, margin):
    left, hit = set(found), set()
    for x in truth:
        near = sorted((abs(x - y), y) for y in left if abs(x - y) <= margin)
        if near:
            left.discard(near[0][1])
            hit.add(x)
    return hit


def covering(annotations, found, n):
    def segments(points):
        cuts = [0, *sorted(p for p in set(points) if 0 < p < n), n]
        return [set(range(a, b)) for a, b in zip(cuts, cuts[1:])]
    got = segments(found)
    score = lambda truth: sum(len(r) * max(len(r & s) / len(r | s) for s in got) for r in segments(truth)) / n
    return np.mean([score(t) for t in annotations.values()])


def main(folder, program):
    annotations = json.load(open(os.path.join(folder, "annotations.json")))
    methods = {
        "servanda": lambda v: [int(x) for x in subprocess.run([program], input="\n".join(map(repr, v)), capture_output=True, text=True).stdout.split()],
        "ruptures PELT rbf": lambda v: ruptures.Pelt(model="rbf").fit(np.array(v)).predict(pen=np.log(len(v)))[:-1],
        "ruptures PELT l2": lambda v: ruptures.Pelt(model="l2").fit(np.array(v)).predict(pen=2 * np.log(len(v)))[:-1],
        "no change": lambda v: [],
    }
    scores = {m: [] for m in methods}
    for name in sorted(os.listdir(os.path.join(folder, "datasets"))):
        data = json.load(open(os.path.join(folder, "datasets", name)))
        if data["n_dim"] != 1 or data["name"] not in annotations:
            continue
        raw = [x for x in data["series"][0]["raw"] if x is not None]
        z = (np.array(raw, float) - np.mean(raw)) / (np.std(raw) or 1)
        for method, run in methods.items():
            found = run([float(x) for x in z])
            scores[method].append((f1(annotations[data["name"]], found), covering(annotations[data["name"]], found, len(z))))
    for method, rows in scores.items():
        print(f"{method:20s} F1 {np.mean([r[0] for r in rows]):.3f}  covering {np.mean([r[1] for r in rows]):.3f}  ({len(rows)} series)")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
