#!/usr/bin/env python3
"""Score entities of `servanda parse --pretokenized` against a UNER file over the same sentences.

usage: score_entities.py GOLD.iob2 SYSTEM.conllu

Spans count as right when first token, last token and type (PER, LOC, ORG) are the same. Sentences are matched by sent_id.
"""
import collections
import sys


def spans(labels):
    """(first, last, type) of IOB2 labels; an I- without its B- begins a span."""
    out, start = [], None
    for i, label in enumerate(labels + ["O"]):
        inside = label.startswith("I-") and start is not None and labels[start][2:] == label[2:]
        if start is not None and not inside:
            out.append((start, i - 1, labels[start][2:]))
            start = None
        if label != "O" and start is None:
            start = i
    return set(out)


def gold_sentences(path):
    sentences, name = {}, None
    for line in open(path, encoding="utf-8"):
        if line.startswith("# sent_id = "):
            name = line[12:].strip()
            sentences[name] = []
        elif line.strip() and not line.startswith("#"):
            label = line.rstrip("\n").split("\t")[2]
            sentences[name].append(label if label[2:] in ("PER", "LOC", "ORG") else "O")
    return sentences


def system_sentences(path):
    sentences, name = {}, None
    for line in open(path, encoding="utf-8"):
        if line.startswith("# sent_id = "):
            name = line[12:].strip()
            sentences[name] = []
        elif line.strip() and not line.startswith("#"):
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                labels = [m[4:] for m in columns[9].split("|") if m.startswith("NER=")]
                label = labels[0] if labels else "O"
                sentences[name].append(label if label[2:] in ("PER", "LOC", "ORG") else "O")
    return sentences


def main(gold_path, system_path):
    gold, system = gold_sentences(gold_path), system_sentences(system_path)
    count = collections.Counter()
    for name, labels in gold.items():
        truth, found = spans(labels), spans(system[name])
        for kind in ("PER", "LOC", "ORG"):
            t = {s for s in truth if s[2] == kind}
            f = {s for s in found if s[2] == kind}
            count[kind, "gold"] += len(t)
            count[kind, "found"] += len(f)
            count[kind, "right"] += len(t & f)
    for kinds in (("PER",), ("LOC",), ("ORG",), ("PER", "LOC", "ORG")):
        g, f, r = (sum(count[k, what] for k in kinds) for what in ("gold", "found", "right"))
        name = kinds[0] if len(kinds) == 1 else "all"
        print(f"{name:4s} P {100 * r / max(f, 1):.1f} R {100 * r / max(g, 1):.1f} F1 {200 * r / max(f + g, 1):.2f} ({g} in gold)")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
