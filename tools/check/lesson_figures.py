#!/usr/bin/env python3
"""Scores the figures, findings, forecasts and motives of annotated passages (data/reading/lessons.txt).

usage: lesson_figures.py [LESSONS...] [--missed KIND] [--false KIND] [--readings FILE] [--read FILE] [--preset base|small]

LESSONS: files or folders of passages, default data/reading/lessons.txt. SERVANDA names the program (default build/dev/servanda). --readings
keeps what the program read (JSON lines); --read scores such a file (of servanda_train_turns, say) instead of running the program. KIND: figures, findings, forecasts, motives.
  figures    value, unit and period all right; "value" beside it: value and unit alone. A count agrees with any counted noun
             ("190 nurses", "190 people"); a rate with its amount ("tonnes/year", "tonnes"). Of those found by value: how many
             have the unit to the letter, and of those that the writers give a period, how many have it; the form has no
             days, so a day agrees with its month
  the others recall: an annotated one that a reading overlaps (motives: with the same state); precision: the same from the other side
"""
import glob, json, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("SERVANDA", os.path.join(ROOT, "build", "dev", "servanda"))
KINDS = {"figures": "indicators", "findings": "findings", "forecasts": "forecasts", "motives": "motives"}
MARKS = {"%": "figures", "!": "findings", "?": "forecasts", "~": "motives"}
MEASURES = {"tonne": "t", "ton": "t", "metric ton": "t", "mt": "t", "megawatt": "MW", "gigawatt": "MW*1e3", "gw": "MW*1e3", "kilowatt": "MW*1e-3",
            "kw": "MW*1e-3", "barrel": "bbl", "cubic metre": "m3", "bcm": "m3*1e9", "kilometre": "km", "metre": "m", "cubic feet": "m3*0.0283168",
            "hectare": "ha", "kilogram": "kg", "litre": "l", "mile": "km*1.609344", "percentage point": "percent", "percentage_point": "percent",
            "container": "TEU", "teu": "TEU", "mwh": "MWh", "gwh": "MWh*1e3", "kwh": "MWh*1e-3", "twh": "MWh*1e6", "square kilometre": "km2"}
PER = {"day": "d", "d": "d"}


def canonical(unit):
    """A unit as (name, factor, whether it is a counted noun)."""
    base, _, _ = unit.partition("/")
    low = base.strip().lower().replace("_", " ")
    single = low[:-1] if low.endswith("s") and not low.endswith("ss") and low not in ("dollars",) else low
    name, _, factor = MEASURES.get(low, MEASURES.get(single, base)).partition("*")
    measure = name in ("t", "MW", "bbl", "m3", "km", "m", "ha", "kg", "l", "TEU", "MWh", "km2", "percent") or re.fullmatch("[A-Z]{3}", name)
    return name, float(factor or 1), not measure


def same_figure(gold, got):
    (unit, factor, counted), (other, scale, noun) = canonical(gold["unit"]), canonical(got["unit"] or "")
    if counted != noun or (not counted and unit != other):
        return False
    value = gold["value"] * factor
    return abs(got["value"] * scale - value) <= 0.006 * abs(value)


def same_period(gold, got):
    """A period that the writers give against one that is read: a day agrees with its month."""
    return gold == got or (len(gold) == 7 and re.fullmatch(r"\d{4}-\d\d-\d\d", got) and got.startswith(gold))


def passages(paths):
    files = [f for p in paths for f in (sorted(glob.glob(os.path.join(p, "*.txt"))) if os.path.isdir(p) else [p])]
    out = []
    for path in files:
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            line = line.rstrip("\n")
            if line.startswith("@ "):
                out.append({"id": f"{os.path.basename(os.path.dirname(path))}/{os.path.basename(path)}:{number}", "date": line.split()[1], "text": "",
                            **{k: [] for k in KINDS}})
            elif not line.strip() or line.startswith("#"):
                continue
            elif not out[-1]["text"]:
                out[-1]["text"] = line.strip().replace(" ¶ ", "\n\n")
            elif line[0] in MARKS:
                fields = [f.strip() for f in line[1:].split("|")]
                item = {"words": fields[-1]}
                if line[0] == "%":
                    value, unit, period = re.fullmatch(r"(-?[\d.]+) (.+) (\S+)", fields[0]).groups()
                    item.update(value=float(value), unit=unit, period="" if period == "?" else period)
                elif line[0] == "~":
                    item["state"] = fields[0]
                begin = out[-1]["text"].find(item["words"])
                item["begin"] = len(out[-1]["text"][:begin].encode())
                item["end"] = item["begin"] + len(item["words"].encode())
                out[-1][MARKS[line[0]]].append(item)
    return out


