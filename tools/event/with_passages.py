#!/usr/bin/env python3
"""Puts the passages of data/reading/lessons.txt above their events, which name them by how they begin.

usage: with_passages.py PASSAGES.txt LESSONS.txt > lessons.txt

The output has the form of data/events/lessons.txt; a beginning that no passage has, or two have, is named on standard error (exit code 1).
"""
import sys


def main(passages, lessons):
    with open(lessons, encoding="utf-8") as lines:
        lines = [line.rstrip("\n") for line in lines]
    texts = [text for above, text in zip(lines, lines[1:]) if above.startswith("@ ")]
    failed = False
    with open(passages, encoding="utf-8") as lines:
        for line in map(str.strip, lines):
            if line.startswith("> "):
                found = [text for text in texts if text.startswith(line[2:])]
                if len(found) != 1:
                    print(f"with_passages: {len(found)} passages begin with {line[2:]!r}", file=sys.stderr)
                    failed = True
                print("\n" + (found[0] if found else ""))
            elif line.startswith("= "):
                print(line)
    return failed


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
