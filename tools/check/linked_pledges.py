#!/usr/bin/env python3
"""Scores pledges that are linked across documents.

usage: linked_pledges.py [--list]      (SERVANDA names the program; default build/dev/servanda)

Gold: ../shared/gold/pledges_dev.csv; documents: ../shared/data/retellings. For each pledge of the gold, the system's pledge
between the same two states whose wording or sum shares most of what singles the pledge out. Prints the share that is found, whose
status as of August 2026 is right, and of the dated steps of the timeline. A step counts as found if the pledge has a step of
a kindred stage at a date that the two precisions allow (a month's grace where the gold has a day); of a step that was denied
or retracted, the claim must say so. Measured twice: with the text, date and outlet of each document alone, and with the two
states under which it is filed (its field "dyad"), since many of the texts leave them unnamed. Exits 77 without ../shared.
"""
import csv, datetime, json, os, re, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
PROGRAM = os.environ.get("SERVANDA", os.path.join(ROOT, "build", "dev", "servanda"))

# Statuses of the gold and the outcomes that say the same.
STATUS = {
    "fulfilled": {"fulfilled", "fulfilled_late"}, "partly_fulfilled": {"partly"}, "in_progress": {"in_progress"},
    "unverified": {"unverified"}, "stalled": {"stalled", "no_evidence"}, "pipeline": {"open", "waiting"},
    "initialled": {"open", "waiting"}, "open": {"open", "waiting"},
}
# Words of a step, and the stages that are kindred.
KINDRED = [
    (r"suspend|lawsuit", {"suspended", "delayed", "cancelled"}), (r"ban_lifted|revived|resum", {"resumed", "signed", "agreed"}),
    (r"delay", {"delayed"}), (r"ratif", {"ratified"}), (r"in_force", {"in_force"}),
    (r"first_delivery|more_than_half|advance", {"partly_delivered", "started", "delivered"}),
    (r"launched|operational|deliver|about_2Mt", {"delivered", "started", "partly_delivered"}),
    (r"cornerstone|started|earthworks", {"started"}), (r"arrival|en_route", {"delivered", "started", "partly_delivered", "announced"}),
    (r"contract|signed|initialled|agreed|mou|deal", {"signed", "agreed", "announced", "ratified"}),
    (r"promised|announced|target|expected|planned|published|on_schedule|remaining", {"announced", "proposed", "negotiating", "agreed", "started", "signed"}),
    (r"unfulfilled|reviewed", {"suspended", "delayed", "cancelled", "none", "signed"}),
    (r"reported|claimed", {"announced", "signed", "agreed", "delivered", "started"}),
]
COMMON = {"and", "the", "for", "with", "link", "launch", "full", "trade", "agreement", "systems", "stage", "development", "units"}


def words(text):
    """Content words; names joined by a hyphen are two ("Gazprom-NIOC"), a designation ("S-300") is one."""
    text = re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", " ", text or "")
    return {w.lower().rstrip("s") for w in re.findall(r"[A-Za-z0-9][A-Za-z0-9-]+", text) if not w.isdigit()} - COMMON


def amounts(text):
    """The numbers of "2x1050 MWe; ~10bn USD" that have a unit of size: {1e10}."""
    size = {"bn": 1e9, "m": 1e6, "Mt": 1e6, "million": 1e6, "billion": 1e9}
    return {float(n) * size[unit] for n, unit in re.findall(r"(\d+(?:\.\d+)?) ?(bn|Mt|m|million|billion)\b", text or "")}


