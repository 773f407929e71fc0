#!/usr/bin/env python3
"""Puts the texts of the Current Events portal beside our annotations, which name them by id only.

usage: with_texts.py ANNOTATED.jsonl PORTAL.jsonl > training.jsonl

Both are JSON lines with an id; what the portal does not hold is left out and named on standard error. What an event does not say is so as
in most: no mode, no such side, actual, stated, on the day of its report.
"""
import json
import sys


USUAL = {"mode": None, "actor": [], "recipient": [], "status": "actual", "claim": "stated"}


def whole(event, written):
    return {**USUAL, "date": written, **event}


def main(annotated, portal):
    with open(annotated, encoding="utf-8") as lines:
        annotated = {row["id"]: row for row in map(json.loads, lines)}
    with open(portal, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in annotated:
                found = annotated.pop(row["id"])
                found["events"] = [whole(event, row["date"]) for event in found["events"]]
                print(json.dumps({"date": row["date"], "text": row["text"], **found}, ensure_ascii=False))
    for missing in annotated:
        print(f"with_texts: {missing} is not in {portal}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
