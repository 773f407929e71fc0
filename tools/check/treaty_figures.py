#!/usr/bin/env python3
"""Measures the figures of the treaty stage on ../shared and fails where one falls below its floor.

usage: treaty_figures.py [PART...]     PART: eu trade pairs atop structure fields speed (default: all)
       SERVANDA names the program (default build/release/servanda, else build/dev/servanda).

Every figure of docs/figures/treaties.md comes from here. Where ../shared is absent, says so and exits 77 (skipped).
`--wrong` prints the links and provisions that are not as the gold has them.
"""
import csv, gzip, json, os, re, subprocess, sys, tempfile, time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
GOLD, EVAL, DATA = (os.path.join(SHARED, name) for name in ("gold", "eval", os.path.join("data", "treaties")))
BUILDS = [os.path.join(ROOT, "build", kind, "servanda") for kind in ("release", "dev")]
PROGRAM = os.environ.get("SERVANDA") or next((p for p in BUILDS if os.path.exists(p)), BUILDS[1])
WRONG = "--wrong" in sys.argv

# The least that a figure may be: what was reached, less a little for harmless change.
FLOORS = {}
# The most, for counts of mistakes and for seconds.
CEILINGS = {}

csv.field_size_limit(1 << 30)


def servanda(*arguments, out=None):
    with open(out, "w") if out else open(os.devnull, "w") as f:
        result = subprocess.run([PROGRAM, "--quiet", *arguments], stdout=f if out else subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"servanda {' '.join(arguments[:4])} exited {result.returncode}")
    return result.stdout


def write_articles(path, articles):
    """articles: (id, text) in the order of the treaty."""
    with open(path, "w") as f:
        for name, text in articles:
            f.write(json.dumps({"id": name, "text": text}) + "\n")


def links_of(a, b, work, name):
    left, right, out = (os.path.join(work, f"{name}.{part}") for part in ("a", "b", "links"))
    write_articles(left, a)
    write_articles(right, b)
    servanda("treaty", "align", left, right, out=out)
    return out


def share(part, whole):
    return part / whole if whole else 0.0


def place_of(identifier):
    return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in re.split(r"\.", identifier)]


def eu(figures, work):
    """The steps of the European treaties; the leading 'Article N' is taken off both sides."""
    rows = list(csv.DictReader(gzip.open(os.path.join(GOLD, "eu_alignment", "pairs.csv.gz"), "rt")))
    number = re.compile(r"^\s*Article\s+[0-9A-Z]+[a-z]?(\s*\(\*+\))?\s*")
    for old, new in (("1957", "1965"), ("1965", "1986"), ("1986", "1992"), ("1992", "1997")):
        step = [r for r in rows if r["from_version"] == old and r["to_version"] == new]
        left = {r["id_from"]: number.sub("", r["text_from"]) for r in step if r["text_from"]}
        right = {r["id_to"]: number.sub("", r["text_to"]) for r in step if r["text_to"]}
        order = lambda side: [(i, side[i]) for i in sorted(side, key=place_of)]
        started = time.time()
        out = links_of(order(left), order(right), work, f"eu{old}")
        got = {(r["a"], r["b"]) for r in map(json.loads, open(out))}
        want = {(r["id_from"], r["id_to"]): r["change"].split("+")[0] for r in step if r["text_from"] and r["text_to"]}
        name = f"eu {old}-{new}"
        hit = got & set(want)
        figures[f"{name} precision"] = (share(len(hit), len(got)), f"{len(hit)} of {len(got)}")
        figures[f"{name} recall"] = (share(len(hit), len(want)), f"{len(hit)} of {len(want)}")
        for kind, kinds in (("reworded", {"reworded"}), ("all changed", {"reworded", "rewritten"})):
            of = {p for p, k in want.items() if k in kinds}
            figures[f"{name} {kind} recall"] = (share(len(of & got), len(of)), f"{len(of & got)} of {len(of)}")
        figures[f"{name} seconds, start of the program included"] = (time.time() - started, f"{len(left)} by {len(right)}")
        if WRONG:
            for a, b in sorted(got - set(want)):
                print(f"{name} FALSE {a} -> {b}\n   A {left[a][:150]!r}\n   B {right[b][:150]!r}\n   gold a: {[(x, k) for x, k in want.items() if x[0] == a]} gold b: {[(x, k) for x, k in want.items() if x[1] == b]}")
            for a, b in sorted(set(want) - got):
                print(f"{name} MISSED {want[a, b]} {a} -> {b}\n   A {left[a][:150]!r}\n   B {right[b][:150]!r}\n   system a: {[x for x in got if x[0] == a]} system b: {[x for x in got if x[1] == b]}")


