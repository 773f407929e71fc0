#!/usr/bin/env python3
"""Scores readings of annotated passages (data/reading/lessons.txt), as `servanda_train_reader cross` or `rules` writes them.

usage: passages.py LESSONS READINGS [--missed]

A system pledge stands for an annotated one when at least half of the words of the shorter naming are shared, best first, each once.
  found     precision, recall and F1 of pledges; with parties: the same states too
  steps     precision, recall and F1 of (stage) over all pledges, and of (stage, date)
  stage     the last annotated step's stage is the standing (all annotated pledges count); claim: the same of the claim; what has not begun is
            annotated as delayed and read as not started
  without   share of the passages without a pledge that are left without one
"""
import json, re, sys


def passages(path):
    out = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.startswith("@ "):
            out.append({"id": f"passage-{number}", "text": "", "whole": False, "pledges": []})
        elif not line.strip() or line.startswith("#"):
            continue
        elif not out[-1]["text"]:
            out[-1]["text"] = line
            out[-1]["whole"] = " ¶ " in line
        elif line[0] == "=":
            fields = [f.strip() for f in line[1:].split("|")]
            out[-1]["pledges"].append({"what": fields[0], "parties": set(fields[1].split()), "steps": []})
        elif line[0] == "-":
            stage, date, claim = line[1:].split("|")[0].split()
            out[-1]["pledges"][-1]["steps"].append((stage, "" if date == "?" else date, claim))
    return out


def words(text):
    return {w for w in re.findall(r"[\w-]+", text.lower()) if len(w) > 2 and w not in {"the", "and", "for", "with"}}


def matches(gold, system):
    pairs = []
    for i, g in enumerate(gold):
        for j, s in enumerate(system):
            a, b = words(g["what"]), words(s["what"])
            same = len(a & b) / max(1, min(len(a), len(b)))
            if same >= 0.5:
                steps = sum(h["stage"] in [x[0] for x in g["steps"]] for h in s["history"])
                pairs.append((same, len(a & b), steps, -i, -j))
    used_gold, used_system, out = set(), set(), []
    for *_, i, j in sorted(pairs, reverse=True):
        if -i not in used_gold and -j not in used_system:
            used_gold.add(-i), used_system.add(-j), out.append((gold[-i], system[-j]))
    return out


BELIEVED = ("stated", "claimed", "unconfirmed", "admitted", "disputed")


def score(lessons, system, missed):
    n = dict.fromkeys("gold system found parties stage claim steps_gold steps_system steps dated empty kept".split(), 0)
    for passage in lessons:
        if passage["id"] not in system:
            continue
        gold, got = passage["pledges"], system[passage["id"]]
        n["gold"] += len(gold)
        n["system"] += len(got)
        if not gold:
            n["empty"] += 1
            n["kept"] += not got
        n["steps_gold"] += sum(len(g["steps"]) for g in gold)
        n["steps_system"] += sum(len(s["history"]) for s in got)
        pairs = matches(gold, got)
        for g, s in pairs:
            n["found"] += 1
            n["parties"] += g["parties"] == set(s["parties"])
            last = g["steps"][-1]
            standing = s["stage"] or (s["history"][-1]["stage"] if last[2] not in BELIEVED else "")
            n["stage"] += last[0] == standing or (last[0] == "delayed" and s["not_started"])
            n["claim"] += last[2] == s["claim"]
            left = [(h["stage"], h["date"]) for h in s["history"]]
            for stage, date, _ in g["steps"]:
                same = next((x for x in left if x == (stage, date)), None) or next((x for x in left if x[0] == stage), None)
                if same:
                    left.remove(same)
                    n["steps"] += 1
                    n["dated"] += same[1] == date
        if missed:
            for g in gold:
                if not any(g is x for x, _ in pairs):
                    print(passage["id"], "missed", g["what"], g["steps"])
            for s in got:
                if not any(s is x for _, x in pairs):
                    print(passage["id"], "spurious", s["what"], [(h["stage"], h["date"]) for h in s["history"]])
            for g, s in pairs:
                print(passage["id"], "paired", g["what"], "|", s["what"], sorted(g["parties"]), s["parties"], g["steps"], [(h["stage"], h["date"], h["claim"]) for h in s["history"]], s["stage"])

    def f1(hit, system, gold):
        p, r = hit / max(1, system), hit / max(1, gold)
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"

    print(f"found   {f1(n['found'], n['system'], n['gold'])}; with parties {f1(n['parties'], n['system'], n['gold'])}")
    print(f"steps   {f1(n['steps'], n['steps_system'], n['steps_gold'])}; with date {f1(n['dated'], n['steps_system'], n['steps_gold'])}")
    print(f"stage   {n['stage'] / n['gold']:.3f} of all {n['gold']}, {n['stage'] / max(1, n['found']):.3f} of found; claim {n['claim'] / max(1, n['found']):.3f} of found")
    if n["empty"]:
        print(f"without {n['kept'] / max(1, n['empty']):.3f} of {n['empty']} left without")


def main(lessons, readings, missed):
    system = {r["id"]: r["pledges"] for r in map(json.loads, open(readings, encoding="utf-8"))}
    lessons = passages(lessons)
    for title, part in (("passages", [p for p in lessons if not p["whole"]]), ("whole analyses", [p for p in lessons if p["whole"]])):
        if part:
            print(f"{len(part)} {title}")
            score(part, system, missed)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], "--missed" in sys.argv)
