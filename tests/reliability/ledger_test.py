#!/usr/bin/env python3
"""A ledger outlives kills, full disks, flipped bits and second users; the same documents give the same bytes.

With SERVANDA_FULL=1 the rounds are those of the design (200 kills, 500 damaged copies); else a few of each.
"""
import hashlib, json, os, random, shutil, signal, subprocess, tempfile, time, unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVANDA = os.environ.get("SERVANDA", os.path.join(ROOT, "build/dev/servanda"))
DOSSIER = os.path.join(ROOT, "data/examples/russia-iran")
FULL = os.environ.get("SERVANDA_FULL") == "1"
STATES = ["Russia", "Iran", "Ukraine", "Israel", "China", "India", "Pakistan", "Turkey", "Greece", "Japan", "Cuba", "Syria"]
ACTS = ["signed a trade agreement with", "accused", "delivered two ships of grain to", "imposed sanctions on", "held talks on border trade with", "threatened to attack",
        "denied that it had supplied arms to", "agreed to build a railway with", "expelled three diplomats of", "will send 400 tonnes of aid to"]


def write_corpus(path, count, seed=5):
    rng = random.Random(seed)
    with open(path, "w") as out:
        for i in range(count):
            sentences = []
            for _ in range(rng.randint(1, 4)):
                a, b = rng.sample(STATES, 2)
                sentences.append(f"{a} {rng.choice(ACTS)} {b} on {rng.randint(1, 28)} May {rng.randint(2005, 2024)}.")
            out.write(json.dumps({"id": f"d{i}", "date": f"{rng.randint(2025, 2026)}-06-{rng.randint(1, 28):02d}", "source": f"outlet{i % 7}.example", "text": " ".join(sentences)}) + "\n")


def servanda(*arguments, env=None, timeout=300):
    return subprocess.run([SERVANDA, *arguments, "--quiet"], capture_output=True, text=True, env={**os.environ, **(env or {})}, timeout=timeout)


