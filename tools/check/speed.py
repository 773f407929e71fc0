#!/usr/bin/env python3
"""Prints every figure of speed and memory in docs/figures/language.md and docs/figures/code.md.

usage: speed.py [--runs N]    (BUILD names the build folder; default build/release)

Needs -DSERVANDA_BENCHMARKS=ON. Each figure is of processor time, the least of N runs (default 5): other programs that share the processor
make a run slower, never faster. Thresholds would fail on a busy machine, so there are none.
"""
import argparse, json, os, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build/release"))
NEWS = os.path.join(os.path.dirname(ROOT), "shared", "data", "cep", "cep_2002_2026.jsonl")
SKIPPED, TAKEN = 50_000, 4_000  # reports of the middle of the years
ONE = '{"id": "d1", "date": "2016-10-11", "text": "Russia delivered S-300 systems to Iran."}\n'


def run(arguments, text=None):
    """Runs the program and returns its output, its processor seconds and its peak memory in MB."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([os.path.join(BUILD, "servanda"), "--quiet", *arguments], stdin=subprocess.PIPE, stdout=out)
        child.stdin.write(text or b"")
        child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"servanda {' '.join(arguments)} exited {child.returncode}")
        out.seek(0)
        return out.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def engine(runs):
    program = os.path.join(BUILD, "servanda_language_benchmark")
    result = subprocess.run([program, "--benchmark_format=json", f"--benchmark_repetitions={4 * runs}", "--benchmark_min_time=0.01"],
                            capture_output=True, text=True, check=True)
    rates = {}
    for one in json.loads(result.stdout)["benchmarks"]:
        if one.get("run_type") == "iteration" and "tokens" in one:
            rates[one["name"]] = max(rates.get(one["name"], 0), one["tokens"])
    print("raw text to sentences, tags, trees, entities and lemmas")
    for name, rate in rates.items():
        print(f"  {name:26} {rate:10,.0f} tokens/s")


def coder(runs):
    if not os.path.exists(NEWS):
        print("coding: skipped, ../shared is absent")
        return
    with open(NEWS, "rb") as lines:
        reports = [line for i, line in enumerate(lines) if SKIPPED <= i < SKIPPED + TAKEN]
    text = b"".join(reports)
    plain = "\n\n".join(json.loads(line)["text"] for line in reports).encode()
    sentences = run(["parse"], plain)[0].count(b"\n# text = ") + 1
    print(f"coding {len(reports):,} reports of {sentences:,} sentences, from JSON to JSON, one thread, start included")
    for preset in ("base", "small"):
        taken = [run(["code", "--threads", "1", "--preset", preset], text) for _ in range(runs)]
        seconds = min(one[1] for one in taken)
        print(f"  {preset:5} {seconds:6.2f} s, {sentences / seconds:6,.0f} sentences/s, {len(reports) / seconds:6,.0f} reports/s, "
              f"{max(one[2] for one in taken):.0f} MB")


def start(runs):
    print("from start to the end of one sentence")
    for arguments, text in ((["parse"], b"Russia delivered S-300 systems to Iran."), (["code", "--threads", "1"], ONE.encode())):
        for preset in ("base", "small"):
            taken = [run([*arguments, "--preset", preset], text) for _ in range(2 * runs)]
            print(f"  {arguments[0]:5} {preset:5} {min(one[1] for one in taken):.3f} s, {max(one[2] for one in taken):.0f} MB")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5)
    runs = arguments.parse_args().runs
    engine(runs)
    coder(runs)
    start(runs)


main()
