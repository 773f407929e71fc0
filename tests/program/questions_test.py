#!/usr/bin/env python3
"""Questions that are put wrongly, or that nothing answers: refused with place and reason, and never taken for a finding."""
import json, os, subprocess, tempfile, unittest

from pdf import pdf

SERVANDA = os.path.abspath(os.environ.get("SERVANDA", "build/dev/servanda"))
REPORTS = [
    {"id": "a", "date": "2019-06-12", "source": "andes.example", "text": "Chile expelled two Peruvian diplomats on Wednesday."},
    {"id": "b", "date": "2023-05-20", "source": "coast.example", "text": "ARICA, May 19 - Chile delivered twelve locomotives to Peru."},
    {"id": "c", "date": "2021-03-02", "source": "coast.example", "text": "Chile promised to deliver locomotives to Peru by the end of 2023."},
    {"id": "d", "source": "andes.example", "text": "Peru recalled its ambassador from Chile."},
]
ASKED = ("timeline", "pledges", "balance", "breaks", "outlook", "impact")


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        cls.ledger = os.path.join(cls.folder, "l.servanda")
        assert cls.run_it("init", cls.ledger)[0] == 0
        assert cls.run_it("add", cls.ledger, "-", text="\n".join(map(json.dumps, REPORTS)))[0] == 0

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @staticmethod
    def run_it(*arguments, text=None):
        result = subprocess.run([SERVANDA, "--quiet", *arguments], input=text, capture_output=True, text=True)
        return result.returncode, result.stdout, result.stderr

    def ask(self, command, *arguments):
        return self.run_it(command, self.ledger, *arguments, *(["--on", "2021-03-02"] if command == "impact" else []))

    def test_what_no_record_can_be_is_refused_by_every_command(self):
        wrong = [(["XXQ", "PER"], "XXQ"), (["Chile", "Peru"], "'Chile' is CHL"), (["CHL", "PER", "--since", "2025", "--until", "2020"], "2025 is later than --until 2020"),
                 (["CHL", "PER", "--since", "01/02/2020"], "write it as 2016"), (["CHL", "PER", "--status", "done"], "'done'"),
                 (["CHL", "PER", "--domain", "ships"], "'ships'"), (["CHL", "PER", "--actor", "ZZZ"], "'ZZZ'"), (["CHL", "PER", "--type", "KISS"], "'KISS'")]
        for command in ASKED:
            for arguments, words in wrong:
                with self.subTest(command=command, arguments=arguments):
                    code, out, err = self.ask(command, *arguments)
                    self.assertEqual((code, out), (2, ""))
                    self.assertIn(words, err)

    def test_known_words_are_taken(self):
        for extra in (["--status", "no_evidence"], ["--status", "planned"], ["--domain", "nuclear_energy"], ["--domain", "space"], ["--actor", "chl:MIL"],
                      ["--actor", "UNO"], ["--since", "2020", "--until", "2020"]):
            self.assertEqual(self.ask("timeline", "CHL", "PER", *extra)[0], 0, extra)

    def test_an_empty_answer_says_why(self):
        for command in ("timeline", "pledges", "balance"):
            self.assertIn("no document of this ledger tells of both CHL and JPN", self.ask(command, "CHL", "JPN")[1])
        self.assertIn("none passes the filters", self.ask("timeline", "CHL", "PER", "--since", "2040")[1])
        self.assertEqual(self.ask("timeline", "CHL", "JPN", "--json")[1], "")

    def test_nothing_is_foretold_of_two_of_whom_nothing_is_known(self):
        code, out, err = self.ask("outlook", "CHL", "JPN")
        self.assertEqual((code, out), (3, ""))
        self.assertIn("cannot tell", err)
        self.assertIn("cannot tell: there is no dated act", self.ask("impact", "CHL", "JPN")[1])

    def test_the_order_of_the_two_does_not_matter(self):
        for command in ("timeline", "pledges"):
            self.assertEqual(self.ask(command, "CHL", "PER", "--json"), self.ask(command, "PER", "CHL", "--json"))

    def test_a_timeline_is_in_the_order_of_time(self):
        lines = [json.loads(line) for line in self.ask("timeline", "CHL", "PER", "--json")[1].splitlines()]
        days = [line["date"].removeprefix("../") if line["date"] else "9999" for line in lines]
        self.assertGreater(len(days), 2)
        self.assertEqual(days, sorted(days))

    def test_an_undated_document_is_in_no_answer_as_of_a_date(self):
        self.assertIn('"d#0"', self.ask("timeline", "CHL", "PER", "--json")[1])
        self.assertNotIn('"d#0"', self.ask("timeline", "CHL", "PER", "--as-of", "2024", "--json")[1])

    def test_a_deed_of_may_is_no_plan(self):
        brief = json.loads(self.run_it("brief", "CHL", "PER", "--ledger", self.ledger, "--format", "json")[1])
        marks = {s["mark"] for section in brief["sections"] for p in section["paragraphs"] for s in p["sentences"] if "twelve locomotives" in s["text"]}
        self.assertEqual(marks - {None}, set())

    def test_filters_that_cannot_be_kept_are_refused(self):
        self.assertEqual(self.run_it("forecasts", self.ledger, "--type", "AID")[0], 2)
        code, out, err = self.ask("breaks", "CHL", "PER", "--counts", "none.csv", "--type", "AID")
        self.assertEqual(code, 2)
        self.assertIn("--type", err)
        self.assertEqual(len(self.run_it("sources", self.ledger, "--type", "SANCTION")[1].splitlines()), 2)

    # -- documents -------------------------------------------------------------------------------------------------------
    def read(self, name, data, *more):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(data)
        return self.run_it("read", path, "--json", *more)

    def test_a_date_above_the_text_is_surer_than_that_of_a_printed_page(self):
        text = "Peru lends a hand\nLima, 9 January 2022\nPeru sent rescue teams to Chile after the quake of 8 January 2022."
        document = json.loads(self.read("printed.pdf", pdf(text, title="page.html"))[1])["document"]
        self.assertEqual((document["title"], document["date"]), ("Peru lends a hand", "2022-01-09"))
        later = json.loads(self.read("later.pdf", pdf(text.replace("2022", "2025"), title="page.html"))[1])["document"]
        self.assertEqual(later["date_basis"], "metadata: CreationDate")  # no text is older than its file says of what is to come
        given = json.loads(self.read("given.pdf", pdf(text), "--date", "2022-02")[1])["document"]
        self.assertEqual((given["date"], given["date_basis"]), ("2022-02", "given with --date"))

    def test_tables_and_folders_are_no_documents(self):
        code, _, err = self.read("trade.csv", b"name,dyad,period,value\ntrade,CHL-PER,2024,4\n")
        self.assertEqual(code, 3)
        self.assertIn("servanda import", err)
        self.assertIn("is a folder", self.run_it("read", self.folder)[2])

    def test_a_taken_id_is_named_with_its_line(self):
        code, _, err = self.run_it("add", self.ledger, "-", text=json.dumps(REPORTS[0]) + "\n" + json.dumps({"id": "a", "text": "Peru thanked Chile."}))
        self.assertEqual(code, 1)
        self.assertIn("-:2: the id a", err)


if __name__ == "__main__":
    unittest.main()