class Reliability(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def made(self, name, corpus, *options, env=None):
        ledger = self.path(name)
        self.assertEqual(servanda("init", ledger, env=env).returncode, 0)
        result = servanda("add", ledger, corpus, *options, env=env)
        self.assertEqual(result.returncode, 0, result.stderr)
        return ledger

    def exported(self, ledger):
        folder = ledger + "-export"
        shutil.rmtree(folder, ignore_errors=True)
        result = servanda("export", ledger, "-o", folder, "--format", "csv")
        self.assertEqual(result.returncode, 0, result.stderr)
        return open(os.path.join(folder, "SHA256SUMS")).read()

    def ids(self, ledger):
        result = servanda("sources", ledger, "--json")
        self.assertEqual(result.returncode, 0, result.stderr)
        return [json.loads(line)["id"] for line in result.stdout.splitlines()]

    def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(self):
        corpus, count = self.path("d.jsonl"), 4000 if FULL else 600
        write_corpus(corpus, count)
        whole = self.exported(self.made("whole.servanda", corpus))
        ledger = self.path("killed.servanda")
        servanda("init", ledger)
        rng, safe, killed = random.Random(9), set(), 0
        for _ in range(200 if FULL else 10):
            process = subprocess.Popen([SERVANDA, "--quiet", "add", ledger, corpus, "--json", "--batch", str(rng.choice([1, 3, 10]))], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            time.sleep(rng.uniform(0.02, 1.2))
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
            killed += process.returncode == -signal.SIGKILL
            for line in out.splitlines(keepends=True):
                if line.endswith("\n") and '"added"' in line:
                    safe.add(json.loads(line)["added"])
            there = self.ids(ledger)
            self.assertEqual(len(there), len(set(there)))
            self.assertLessEqual(safe, set(there))
        self.assertGreater(killed, 0)
        doctor = servanda("doctor", ledger)
        self.assertEqual(doctor.returncode, 0, doctor.stdout + doctor.stderr)
        self.assertEqual(servanda("add", ledger, corpus).returncode, 0)
        self.assertEqual(self.exported(ledger), whole)  # as if it had never been killed

    def small_disk(self, size):
        place = self.path(f"disk{size}")
        os.mkdir(place)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True).returncode:
            self.skipTest("this user may not mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "-l", place])
        return place

    def refused_by_disk(self, result):
        self.assertEqual(result.returncode, 4, (result.returncode, result.stderr))
        self.assertEqual(len(result.stderr.strip().splitlines()), 1, result.stderr)
        self.assertTrue(result.stderr.startswith("servanda: "), result.stderr)

    def test_a_full_disk_is_told_and_the_ledger_opens(self):
        tiny = self.small_disk("64k")
        self.refused_by_disk(servanda("init", os.path.join(tiny, "l.servanda")))
        self.assertEqual(os.listdir(tiny), [])
        corpus = self.path("d.jsonl")
        write_corpus(corpus, 3000)
        place = self.small_disk("3m")
        ledger = os.path.join(place, "l.servanda")
        self.assertEqual(servanda("init", ledger).returncode, 0)
        with open(os.path.join(place, "ballast"), "wb") as out:
            out.write(bytes(1 << 20))
        added = servanda("add", ledger, corpus, "--json", "--batch", "100")
        self.refused_by_disk(added)
        safe = {json.loads(line)["added"] for line in added.stdout.splitlines() if '"added"' in line}
        self.assertLessEqual(safe, set(self.ids(ledger)))
        doctor = servanda("doctor", ledger)
        self.assertEqual(doctor.returncode, 0, doctor.stdout + doctor.stderr)
        for format in ("csv", "parquet", "plover", "ftm", "graphml"):
            folder = os.path.join(place, "export")
            result = servanda("export", ledger, "-o", folder, "--format", format)
            if result.returncode == 0:  # it fitted
                shutil.rmtree(folder)
                continue
            self.refused_by_disk(result)
            self.assertFalse(os.path.exists(folder) or os.path.exists(folder + ".part"), format)
        os.remove(os.path.join(place, "ballast"))

    def test_a_full_disk_leaves_no_half_file_of_code(self):
        place, corpus = self.small_disk("128k"), self.path("d.jsonl")
        write_corpus(corpus, 600)
        for format in ("plover", "csv", "parquet"):
            result = servanda("code", corpus, "--format", format, "-o", os.path.join(place, "out"))
            if format == "parquet" and result.returncode == 0:
                os.remove(os.path.join(place, "out"))
                continue
            self.refused_by_disk(result)
            self.assertEqual(os.listdir(place), [], format)

    def test_a_full_disk_leaves_the_old_brief(self):
        place = self.small_disk("16k")
        brief = os.path.join(place, "brief.html")
        with open(brief, "w") as out:
            out.write("old")
        self.refused_by_disk(servanda("brief", "RUS", "IRN", DOSSIER, "-o", brief))
        self.assertEqual(os.listdir(place), ["brief.html"])
        self.assertEqual(open(brief).read(), "old")

    def test_a_damaged_ledger_is_refused_or_right(self):
        corpus = self.path("d.jsonl")
        write_corpus(corpus, 60)
        ledger = self.made("l.servanda", corpus)
        good = servanda("events", ledger, "--json").stdout
        bytes_ = open(ledger, "rb").read()
        rng, refused = random.Random(3), 0
        for round_ in range(500 if FULL else 24):
            damaged = self.path("damaged.servanda")
            with open(damaged, "wb") as out:
                if round_ % 4 == 3:
                    out.write(bytes_[: rng.randrange(len(bytes_))])
                else:
                    at = rng.randrange(len(bytes_))
                    out.write(bytes_[:at] + bytes([bytes_[at] ^ (1 << rng.randrange(8))]) + bytes_[at + 1 :])
            for command in (["events", damaged, "--json"], ["doctor", damaged]):
                result = servanda(*command)
                self.assertIn(result.returncode, (0, 4), (round_, command, result.stderr))
                if result.returncode == 4:
                    refused += 1
                    self.assertTrue(result.stderr or result.stdout)
                elif command[0] == "events":
                    self.assertEqual(result.stdout, good, round_)
        self.assertGreater(refused, 0)

    def test_a_second_process_is_told_who_has_the_ledger(self):
        ledger = self.path("l.servanda")
        servanda("init", ledger)
        for _ in range(20):
            first = subprocess.Popen([SERVANDA, "--quiet", "add", ledger, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(1)
            second = servanda("add", ledger, "/dev/null")
            held = first.poll() is None  # on a slow machine the second may come first, and the first is turned away
            first.stdin.close()
            first.wait()
            if held and second.returncode == 4:
                break
        self.assertEqual(second.returncode, 4, second.stderr)
        self.assertIn(str(first.pid), second.stderr)
        self.assertIn("has the ledger open", second.stderr)
        self.assertEqual(servanda("doctor", ledger).returncode, 0)

    def test_a_ledger_of_a_newer_version_and_files_that_are_none(self):
        corpus = self.path("d.jsonl")
        write_corpus(corpus, 5)
        ledger = self.made("l.servanda", corpus)
        self.exported(ledger)
        folder = ledger + "-export"
        meta = os.path.join(folder, "meta.csv")
        text = open(meta).read()
        self.assertIn("version,2", text)
        with open(meta, "w") as out:
            out.write(text.replace("version,2", "version,99"))
        sums = os.path.join(folder, "SHA256SUMS")
        lines = open(sums).read().splitlines()
        with open(sums, "w") as out:
            for line in lines:
                name = line[66:]
                out.write(f"{hashlib.sha256(open(os.path.join(folder, name), 'rb').read()).hexdigest()}  {name}\n")
        newer = servanda("import", self.path("newer.servanda"), folder)
        self.assertEqual(newer.returncode, 4)
        self.assertIn("version 99", newer.stderr)
        self.assertIn("update Servanda", newer.stderr)
        for name, bytes_ in (("empty", b""), ("text", b"not a ledger at all, but text of some length"), ("picture", b"\x89PNG\r\n\x1a\n" + bytes(5000))):
            path = self.path(name + ".servanda")
            with open(path, "wb") as out:
                out.write(bytes_)
            for command in (["events", path], ["add", path, corpus], ["export", path, "-o", self.path("x")]):
                result = servanda(*command)
                self.assertEqual(result.returncode, 4, (name, command))
                self.assertIn("is not a ledger", result.stderr)
            self.assertEqual(open(path, "rb").read(), bytes_)  # and it stays what it was

    def test_threads_time_zone_and_locale_change_no_byte(self):
        corpus = self.path("d.jsonl")
        write_corpus(corpus, 120)
        plain = self.exported(self.made("plain.servanda", corpus, "--threads", "1"))
        self.assertEqual(plain, self.exported(self.made("two.servanda", corpus, "--threads", "2", "--batch", "7")))
        for number, env in enumerate(({"TZ": "Pacific/Kiritimati"}, {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"}, {"TZ": "Asia/Tehran", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"})):
            self.assertEqual(plain, self.exported(self.made(f"zone{number}.servanda", corpus, env=env)), env)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