def span(date):
    """First and last day that a date may mean."""
    date = re.sub(r"[?~%]", "", (date or "").removeprefix("../"))  # "by that day" is news of that day
    match = re.match(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", date)
    if not match:
        return None
    y, m, d = match.groups()
    if m and int(m) > 12:
        first = {21: 3, 22: 6, 23: 9, 24: 12}[int(m)]
        return datetime.date(int(y), first, 1), datetime.date(int(y), min(first + 2, 12), 28)
    if d:
        return (datetime.date(int(y), int(m), int(d)),) * 2
    if m:
        return datetime.date(int(y), int(m), 1), datetime.date(int(y), int(m), 28)
    return datetime.date(int(y), 1, 1), datetime.date(int(y), 12, 31)


def near(gold, system, grace=31):
    a, b = span(gold), span(system)
    if not a or not b:
        return False
    days = datetime.timedelta(days=grace)
    return a[0] - days <= b[1] and b[0] <= a[1] + days


def kindred(step, event):
    """True if an event of the system is what a step of the gold says."""
    if re.search(r"denied|retracted", step) and event["claim"] in ("denied", "retracted", "disputed"):
        return True
    return next(((event["stage"] or "none") in stages for pattern, stages in KINDRED if re.search(pattern, step)), False)


def servanda(*arguments):
    result = subprocess.run([PROGRAM, "--quiet", *arguments], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(result.stderr)
    return result.stdout


def measure(gold, fields, listing):
    """Adds the documents with these fields to a ledger, asks for the pledges of each dyad, prints the figures."""
    found = status_right = steps_found = steps = 0
    with tempfile.TemporaryDirectory() as work:
        corpus, ledger = os.path.join(work, "d.jsonl"), os.path.join(work, "l.servanda")
        with open(corpus, "w") as out:
            for line in open(os.path.join(SHARED, "data/retellings/articles_own_words.jsonl"), encoding="utf-8"):
                r = json.loads(line)
                r["source"] = r["outlet"]
                out.write(json.dumps({k: r[k] for k in fields if r[k]}) + "\n")
        servanda("init", ledger)
        servanda("add", ledger, corpus)
        for g in gold:
            a, b = g["dyad"].split("-")
            system = [json.loads(line) for line in servanda("pledges", ledger, a, b, "--as-of", "2026-08-31", "--json").splitlines()]
            wanted = words(g["what"])
            sums = amounts(g["amount"])
            timeline = [t.split(" ", 1) for t in g["timeline"].split("|")]
            steps += len(timeline)

            def score(p):
                told = words(p["what"]) | set().union(*[words(e["quote"]) for h in p["history"] for e in h["evidence"]] or [set()])
                shared = len(wanted & words(p["what"])) + 0.5 * len(wanted & told)
                shared += any(p["amount"] and p["amount"]["value"] and abs(s / p["amount"]["value"] - 1) < 0.05 for s in sums)
                dated = sum(any(near(d, h["date"]) for h in p["history"]) for d, _ in timeline)
                return (shared + 0.3 * dated, len(p["history"])) if shared else (0, 0)

            best = max(system, key=score, default=None)
            if best is None or score(best)[0] < 1:
                if listing:
                    print(f"MISSED {g['id']} {g['what']}")
                continue
            found += 1
            good = best["outcome"] in STATUS[g["status_2026_08"]]
            status_right += good
            got = [s for d, s in timeline if any(near(d, h["date"]) and kindred(s, h) for h in best["history"])]
            steps_found += len(got)
            if listing:
                print(f"{g['id']} {g['what']}: {best['what']!r} [{best['id']}] {best['outcome']} {'=' if good else '!='} {g['status_2026_08']}; steps {len(got)} of {len(timeline)}")
                for h in best["history"]:
                    print("      ", h["date"], h["stage"], h["claim"], "" if h["counts"] else "(does not count)", [e["document"] for e in h["evidence"]])
                print("      missed:", [f"{d} {s}" for d, s in timeline if s not in got])
    n = len(gold)
    print(f"{'filed by dyad' if 'dyad' in fields else 'text alone'}: pledges found {found / n:.3f} ({found} of {n}); status as of 2026-08 right "
          f"{status_right / n:.3f} ({status_right} of {n}); timeline steps found {steps_found / steps:.3f} ({steps_found} of {steps})")


def main(listing):
    gold_path = os.path.join(SHARED, "gold/pledges_dev.csv")
    if not os.path.exists(gold_path):
        print("../shared is not there: skipped")
        return 77
    gold = list(csv.DictReader(open(gold_path)))
    for fields in (["id", "text", "date", "source"], ["id", "text", "date", "source", "dyad"]):
        measure(gold, fields, listing)
    return 0


if __name__ == "__main__":
    sys.exit(main("--list" in sys.argv[1:]))
