#!/usr/bin/env python3
"""Measures how well reports of one act are joined, on reports and on documents that were marked by hand.

usage: occurrences.py [--list]      (SERVANDA names the program; default build/dev/servanda)

Reports: tests/cases/ledger/occurrence_reports.tsv marks which words of which documents tell of one act, in groups; pairs are
those of one group and two documents. What the coder no longer finds counts as missed, and is counted apart.
Documents: tests/cases/ledger/occurrence_pairs.tsv marks pairs of documents as telling of one act or of different ones. A pair is
joined if any occurrence of any two states has reports of both. Most of the misses are the coder's: the ceiling says what F1 would
be if every pair were joined rightly that has events of the same two states and quad class in both documents.
The documents stand in ../shared and in data/examples. Exits 77 where ../shared is absent.
"""
import collections, itertools, json, os, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
PROGRAM = os.environ.get("SERVANDA", os.path.join(ROOT, "build", "dev", "servanda"))
SOURCES = ((os.path.join(SHARED, "data/retellings/articles_own_words.jsonl"), "outlet"), (os.path.join(SHARED, "data/cep/cep_2002_2026.jsonl"), None),
           (os.path.join(ROOT, "data/examples/russia-iran/reports.jsonl"), "source"))


def servanda(*arguments):
    result = subprocess.run([PROGRAM, "--quiet", *arguments], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(result.stderr)
    return result.stdout


def marks(name):
    path = os.path.join(ROOT, "tests/cases/ledger", name)
    return [line.rstrip("\n").split("\t") for line in open(path) if line[0] != "#"]


def documents(wanted):
    for path, source in SOURCES:
        for line in open(path, encoding="utf-8"):
            record = json.loads(line)
            if record["id"] in wanted:
                yield {"id": record["id"], "text": record["text"], "date": record.get("date") or None, "source": record.get(source) if source else "portal"}


def read(ids, work):
    """Adds the documents to a ledger; returns their texts, their events, and of each pair of states the events that it joins."""
    corpus, ledger = os.path.join(work, "d.jsonl"), os.path.join(work, "l.servanda")
    texts = {}
    with open(corpus, "w") as out:
        for d in documents(ids):
            texts[d["id"]] = d["text"]
            out.write(json.dumps({k: v for k, v in d.items() if v}) + "\n")
    servanda("init", ledger)
    servanda("add", ledger, corpus)
    events = [json.loads(line) for line in servanda("events", ledger, "--json").splitlines()]
    of_dyad = collections.defaultdict(set)
    for event in events:
        codes = sorted({a["code"] for a in event["actor"] + event["recipient"]})
        for dyad in itertools.combinations(codes, 2):
            of_dyad[dyad].add(event["doc"])
    joined = [[report["id"] for report in json.loads(line)["reports"]]
              for (a, b), of in sorted(of_dyad.items()) if len(of) > 1 for line in servanda("timeline", ledger, a, b, "--json").splitlines()]
    return texts, events, joined


class Counts:
    def __init__(self):
        self.hit = self.wrong = self.missed = 0

    def add(self, joined, same):
        self.hit += joined and same
        self.wrong += joined and not same
        self.missed += not joined and same

    def text(self):
        precision, recall = self.hit / max(1, self.hit + self.wrong), self.hit / max(1, self.hit + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}  ({self.hit} joined rightly, {self.wrong} wrongly, {self.missed} missed)"


def reports(list_errors):
    groups = collections.defaultdict(list)
    for group, document, begin, end, act, *other in marks("occurrence_reports.tsv"):
        also = tuple(int(n) for n in other[0].split("-")) if other else None
        groups[group].append((document, int(begin), int(end), act, also))
    with tempfile.TemporaryDirectory() as work:
        texts, events, joined = read({m[0] for group in groups.values() for m in group}, work)
    of_document = collections.defaultdict(list)
    for event in events:
        of_document[event["doc"]].append(event)
    together = {pair for ids in joined for pair in itertools.combinations(sorted(ids), 2)}

    def coded(document, begin, end, _, also):
        """The event of the marked word, or else of the other word by which the clause tells the act."""
        for first, last in ((begin, end), also) if also else ((begin, end),):
            for e in of_document[document]:
                if e["trigger"]["begin"] < last and first < e["trigger"]["end"]:
                    return e["id"]
        return None

    counts, found, lost, marked = Counts(), Counts(), 0, 0
    for group in groups.values():
        ids = [coded(*m) for m in group]
        marked += len(ids)
        lost += ids.count(None)
        for (m, i), (n, j) in itertools.combinations(list(zip(group, ids)), 2):
            if m[0] == n[0]:
                continue
            same, join = m[3] == n[3] != "-", i is not None and j is not None and tuple(sorted((i, j))) in together
            counts.add(join, same)
            if i is not None and j is not None:
                found.add(join, same)
            if list_errors and join != same:
                print("JOINED" if join else "MISSED", *m[:3], "|", texts[m[0]][:150], "|", *n[:3], "|", texts[n[0]][:150])
    print(f"Reports: {marked} marked, {lost} of them not coded now; pairs of reports: {counts.text()}")
    print(f"Reports: pairs of which both are coded: {found.text()}")


def pairs(list_errors):
    marked = marks("occurrence_pairs.tsv")
    with tempfile.TemporaryDirectory() as work:
        texts, events, joined = read({i for a, b, _ in marked for i in (a, b)}, work)
    kinds = collections.defaultdict(set)  # document -> dyads and quad classes of its events
    document_of = {}
    for event in events:
        document_of[event["id"]] = event["doc"]
        codes = sorted({a["code"] for a in event["actor"] + event["recipient"]})
        kinds[event["doc"]] |= {(a, b, event["quad"]) for a, b in itertools.combinations(codes, 2)}
    together = {pair for ids in joined for pair in itertools.combinations(sorted({document_of[i] for i in ids}), 2)}
    every, comparable, blind, blind_same = Counts(), Counts(), 0, 0
    for a, b, mark in marked:
        join, same = tuple(sorted((a, b))) in together, mark == "same"
        every.add(join, same)
        if kinds[a] & kinds[b] or join:
            comparable.add(join, same)
        else:
            blind += 1
            blind_same += same
        if list_errors and join != same:
            print("JOINED" if join else "MISSED", a, "|", texts[a][:150], "|", b, "|", texts[b][:150])
    print(f"Documents: {len(marked)} pairs; {blind} ({blind_same} of them same) without events of the same two states and quad class in both; of the others: "
          f"{comparable.text()}")
    best = every.hit + every.missed - blind_same
    print(f"Documents: all pairs: {every.text()}; ceiling for what the coder finds: F1 {2 * best / max(1, 2 * best + blind_same):.3f}")


def main(list_errors):
    if not os.path.isdir(SHARED):
        print("../shared is not there: skipped")
        return 77
    reports(list_errors)
    pairs(list_errors)
    return 0


if __name__ == "__main__":
    sys.exit(main("--list" in sys.argv))
