#!/usr/bin/env python3
"""Builds and runs every test, then prints how many passed.

usage: run.py fast|normal|full      (called by ./check)

A step is a program that exits 0; ctest's tests, the scripts under tests/ and the figures (tools/check/figures.py) all
count. The last line is "N passed, N failed, N skipped".
"""
import os, re, subprocess, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FUZZ_SECONDS = 60  # for each fuzzer, in the full run
MOST_SECONDS = 1200  # for one step: one that hangs must not take the rest with it


class Tally:
    def __init__(self):
        self.passed, self.failed, self.skipped, self.names = 0, 0, 0, []

    def add(self, name, code, seconds):
        # 77 is the exit code of a test that says it cannot run here (automake's convention).
        word = "ok" if code == 0 else "skipped" if code == 77 else "FAILED"
        print(f"{word:8s}{name}  ({seconds:.1f} s)", flush=True)
        self.passed += code == 0
        self.skipped += code == 77
        self.failed += code not in (0, 77)
        if code not in (0, 77):
            self.names.append(name)


def run(command, **kwargs):
    return subprocess.run(command, cwd=ROOT, **kwargs).returncode


def step(tally, name, command, **kwargs):
    begin = time.monotonic()
    try:
        code = run(command, timeout=MOST_SECONDS, **kwargs)
    except subprocess.TimeoutExpired:
        print(f"{name}: stopped after {MOST_SECONDS} s")
        code = 124
    tally.add(name, code, time.monotonic() - begin)


def build(preset, *options):
    log = os.path.join(ROOT, "build", f"configure-{preset}.log")
    with open(log, "w") as f:
        code = run(["cmake", "--preset", preset, *options], stdout=f, stderr=subprocess.STDOUT)
    if code:
        sys.stderr.write(open(log).read())
        sys.exit("servanda: the build could not be configured")
    if run(["cmake", "--build", f"build/{preset}"]):
        sys.exit("servanda: the build failed")


def unit_tests(tally, preset):
    listing = subprocess.run(["ctest", "--test-dir", f"build/{preset}", "-N"], cwd=ROOT, capture_output=True, text=True).stdout
    for name in re.findall(r"Test +#\d+: (\S+)", listing):
        begin = time.monotonic()
        test = subprocess.run(["ctest", "--test-dir", f"build/{preset}", "-R", f"^{name}$", "--output-on-failure"],
                              cwd=ROOT, capture_output=True, text=True)
        if test.returncode:
            print(test.stdout, test.stderr)
        tally.add(f"{preset}: {name}", test.returncode, time.monotonic() - begin)


def scripts(folder):
    base = os.path.join(ROOT, "tests", folder)
    for name in sorted(os.listdir(base)) if os.path.isdir(base) else []:
        if name.endswith("_test.sh"):
            yield f"{folder}/{name}", ["bash", os.path.join("tests", folder, name)]
        elif name.endswith("_test.py"):
            yield f"{folder}/{name}", ["python3", os.path.join("tests", folder, name)]


def main(mode):
    tally = Tally()
    if mode == "full":
        os.environ["SERVANDA_FULL"] = "1"  # unit tests over whole corpora
    build("dev")
    unit_tests(tally, "dev")
    environment = {**os.environ, "SERVANDA": os.path.join(ROOT, "build", "dev", "servanda")}
    for folder in ["program", "house"] + (["reliability", "web"] if mode != "fast" else []):
        for name, command in scripts(folder):
            step(tally, name, command, env={**environment, "SERVANDA_FULL": "1" if mode == "full" else ""})
    if mode != "fast":
        step(tally, "figures", ["python3", "tools/check/figures.py"], env=environment)
    if mode == "full":
        build("asan")
        unit_tests(tally, "asan")
        build("fuzz", "-DSERVANDA_TESTS=OFF")
        for name in sorted(os.listdir(os.path.join(ROOT, "build", "fuzz"))):
            if name.endswith("_fuzz"):
                step(tally, f"fuzz: {name}", [f"build/fuzz/{name}", f"-max_total_time={FUZZ_SECONDS}", "-max_len=65536", "-verbosity=0"])
    for name in tally.names:
        print("failed:", name)
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped", flush=True)
    return 1 if tally.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("fast", "normal", "full"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
