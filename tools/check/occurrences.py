#!/usr/bin/env python3
"""Measures how well reports of one act are joined, on pairs of documents marked by hand.

usage: occurrences.py [--list]      (SERVANDA names the program; default build/dev/servanda)

tests/cases/ledger/occurrence_pairs.tsv marks pairs as telling of one act or of different ones; the documents stand in
../shared. A pair is joined if any occurrence of any two states has reports of both. Pairs without an event of the same two
states and the same quad class in both documents are counted apart: the coder left nothing there that could be joined. Prints precision, recall and F1
of 'same'. Exits 77 where ../shared is absent.
"""
import collections, itertools, json, os, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
PROGRAM = os.environ.get("SERVANDA", os.path.join(ROOT, "build", "dev", "servanda"))


def servanda(*arguments):
    result = subprocess.run([PROGRAM, "--quiet", *arguments], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(result.stderr)
    return result.stdout


def documents(wanted):
    for path, source in (("data/retellings/articles_own_words.jsonl", "outlet"), ("data/cep/cep_2002_2026.jsonl", None)):
        for line in open(os.path.join(SHARED, path), encoding="utf-8"):
            record = json.loads(line)
            if record["id"] in wanted:
                yield {"id": record["id"], "text": record["text"], "date": record.get("date") or None, "source": record.get(source) if source else "portal"}


def main(list_errors):
    if not os.path.isdir(SHARED):
        print("../shared is not there: skipped")
        return 77
    pairs = [line.rstrip("\n").split("\t") for line in open(os.path.join(ROOT, "tests/cases/ledger/occurrence_pairs.tsv")) if line[0] != "#"]
    with tempfile.TemporaryDirectory() as work:
        corpus, ledger = os.path.join(work, "d.jsonl"), os.path.join(work, "l.servanda")
        texts = {}
        with open(corpus, "w") as out:
            for d in documents({i for a, b, _ in pairs for i in (a, b)}):
                texts[d["id"]] = d["text"]
                out.write(json.dumps({k: v for k, v in d.items() if v}) + "\n")
        servanda("init", ledger)
        servanda("add", ledger, corpus)
        dyads = collections.defaultdict(set)  # document -> dyads of its events
        for line in servanda("events", ledger, "--json").splitlines():
            event = json.loads(line)
            codes = sorted({a["code"] for a in event["actor"] + event["recipient"]})
            dyads[event["doc"]] |= {(a, b, event["quad"]) for a, b in itertools.combinations(codes, 2)}
        together = set()
        for a, b in {d[:2] for x, y, _ in pairs for d in dyads[x] for e in dyads[y] if d[:2] == e[:2]}:
            for line in servanda("timeline", ledger, a, b, "--json").splitlines():
                members = sorted({report["document"] for report in json.loads(line)["reports"]})
                together |= set(itertools.combinations(members, 2))
    hit = wrong = missed = blind_same = blind = right = 0
    for a, b, mark in pairs:
        joined = tuple(sorted((a, b))) in together
        if not dyads[a] & dyads[b] and not joined:
            blind += 1
            blind_same += mark == "same"
            continue
        hit += joined and mark == "same"
        wrong += joined and mark == "different"
        missed += not joined and mark == "same"
        right += not joined and mark == "different"
        if list_errors and joined != (mark == "same"):
            print("JOINED" if joined else "MISSED", a, "|", texts[a][:150], "|", b, "|", texts[b][:150])
    precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{len(pairs)} pairs; {blind} ({blind_same} of them same) without events of the same two states and quad class in both; of the others: "
          f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}  ({hit} joined rightly, {wrong} wrongly, {missed} missed, {right} apart rightly)")
    recall_all = hit / max(1, hit + missed + blind_same)
    print(f"with those that the coder left without an event: recall {recall_all:.3f}, F1 {2 * precision * recall_all / max(1e-9, precision + recall_all):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main("--list" in sys.argv[1:]))
