#!/usr/bin/env python3
"""Puts the passages of data/reading/lessons.txt beside their events, which name them by how they begin.

usage: with_passages.py PASSAGES.txt LESSONS.txt > passages.jsonl

The output is JSON lines in the form of the gold sets (id, date, text, events). A beginning that no passage has, or two have, and a line that
is no event are named on standard error (exit code 1). "¶" stands between paragraphs.
"""
import json
import re
import sys

EVENT = re.compile(r"= (?P<type>\S+) (?P<mode>\S+) \| (?P<actor>[^>|]*)>(?P<recipient>[^|]*)\| (?P<trigger>.+) \| (?P<date>\S+) (?P<status>\S+) (?P<claim>\S+)")


def event(line, written):
    found = EVENT.fullmatch(line)
    if not found:
        return None
    fields = found.groupdict()
    return {**fields, "mode": None if fields["mode"] == "-" else fields["mode"], "actor": fields["actor"].split(),
            "recipient": fields["recipient"].split(), "date": "../" + written if fields["date"] == "?" else fields["date"]}


def main(passages, lessons):
    with open(lessons, encoding="utf-8") as lines:
        lines = [line.rstrip("\n") for line in lines]
    texts = [(above.split()[1], text) for above, text in zip(lines, lines[1:]) if above.startswith("@ ")]
    rows, failed = [], False
    with open(passages, encoding="utf-8") as lines:
        for number, line in enumerate(map(str.strip, lines), 1):
            if line.startswith("> "):
                found = [(date, text) for date, text in texts if text.startswith(line[2:])]
                if len(found) != 1:
                    print(f"with_passages: {len(found)} passages begin with {line[2:]!r}", file=sys.stderr)
                    failed = True
                    found = [("", "")]
                rows.append({"id": f"passage-{number}", "date": found[0][0], "text": found[0][1].replace(" ¶ ", "\n\n"), "events": []})
            elif line.startswith("="):
                read = event(line, rows[-1]["date"])
                if read is None:
                    print(f"with_passages: line {number} is no event: {line}", file=sys.stderr)
                    failed = True
                else:
                    rows[-1]["events"].append(read)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return failed


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