def trade_articles():
    treaties = defaultdict(list)
    for line in gzip.open(os.path.join(DATA, "trade_articles.jsonl.gz"), "rt"):
        row = json.loads(line)
        treaties[row["treaty"]].append((str(row["idx"]), row["text"]))
    for articles in treaties.values():
        articles.sort(key=lambda article: int(article[0]))
    return treaties


def cosine_under_half(pair, vectors):
    a, b = vectors[pair[0]], vectors[pair[1]]
    return sum(w * b.get(f, 0) for f, w in a.items()) < 0.5


def trade(figures, work):
    """Links of trade agreements against articles of one hidden heading. A link counts where either side has a gold partner."""
    import math
    treaties = trade_articles()
    gold = defaultdict(set)
    for r in csv.DictReader(open(os.path.join(GOLD, "trade_pairs_dev.csv"))):
        gold[r["treaty_a"], r["treaty_b"]].add((r["idx_a"], r["idx_b"]))
    texts = {(t, i): Counter(re.findall(r"[a-z]+", text.lower())) for t, articles in treaties.items() for i, text in articles}
    seen = Counter(w for words in texts.values() for w in words)
    vectors = {}
    for key, words in texts.items():
        vector = {w: (1 + math.log(n)) * math.log(len(texts) / seen[w]) for w, n in words.items()}
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1
        vectors[key] = {w: v / norm for w, v in vector.items()}

    def one(pair):
        a, b = pair
        out = links_of(treaties[a], treaties[b], work, f"{a}-{b}")
        return pair, {(r["a"], r["b"]) for r in map(json.loads, open(out))}

    right = counted = wanted = hard = hard_right = 0
    with ThreadPoolExecutor(2) as pool:
        for (a, b), got in pool.map(one, sorted(gold)):
            want = gold[a, b]
            lefts, rights = {x for x, _ in want}, {y for _, y in want}
            count = {p for p in got if p[0] in lefts or p[1] in rights}
            right += len(count & want)
            counted += len(count)
            wanted += len(want)
            difficult = {p for p in want if cosine_under_half(((a, p[0]), (b, p[1])), vectors)}
            hard += len(difficult)
            hard_right += len(difficult & got)
            if WRONG:
                for x, y in sorted(count - want):
                    print(f"trade FALSE {a} {x} -> {b} {y}\n   A {dict(treaties[a])[x][:140]!r}\n   B {dict(treaties[b])[y][:140]!r}")
                for x, y in sorted(want - got):
                    print(f"trade MISSED {a} {x} -> {b} {y}\n   A {dict(treaties[a])[x][:140]!r}\n   B {dict(treaties[b])[y][:140]!r}\n   has {[p for p in got if p[0] == x or p[1] == y]}")
    figures["trade recall"] = (share(right, wanted), f"{right} of {wanted}")
    figures["trade recall, cosine under .5"] = (share(hard_right, hard), f"{hard_right} of {hard}")
    figures["trade precision"] = (share(right, counted), f"{right} of {counted}")


PARTS = {"eu": eu, "trade": trade}


def main():
    if not os.path.isdir(GOLD):
        print("../shared is absent: the figures are not measured")
        return 77
    chosen = [a for a in sys.argv[1:] if not a.startswith("--")] or list(PARTS)
    figures = {}
    with tempfile.TemporaryDirectory() as work:
        for part in chosen:
            PARTS[part](figures, work)
    bad = 0
    print(f"program: {os.path.relpath(PROGRAM, ROOT)}")
    for key, (value, counts) in figures.items():
        floor, ceiling = FLOORS.get(key), CEILINGS.get(key)
        low = floor is not None and value < floor - 1e-9 or ceiling is not None and value > ceiling
        bad += low
        limit = f"  (at least {floor})" if floor is not None else f"  (at most {ceiling})" if ceiling is not None else ""
        print(f"{'BELOW ' if low else ''}{key:52s} {value:8.3f}  {counts}{limit}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
