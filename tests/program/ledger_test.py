#!/usr/bin/env python3
"""The commands on a ledger: balance, impact, breaks, outlook, import, export, verify; the same answers whoever asks."""
import csv, gzip, hashlib, json, os, random, re, shutil, subprocess, tempfile, unittest, xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVANDA = os.environ.get("SERVANDA", os.path.join(ROOT, "build/dev/servanda"))
DOSSIER = os.path.join(ROOT, "data/examples/russia-iran")
SHARED = os.path.join(os.path.dirname(ROOT), "shared")


def servanda(*arguments, text=None, env=None):
    return subprocess.run([SERVANDA, *arguments, "--quiet"], input=text, capture_output=True, text=True, env={**os.environ, **(env or {})})


def counts_table(path, step=1.0, seed=1, months=120):
    """120 months of two dyads and the totals; from month 60 on the first dyad has `step` times as many."""
    rng = random.Random(seed)
    with open(path, "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["a", "b", "month", "n", "all"])
        for i in range(months):
            month = f"{2010 + i // 12}-{i % 12 + 1:02d}"
            draw = lambda mean: sum(rng.random() < mean / 40 for _ in range(40))
            table.writerow(["AAA", "BBB", month, draw(4 * (step if i >= 60 else 1)), 400])
            table.writerow(["AAA", "CCC", month, draw(4), 400])


class Ledger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.ledger = os.path.join(cls.folder, "l.servanda")
        assert servanda("init", cls.ledger).returncode == 0
        added = servanda("add", cls.ledger, DOSSIER)
        assert added.returncode == 0, added.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_ok(self, *arguments, **more):
        result = servanda(*arguments, **more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    # -- the library -----------------------------------------------------------------------------------------------------
    def test_says_what_to_do_where_its_library_cannot_be_loaded(self):
        program, libraries = self.path("alone/servanda"), self.path("libraries")
        os.makedirs(os.path.dirname(program))
        shutil.copy(SERVANDA, program)
        os.makedirs(libraries)
        open(os.path.join(libraries, "libduckdb.so"), "w").close()
        result = subprocess.run([program, "sources", self.ledger], capture_output=True, text=True,
                                env={**os.environ, "LD_LIBRARY_PATH": libraries})
        self.assertEqual(result.returncode, 4)
        self.assertRegex(result.stderr, r"libduckdb\.so: file too short\): put libduckdb\.so .* beside the program, or run \./start")

    def test_names_the_function_that_its_library_lacks(self):
        loaded = subprocess.run([SERVANDA], capture_output=True, text=True, env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"}).stdout
        os.makedirs(self.path("other"))
        os.symlink(re.search(r"libz\.so\S* => (\S+)", loaded)[1], self.path("other/libduckdb.so"))
        result = servanda("sources", self.ledger, env={"LD_LIBRARY_PATH": self.path("other")})
        self.assertEqual(result.returncode, 4)
        self.assertIn("it has no duckdb_append_bool", result.stderr)

    # -- help ------------------------------------------------------------------------------------------------------------
    def test_every_command_has_help_with_an_example(self):
        names = ("add balance breaks brief code doctor edit events export forecasts impact import init outlook parse pledges read sources sql timeline "
                 "treaty verify").split()
        listing = self.run_ok("--help")
        for name in names:
            self.assertRegex(listing, rf"(?m)^  {name} ")
            more = ["read"] if name == "treaty" else []  # its own subcommands have the examples
            self.assertIn("Example", self.run_ok(name, *more, "--help"), name)

    # -- filing ----------------------------------------------------------------------------------------------------------
    def test_documents_are_read_as_of_the_two_states_they_are_filed_under(self):
        text = "The leaders want to lift trade from five to ten billion euros by 2029."
        lines = [json.dumps({"id": "none", "text": text}), json.dumps({"id": "own", "text": text, "dyad": "CHL-PER"})]
        plain, filed = self.path("plain.servanda"), self.path("filed.servanda")
        for ledger, more in ((plain, []), (filed, ["--dyad", "per-bol"])):
            self.run_ok("init", ledger)
            self.run_ok("add", ledger, "-", *more, text="\n".join(lines))
        self.assertIn("own#p0", self.run_ok("pledges", plain, "CHL", "PER"))
        self.assertIn("0 pledges", self.run_ok("pledges", plain, "BOL", "PER"))
        self.assertIn("none#p0", self.run_ok("pledges", filed, "BOL", "PER"))
        self.assertIn("own#p0", self.run_ok("pledges", filed, "CHL", "PER"))  # its own field holds
        self.assertEqual(servanda("add", plain, "--dyad", "PER", "-", text="").returncode, 2)

    # -- balance ---------------------------------------------------------------------------------------------------------
    def test_balance_counts_each_act_once_in_fields_years_and_all(self):
        balance = json.loads(self.run_ok("balance", self.ledger, "RUS", "IRN", "--json"))
        total = balance["total"]["events"]["occurrences"]
        self.assertGreater(total, 20)
        self.assertEqual(total, sum(d["events"]["occurrences"] for d in balance["domains"]))
        years = [json.loads(line) for line in self.run_ok("balance", self.ledger, "RUS", "IRN", "--by", "year", "--json").splitlines()]
        months = [json.loads(line) for line in self.run_ok("balance", self.ledger, "RUS", "IRN", "--by", "month", "--json").splitlines()]
        self.assertLessEqual(sum(m["occurrences"] for m in months), sum(y["occurrences"] for y in years))
        self.assertLessEqual(sum(y["occurrences"] for y in years), total)
        spans = [int(y["period"]) for y in years]
        self.assertEqual(spans, list(range(spans[0], spans[-1] + 1)))  # years of silence stand too

    def test_the_articles_of_a_treaty_are_no_acts(self):
        acts = [json.loads(line) for line in self.run_ok("timeline", self.ledger, "RUS", "IRN", "--json").splitlines()]
        quotes = [report["quote"] for act in acts for report in act["reports"]]
        self.assertTrue(any("signed" in quote for quote in quotes))
        self.assertEqual([quote for quote in quotes if "Part" in quote and " shall " in quote], [])

    def test_filters_mean_the_same_in_balance_and_timeline(self):
        for extra in (["--type", "material_cooperation"], ["--since", "2016", "--until", "2016-12"]):
            lines = self.run_ok("timeline", self.ledger, "RUS", "IRN", "--status", "actual", "--json", *extra).splitlines()
            facts = [o for o in map(json.loads, lines) if o["standing"] in ("stated", "confirmed", "claimed")]
            balance = json.loads(self.run_ok("balance", self.ledger, "RUS", "IRN", "--json", *extra))
            self.assertEqual(balance["total"]["events"]["occurrences"], len(facts), extra)

    def test_pictures_are_svg_that_needs_nothing_from_outside(self):
        counts = self.path("svg.csv")
        counts_table(counts, 3)
        for command in (["balance", self.ledger, "RUS", "IRN"], ["impact", "AAA", "BBB", "--counts", counts, "--on", "2015-01"], ["breaks", "AAA", "BBB", "--counts", counts]):
            self.run_ok(*command, "--svg", self.path("p.svg"))
            root = ET.parse(self.path("p.svg")).getroot()
            self.assertTrue(root.tag.endswith("svg"))
            self.assertNotIn("href", open(self.path("p.svg")).read())
            self.assertGreater(len(list(root.iter())), 10)

    # -- impact, breaks, outlook -----------------------------------------------------------------------------------------
    def impact(self, step, seed=1):
        counts_table(self.path("c.csv"), step, seed)
        return json.loads(self.run_ok("impact", "AAA", "BBB", "--on", "2015-01-17", "--counts", self.path("c.csv"), "--json"))

    def test_impact_sees_a_large_change_and_claims_none_where_there_is_none(self):
        self.assertEqual(self.impact(4)["verdict"], "rose")
        self.assertEqual(self.impact(0.1)["verdict"], "fell")
        called = [self.impact(1, seed)["verdict"] in ("rose", "fell") for seed in range(2, 12)]
        self.assertLessEqual(sum(called), 2)  # one in twenty is meant to be called by chance

    def test_impact_outside_the_months_cannot_tell(self):
        counts_table(self.path("c.csv"))
        out = json.loads(self.run_ok("impact", "AAA", "BBB", "--on", "1990-01", "--counts", self.path("c.csv"), "--json"))
        self.assertEqual(out["verdict"], "cannot tell")

    def test_impact_on_the_treaty_of_january_2025_cannot_tell(self):
        table = os.path.join(SHARED, "data/series/cep_dyad_monthly_counts.csv")
        if not os.path.exists(table):
            self.skipTest("../shared is not there")
        out = json.loads(self.run_ok("impact", "RUS", "IRN", "--on", "2025-01-17", "--counts", table, "--json"))
        self.assertEqual(out["verdict"], "cannot tell")
        self.assertEqual((out["windows"][0]["events_before"], out["windows"][0]["events_after"]), (8, 2))

    def test_impact_over_a_dossier_lists_rival_events(self):
        out = json.loads(self.run_ok("impact", self.ledger, "RUS", "IRN", "--on", "2025-01-17", "--json"))
        self.assertIn(out["verdict"], ("cannot tell", "no change larger than", "rose", "fell"))
        self.assertTrue(out["rival_events"])
        self.assertIn("not adjusted", out["volume"])

    def test_breaks_finds_the_month_of_a_shift_and_says_none(self):
        counts_table(self.path("c.csv"), 5)
        out = json.loads(self.run_ok("breaks", "AAA", "BBB", "--counts", self.path("c.csv"), "--json"))
        self.assertEqual(out["verdict"], "breaks")
        self.assertTrue(any(abs(int(l["month"][:4]) * 12 + int(l["month"][5:]) - (2015 * 12 + 1)) <= 1 for l in out["levels"]), out)
        out = json.loads(self.run_ok("breaks", "AAA", "CCC", "--counts", self.path("c.csv"), "--json"))
        self.assertEqual(out["levels"], [])

    def test_outlook_gives_distributions_that_sum_to_one_and_its_record(self):
        counts_table(self.path("c.csv"))
        out = json.loads(self.run_ok("outlook", "AAA", "BBB", "--counts", self.path("c.csv"), "--months", "12", "--json"))
        self.assertEqual(out["last_seen"], "2019-12")
        self.assertEqual([m["month"] for m in out["months"]][:2], ["2020-01", "2020-02"])
        for month in out["months"]:
            self.assertAlmostEqual(sum(month["probability"]), 1, delta=1e-3)
        best = min(b["crps"] for b in out["back_test"])
        used = next(b for b in out["back_test"] if b["forecaster"] == out["forecaster"])
        self.assertAlmostEqual(used["crps"], best)

    def test_counts_that_are_none_are_named_by_line(self):
        bad = self.path("bad.csv")
        with open(bad, "w") as out:
            out.write("a,b,month,n\nAAA,BBB,2020-01,1\nAAA,BBB,January,1\n")
        result = servanda("impact", "AAA", "BBB", "--on", "2020-01", "--counts", bad)
        self.assertEqual(result.returncode, 3)
        self.assertIn("bad.csv:3", result.stderr)
        self.assertEqual(servanda("impact", "XXX", "YYY", "--on", "2020-01", "--counts", bad).returncode, 3)
        counts_table(self.path("c.csv"))
        self.assertEqual(servanda("impact", "XXX", "YYY", "--on", "2020-01", "--counts", self.path("c.csv")).returncode, 2)
        self.assertEqual(servanda("impact", "AAA", "BBB", "--on", "2020", "--counts", self.path("c.csv")).returncode, 2)

    # -- export, verify, import ------------------------------------------------------------------------------------------
    def export(self, format, *more):
        folder = self.path(f"export-{format}")
        shutil.rmtree(folder, ignore_errors=True)
        self.run_ok("export", self.ledger, "-o", folder, "--format", format, *more)
        return folder

    def dump(self, ledger):
        return {t: self.run_ok("sql", "--ledger", ledger, f"select * from {t}", "--json") for t in ("documents", "events", "actors", "pledges", "indicators", "forecasts", "journal")}

    def test_a_ledger_made_from_an_export_is_the_same_ledger(self):
        self.run_ok("edit", self.ledger, json.loads(self.run_ok("events", self.ledger, "--json").splitlines()[0])["id"], "place", "", "--note", "a \"quoted\", note\nof two lines")
        for format in ("csv", "parquet"):
            folder, copy = self.export(format), self.path(f"copy-{format}.servanda")
            self.run_ok("verify", folder)
            self.run_ok("import", copy, folder)
            self.assertEqual(self.dump(self.ledger), self.dump(copy), format)
            again = self.path(f"again-{format}")
            self.run_ok("export", copy, "-o", again, "--format", format)
            if format == "csv":  # to the byte
                self.assertEqual(open(os.path.join(folder, "SHA256SUMS")).read(), open(os.path.join(again, "SHA256SUMS")).read())
            self.run_ok("doctor", copy)

    def test_verify_names_the_damaged_file(self):
        folder = self.export("parquet")
        path = os.path.join(folder, "events.parquet")
        with open(path, "r+b") as f:
            f.seek(os.path.getsize(path) // 2)
            byte = f.read(1)
            f.seek(-1, 1)
            f.write(bytes([byte[0] ^ 1]))
        result = servanda("verify", folder)
        self.assertEqual(result.returncode, 3)
        self.assertIn("events.parquet is not as it was written", result.stderr)
        self.assertEqual(servanda("import", self.path("no.servanda"), folder).returncode, 3)
        self.assertFalse(os.path.exists(self.path("no.servanda")))
        os.remove(path)
        self.assertIn("events.parquet is missing", servanda("verify", folder).stderr)
        self.assertEqual(servanda("verify", self.folder).returncode, 3)

    def test_sums_are_those_of_sha256sum(self):
        folder = self.export("csv")
        for line in open(os.path.join(folder, "SHA256SUMS")):
            sum_, name = line.split()
            self.assertEqual(hashlib.sha256(open(os.path.join(folder, name), "rb").read()).hexdigest(), sum_)

    def test_an_export_goes_into_a_new_folder_only(self):
        folder = self.export("plover")
        result = servanda("export", self.ledger, "-o", folder)
        self.assertEqual(result.returncode, 4)
        self.assertIn("is there already", result.stderr)
        self.assertEqual(servanda("export", self.ledger, "-o", self.path("x"), "--format", "csv", "--since", "2020").returncode, 2)

    def test_plover_lines_are_those_of_events(self):
        folder = self.export("plover", "--type", "AID")
        self.assertEqual(open(os.path.join(folder, "events.jsonl")).read(), self.run_ok("events", self.ledger, "--type", "AID", "--json"))

    def test_graphml_holds_every_pair_of_every_event(self):
        path = os.path.join(self.export("graphml"), "events.graphml")
        space = "{http://graphml.graphdrawing.org/xmlns}"
        root = ET.parse(path).getroot()
        edges = sorted((e.get("source"), e.get("target"), {d.get("key"): d.text for d in e}["event"]) for e in root.iter(space + "edge"))
        wanted = []
        for line in self.run_ok("events", self.ledger, "--json").splitlines():
            event = json.loads(line)
            wanted += [(a["code"], b["code"], event["id"]) for a in event["actor"] for b in event["recipient"]]
        self.assertEqual(edges, sorted(wanted))
        nodes = {n.get("id") for n in root.iter(space + "node")}
        self.assertEqual(nodes, {c for edge in edges for c in edge[:2]})

    def test_follow_the_money_entities_refer_to_each_other(self):
        path = os.path.join(self.export("ftm"), "entities.ftm.json")
        entities = [json.loads(line) for line in open(path)]
        ids = {e["id"]: e for e in entities}
        self.assertEqual(len(ids), len(entities))
        events = [e for e in entities if e["schema"] == "Event"]
        self.assertEqual(len(events), len(self.run_ok("events", self.ledger, "--json").splitlines()))
        for event in events:
            for other in event["properties"].get("involved", []) + event["properties"]["proof"]:
                self.assertIn(other, ids)

    # -- other data in ---------------------------------------------------------------------------------------------------
    def test_rows_of_others_are_kept_apart_and_replaced_only_on_request(self):
        ledger, table = self.path("import.servanda"), self.path("plain.csv")
        self.run_ok("init", ledger)
        with open(table, "w") as out:
            out.write("date,actor,recipient,type,what\n")
            for i in range(120):
                out.write(f"{2010 + i // 12}-{i % 12 + 1:02d}-05,Russia,Iran,CONSULT,\"talks, again\"\n")
            out.write("2020-13-05,Russia,Iran,CONSULT,x\n")
        first = servanda("import", ledger, table, "--as", "mine")
        self.assertEqual(first.returncode, 1)
        self.assertIn("plain.csv:122", first.stderr)
        self.assertIn("120 rows of plain stand under 'mine'", first.stdout)
        self.assertEqual(servanda("import", ledger, table, "--as", "mine").returncode, 2)
        servanda("import", ledger, table, "--as", "mine", "--replace")
        self.assertIn("120", self.run_ok("sources", ledger, "--data"))
        self.assertEqual(self.run_ok("events", ledger, "--json"), "")
        out = json.loads(self.run_ok("breaks", ledger, "RUS", "IRN", "--data", "mine", "--json"))
        self.assertEqual((out["first"], out["months"]), ("2010-01", 120))
        self.assertEqual(servanda("breaks", ledger, "RUS", "IRN", "--data", "yours").returncode, 2)
        self.run_ok("doctor", ledger)

    def test_compressed_tables_and_tables_that_are_none(self):
        ledger = self.path("gz.servanda")
        self.run_ok("init", ledger)
        packed = self.path("t.csv.gz")
        with gzip.open(packed, "wt") as out:
            out.write("name,period,value,unit,dyad\ntrade volume,2023,4e9,USD,RUS IRN\n")
        self.assertIn("1 rows of figures", self.run_ok("import", ledger, packed))
        with open(packed, "r+b") as f:
            f.truncate(os.path.getsize(packed) - 6)
        self.assertEqual(servanda("import", ledger, packed, "--as", "cut").returncode, 3)
        for bytes_ in (b"", b"\x00\x01\x02", b"PK\x03\x04", b"x,y\n1,2\n"):
            path = self.path("none.csv")
            with open(path, "wb") as out:
                out.write(bytes_)
            result = servanda("import", ledger, path)
            self.assertEqual(result.returncode, 3, bytes_)
            self.assertIn("none.csv", result.stderr)

    def test_real_files_of_other_data_sets(self):
        base = os.path.join(SHARED, "data/events")
        if not os.path.isdir(base):
            self.skipTest("../shared is not there")
        ledger = self.path("real.servanda")
        self.run_ok("init", ledger)
        result = servanda("import", ledger, os.path.join(base, "icews_sample/events.2018.sample.tab"), "--json")
        self.assertIn(result.returncode, (0, 1), result.stderr)
        icews = json.loads(result.stdout)
        self.assertGreater(icews["added"], 300)
        self.assertLess(icews["rejected"], 0.05 * icews["added"])
        result = servanda("import", ledger, *(os.path.join(base, f"gdelt_sample/gdelt_202011{d}.csv.gz") for d in (13, 14, 15)), "--json")
        self.assertIn(result.returncode, (0, 1), result.stderr)
        gdelt = json.loads(result.stdout)
        self.assertEqual(gdelt["data_set"], "gdelt")
        self.assertLess(gdelt["rejected"], 0.05 * gdelt["added"])

    # -- code in other forms ---------------------------------------------------------------------------------------------
    def test_code_writes_other_formats_that_import_reads(self):
        text = json.dumps({"id": "d1", "date": "2016-10-11", "text": "Russia delivered missiles to Iran on Tuesday. Russia may sell jets to Iran."}) + "\n"
        plover = [json.loads(line) for line in self.run_ok("code", text=text).splitlines()]
        self.assertTrue(plover)
        for format in ("csv", "icews", "gdelt"):
            out = self.path(f"coded.{format}")
            self.run_ok("code", "-", "--format", format, "-o", out, text=text)
            self.assertTrue(os.path.getsize(out))
            self.assertFalse(os.path.exists(out + ".part"))
            if format == "csv":
                self.assertEqual(len(list(csv.DictReader(open(out)))), len(plover))
                continue
            ledger = self.path(f"coded-{format}.servanda")
            self.run_ok("init", ledger)
            self.assertIn(f"rows of {format}", self.run_ok("import", ledger, out))
        self.run_ok("code", "-", "--format", "parquet", "-o", self.path("coded.parquet"), text=text)
        self.assertEqual(open(self.path("coded.parquet"), "rb").read(4), b"PAR1")
        self.assertEqual(servanda("code", "-", "--format", "parquet", text=text).returncode, 2)

    # -- the same bytes --------------------------------------------------------------------------------------------------
    def test_time_zone_and_locale_change_nothing(self):
        commands = (["timeline", self.ledger, "RUS", "IRN", "--json"], ["balance", self.ledger, "RUS", "IRN", "--json"], ["pledges", self.ledger, "RUS", "IRN", "--json"],
                    ["impact", self.ledger, "RUS", "IRN", "--on", "2025-01-17", "--json"], ["outlook", self.ledger, "RUS", "IRN", "--json"])
        for command in commands:
            plain = self.run_ok(*command)
            for env in ({"TZ": "Pacific/Kiritimati"}, {"TZ": "America/St_Johns"}, {"TZ": "Asia/Tehran", "LC_ALL": "tr_TR.UTF-8"}):
                self.assertEqual(plain, self.run_ok(*command, env=env), (command, env))


if __name__ == "__main__":
    unittest.main(warnings="ignore")
