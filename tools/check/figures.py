#!/usr/bin/env python3
"""Measures the figures on ../shared and fails where one falls below its threshold.

usage: figures.py            (SERVANDA names the program; default build/dev/servanda)

The figures of docs/figures/ and docs/decisions/ on whole gold sets come from here. Where ../shared is absent, says so and exits 77 (skipped).
"""
import json, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
GOLD, EVAL = os.path.join(SHARED, "gold"), os.path.join(SHARED, "eval")
PROGRAM = os.environ.get("SERVANDA", os.path.join(ROOT, "build", "dev", "servanda"))

# The least that a figure may be: what was reached, less a little for harmless change.
THRESHOLDS = {
    "events_dev type f1": 0.71, "events_dev quad f1": 0.76, "events_dev dyad f1": 0.68, "events_dev triple f1": 0.50, "events_dev empty left empty": 0.86,
    "diplomacy_dev triple f1": 0.52, "plover_gsr_dev first event, both countries": 0.60, "retellings_dev type f1": 0.54, "retellings_dev status accuracy": 0.95, "retellings_dev claim accuracy": 0.75,
    "seed events recall": 0.75, "seed events parties": 0.65, "seed events date": 0.65, "seed events status": 0.70,
    "seed pledges recall": 0.90, "seed pledges stage": 0.90, "seed indicators recall": 1.0, "seed findings recall": 0.70,
    "seed forecasts recall": 0.80, "seed motives recall": 0.60, "seed signals recall": 1.0,
}
MOST = {"seed events system": 60}


def servanda(*arguments, out=None, text=None):
    result = subprocess.run([PROGRAM, "--quiet", *arguments], input=text, stdout=open(out, "w") if out else subprocess.PIPE, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"servanda {' '.join(arguments)} exited {result.returncode}")
    return result.stdout


def score(name, *arguments):
    result = subprocess.run([sys.executable, os.path.join(EVAL, name), *arguments], capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr)
    return result.stdout


def events(figures, work, name):
    gold, system = os.path.join(GOLD, name + ".jsonl"), os.path.join(work, name)
    servanda("code", gold, out=system)
    for key, value in json.loads(score("score_events.py", gold, system, "--json")).items():
        figures[f"{name} {key} " + ("f1" if "f1" in value else "accuracy")] = value.get("f1", value.get("accuracy"))
    left = total = 0
    coded = {json.loads(line)["doc"] for line in open(system)}
    for line in open(gold):
        record = json.loads(line)
        if not record["events"]:
            total += 1
            left += record["id"] not in coded
    if total:
        figures[f"{name} empty left empty"] = left / total


def first_event(figures, work):
    gold, system = os.path.join(GOLD, "plover_gsr_dev.jsonl"), os.path.join(work, "plover_gsr_dev")
    servanda("code", gold, out=system)
    first = {}
    for line in open(system):
        event = json.loads(line)
        first.setdefault(event["doc"], event)
    countries = both = total = 0
    codes = lambda side: {(a if isinstance(a, str) else a["code"])[:3] for a in side or []}
    for line in open(gold):
        record = json.loads(line)
        if not record["events"]:
            continue
        want, got = record["events"][0], first.get(record["id"])
        total += 1
        if got and codes(want["actor"]) == codes(got["actor"]) and codes(want["recipient"]) == codes(got["recipient"]):
            countries += 1
            both += want["type"] == got["event"]
    figures["plover_gsr_dev first event, both countries"] = countries / total
    figures["plover_gsr_dev first event, and type"] = both / total


def reading(figures, work, name, gold, document):
    system = os.path.join(work, name + ".json")
    servanda("read", document, "--json", out=system)
    for kind, values in json.loads(score("score_seed.py", gold, system, document, "--json")).items():
        for key, value in values.items():
            figures[f"{name} {kind} {key}"] = value


def pledges(figures, work):
    gold, system = os.path.join(GOLD, "retellings_dev.jsonl"), os.path.join(work, "pledges.jsonl")
    with open(system, "w") as f:
        for line in servanda("read", gold, "--json").splitlines():
            record = json.loads(line)
            f.write(json.dumps({"id": record["document"]["id"], "pledges": record["pledges"]}) + "\n")
    for line in score("score_pledges.py", gold, system).splitlines():
        numbers = re.findall(r"\d\.\d+", line)
        word = line.split()[0]
        figures[f"retellings_dev pledges {word} " + ("f1" if word == "steps" else "accuracy")] = float(numbers[2] if word == "steps" else numbers[0])


def main():
    if not os.path.isdir(GOLD):
        print("../shared is absent: the figures are not measured")
        return 77
    figures = {}
    with tempfile.TemporaryDirectory() as work:
        for name in ("events_dev", "diplomacy_dev", "retellings_dev"):
            events(figures, work, name)
        first_event(figures, work)
        seed = os.path.join(GOLD, "seed")
        document = next(os.path.join(seed, n) for n in sorted(os.listdir(seed)) if n.endswith(".txt"))
        reading(figures, work, "seed", os.path.join(seed, "gold.json"), document)
        for name in ("india-russia", "japan-philippines"):
            base = os.path.join(GOLD, "analyses", name)
            reading(figures, work, name, base + ".json", base + ".txt")
        pledges(figures, work)
    bad = 0
    for key, value in figures.items():
        floor, ceiling = THRESHOLDS.get(key), MOST.get(key)
        low = floor is not None and value < floor - 1e-9 or ceiling is not None and value > ceiling
        bad += low
        limit = f"  (at least {floor})" if floor is not None else f"  (at most {ceiling})" if ceiling is not None else ""
        print(f"{'BELOW ' if low else ''}{key:50s} {value:.3f}{limit}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
