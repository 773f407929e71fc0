#!/usr/bin/env python3
"""servanda code: the same bytes on any number of threads, in any time zone and locale; bad lines are named, the rest goes on."""
import json, os, subprocess, sys, unittest

SERVANDA = os.environ.get("SERVANDA", "build/dev/servanda")
REPORTS = os.path.join(os.path.dirname(__file__), "../../data/examples/russia-iran/reports.jsonl")
STATES = ["Russia", "Iran", "Turkey", "France", "Japan", "Egypt", "India", "Brazil"]
ACTS = ["{a} signed a trade agreement with {b} on Tuesday.", "{a} denied that it had supplied missiles to {b}.",
        "The foreign ministers of {a} and {b} met in Geneva.", "{a} will send aid to {b} next month.",
        "{a} accused {b} of attacking a tanker.", "Troops from {a} withdrew from {b}."]


def documents(count):
    lines = []
    for i in range(count):
        a, b = STATES[i % 8], STATES[(i // 8 + i + 1) % 8]
        text = " ".join(act.format(a=a, b=b) for act in (ACTS[i % 6], ACTS[(i + 2) % 6]))
        lines.append(json.dumps({"id": f"d{i}", "date": f"20{10 + i % 10}-0{1 + i % 9}-11", "text": text}))
    return "\n".join(lines) + "\n"


def run(*arguments, text="", **environment):
    return subprocess.run([SERVANDA, *arguments], input=text.encode(), capture_output=True, env={**os.environ, **environment})


class Code(unittest.TestCase):
    def test_gives_the_same_bytes_on_one_and_two_threads(self):
        text = documents(2000) + open(REPORTS, encoding="utf-8").read()
        one = run("code", "--threads", "1", text=text)
        self.assertEqual(one.returncode, 0)
        self.assertGreater(len(one.stdout), 0)
        for threads in ("2", "2", "1"):  # again: a word read after its memory was given back differs by chance
            self.assertEqual(one.stdout, run("code", "--threads", threads, text=text).stdout)

    def test_starts_without_the_database(self):
        # The loader of programs writes what it would load, and runs nothing.
        loaded = subprocess.run([SERVANDA], capture_output=True, text=True, env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"}).stdout
        self.assertIn("libstdc++", loaded)
        self.assertNotIn("libduckdb", loaded)

    def test_codes_a_report_in_company_as_alone(self):
        lines = documents(40).splitlines(keepends=True)
        together = run("code", text="".join(lines)).stdout
        alone = run("code", text="".join(lines[:35])).stdout + b"".join(run("code", text=line).stdout for line in lines[35:])
        self.assertEqual(together, alone)

    def test_does_not_depend_on_time_zone_or_locale(self):
        text = documents(200)
        plain = run("code", text=text).stdout
        for zone, locale in (("Asia/Tehran", "tr_TR.UTF-8"), ("America/New_York", "C"), ("Pacific/Kiritimati", "de_DE.UTF-8")):
            self.assertEqual(plain, run("code", text=text, TZ=zone, LC_ALL=locale, LANG=locale).stdout)

    def test_names_each_bad_line_and_codes_the_others(self):
        good = json.dumps({"id": "a", "date": "2016-10-11", "text": "Russia delivered missiles to Iran."})
        result = run("code", text=f'{good}\n{{"id":\n{{"id":"b"}}\n{{"id":"c","text":"x","date":"yesterday"}}\n{good}\n')
        self.assertEqual(result.returncode, 1)
        errors = result.stderr.decode().splitlines()
        self.assertEqual([e.split(": ")[1] for e in errors], ["-:2", "-:3", "-:4"])
        self.assertEqual(len({json.loads(line)["id"] for line in result.stdout.splitlines()}), 1)

    def test_writes_the_fields_of_the_interface(self):
        result = run("code", text=json.dumps({"id": "d1", "date": "2016-10-11", "text": "Russia delivered missiles to Iran in 2016."}))
        events = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertTrue(events)
        for event in events:
            for field in "id doc sentence event mode context quad score actor recipient date status claim claimant what amount place trigger evidence confidence".split():
                self.assertIn(field, event)
        delivered = [e for e in events if e["event"] in ("AID", "COOPERATE")]  # the codebook: a sale or a gift
        self.assertTrue(delivered)
        self.assertEqual([a["code"] for a in delivered[0]["actor"]], ["RUS"])
        self.assertEqual([a["code"] for a in delivered[0]["recipient"]], ["IRN"])

    def test_counts_offsets_in_bytes_of_utf8(self):
        text = "“Türkiye” — Erdoğan’s government — attacked Syria."
        result = run("code", text=json.dumps({"id": "d1", "date": "2019-10-11", "text": text}))
        for line in result.stdout.splitlines():
            event = json.loads(line)
            for part in [event["trigger"], *event["actor"], *event["recipient"]]:
                self.assertEqual(text.encode()[part["begin"]:part["end"]].decode(), part["text"])

    def test_survives_hostile_text(self):
        hostile = ["a" * 200_000, "word " * 50_000, "\u202e\u0000\ud83d\ude00" * 1000, "(" * 10_000, "“" * 10_000, ". " * 20_000]
        lines = "\n".join(json.dumps({"id": str(i), "text": t.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}) for i, t in enumerate(hostile))
        self.assertEqual(run("code", text=lines).returncode, 0)

    def test_refuses_what_is_no_document_and_unknown_options(self):
        self.assertEqual(run("code", text="no json\n").returncode, 3)
        self.assertEqual(run("code", "--frobnicate").returncode, 2)
        self.assertEqual(run("code", "absent.jsonl").returncode, 3)
        self.assertEqual(run("code", text="").returncode, 0)


if __name__ == "__main__":
    unittest.main()