def read(gold, preset, keep):
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "passages.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for p in gold:
                print(json.dumps({"id": p["id"], "date": p["date"], "text": p["text"]}, ensure_ascii=False), file=out)
        run = subprocess.run([PROGRAM, "--quiet", "read", "--json", "--preset", preset, path], stdout=subprocess.PIPE, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"servanda read exited {run.returncode}")
    if keep:
        open(keep, "w", encoding="utf-8").write(run.stdout)
    return [json.loads(line) for line in run.stdout.splitlines()]


def span(item):
    evidence = item.get("evidence") or {}
    evidence = evidence[0] if isinstance(evidence, list) else evidence
    return evidence.get("begin", 0), evidence.get("end", 0)


def agrees(kind, gold, got):
    if kind == "figures":
        return same_figure(gold, got) and same_period(gold["period"], got.get("period") or "")
    begin, end = span(got)
    states = {a["code"] if isinstance(a, dict) else a for a in got.get("actor") or []}
    return begin < gold["end"] and gold["begin"] < end and (kind != "motives" or states == {gold["state"]})


def main(arguments):
    options, paths = {"--missed": None, "--false": None, "--readings": None, "--read": None, "--preset": "base"}, []
    while arguments:
        a = arguments.pop(0)
        if a in options:
            options[a] = arguments.pop(0)
        elif a.startswith("-"):
            sys.exit(__doc__)
        else:
            paths.append(a)
    gold = passages(paths or [os.path.join(ROOT, "data", "reading", "lessons.txt")])
    if options["--read"]:
        readings = [json.loads(line) for line in open(options["--read"], encoding="utf-8")]
    else:
        readings = read(gold, options["--preset"], options["--readings"])
    if len(readings) != len(gold):
        sys.exit(f"{len(gold)} passages, {len(readings)} readings")
    print(f"{len(gold)} passages")
    for kind, key in KINDS.items():
        if not any(key in reading for reading in readings):
            continue
        wanted = found = loose = got = right = loosely_right = spelled = dated = timed = 0
        for p, reading in zip(gold, readings):
            items, used = reading.get(key) or [], set()
            wanted, got = wanted + len(p[kind]), got + len(items)
            for g in p[kind]:
                hit = next((i for i, s in enumerate(items) if i not in used and agrees(kind, g, s)), None) if kind == "figures" else \
                    next((i for i, s in enumerate(items) if agrees(kind, g, s)), None)
                if kind == "figures" and hit is not None:
                    used.add(hit)
                near = [s for s in items if kind == "figures" and same_figure(g, s)]
                found, loose = found + (hit is not None), loose + bool(near)
                spelled += any(s["unit"] == g["unit"] for s in near)
                if near and g["period"]:
                    dated, timed = dated + 1, timed + (hit is not None)
                if hit is None and options["--missed"] == kind:
                    what = " ".join(str(g[k]) for k in ("value", "unit", "period", "state") if k in g)
                    near = "; ".join(f"{s['value']:g} {s['unit']} {s['period']}" for s in near)
                    print(f"  missed {p['id']}  {what} | {g['words']}" + (f"  [read: {near}]" if near else ""))
            for s in items:
                ok = any(agrees(kind, g, s) for g in p[kind])
                near = kind == "figures" and any(same_figure(g, s) for g in p[kind])
                right, loosely_right = right + ok, loosely_right + near
                if not (ok or near) and options["--false"] == kind:
                    begin, end = span(s)
                    what = f"{s['value']:g} {s['unit']} {s['period']} {s['name']}" if kind == "figures" else " ".join(map(str, s.get("actor") or []))
                    print(f"  false {p['id']}  {what} | {p['text'].encode()[begin:end].decode(errors='replace')}")
        recall, precision = found / max(1, wanted), right / max(1, got)
        both = 2 * recall * precision / max(1e-9, recall + precision)
        line = f"{kind:10s} {wanted:5d} annotated, {got:5d} read: recall {recall:.3f}, precision {precision:.3f}, F1 {both:.3f}"
        if kind == "figures":
            line += f"; value alone: recall {loose / max(1, wanted):.3f}, precision {loosely_right / max(1, got):.3f}"
            line += f"; unit to the letter {spelled / max(1, loose):.3f}, period of {dated} {timed / max(1, dated):.3f}"
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
