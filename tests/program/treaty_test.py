#!/usr/bin/env python3
"""servanda treaty: the digests of the example dossier, round trips through Akoma Ntoso, odd texts, collections."""
import json, os, re, subprocess, tempfile, unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVANDA = os.environ.get("SERVANDA", os.path.join(ROOT, "build/dev/servanda"))
DIGESTS = os.path.join(ROOT, "data/examples/russia-iran/treaties")
OLD, NEW, SIBLING = (os.path.join(DIGESTS, name + ".txt") for name in ("russia-iran-2001", "russia-iran-2025", "russia-north-korea-2024"))


def treaty(*arguments, text=None):
    return subprocess.run([SERVANDA, "treaty", *arguments], input=text, capture_output=True, text=True)


def read(path):
    return json.loads(treaty("read", path, "--json").stdout)


def compare(*paths):
    return json.loads(treaty("compare", *paths, "--json").stdout)


class Digests(unittest.TestCase):
    """What the model analysis says of the three treaties."""

    def setUp(self):
        self.old, self.new, self.sibling = read(OLD), read(NEW), read(SIBLING)

    def provisions(self, one, commitment):
        return [p for p in one["provisions"] if p["commitment"] == commitment]

    def test_the_new_treaty_replaces_the_old_one(self):
        self.assertIn("12 March 2001", self.new["term"]["succession"])
        self.assertEqual(self.new["signed"], "2025-01-17")
        self.assertEqual(set(self.new["parties"]), {"RUS", "IRN"})

    def test_only_the_sibling_has_mutual_assistance(self):
        self.assertEqual([one["atop"]["defense"] for one in (self.old, self.new, self.sibling)], [False, False, True])

    def test_both_bar_aid_to_an_aggressor(self):
        for one in (self.old, self.new):
            clause, = self.provisions(one, "no_aid_to_aggressor")
            self.assertEqual(clause["modality"], "prohibition")
            self.assertEqual(clause["trigger"], "aggression")

    def test_the_old_duty_to_consult_gives_way_to_a_looser_clause_and_both_are_shown(self):
        old, = self.provisions(self.old, "consultation")
        self.assertEqual(old["trigger"], "threat")
        link, = [a for a in compare(OLD, NEW)["alignments"] if old["id"] in a["a"]]
        self.assertEqual((link["relation"], link["a"], link["b"]), ("weakened", ["art_4"], ["art_5__para_4"]))
        self.assertIn("looser clause", link["why"])

    def test_security_and_defence_come_first_only_in_the_new_treaty(self):
        first = lambda one: [f for p in [p for p in one["provisions"] if p["article"]][:1] for f in p["domain"]]
        self.assertIn("defence", first(self.new))
        self.assertNotIn("defence", first(self.old))

    def test_the_new_treaty_is_broader(self):
        fields = lambda one: {f for p in one["provisions"] for f in p["domain"]}
        self.assertGreater(len(fields(self.new)), len(fields(self.old)))
        self.assertLessEqual({"information_security", "intelligence", "transport", "energy", "science", "culture", "health", "environment", "sanctions"}, fields(self.new))

    def test_ideology_stands_in_the_new_preamble_only(self):
        words = lambda one: " ".join(p["text"] for p in one["provisions"]).lower()
        self.assertIn("multipolar", words(self.new))
        self.assertNotIn("multipolar", words(self.old))
        new = [a for a in compare(OLD, NEW)["alignments"] if a["relation"] == "new"]
        self.assertTrue(any("art_2" in a["b"] for a in new))

    def test_only_the_new_treaty_calls_for_further_agreements(self):
        self.assertEqual(self.old["framework_share"], 0)
        self.assertEqual([p["id"] for p in self.new["provisions"] if p["needs_agreement"]], ["art_4", "art_22"])

    def test_three_treaties_make_threads(self):
        compared = compare(OLD, NEW, SIBLING)
        thread, = [t for t in compared["threads"] if "art_4" in t["russia-iran-2001.txt"]]
        self.assertIn("art_5__para_4", thread["russia-iran-2025.txt"])
        self.assertEqual(compared["summary"]["russia-iran-2025.txt"]["term"]["duration_years"], 20)

    def standing(self, compared, commitment):
        row, = [c for c in compared["commitments"] if c["commitment"] == commitment]
        return [one["standing"] for one in row["standing"]]

    def test_the_new_treaty_is_held_against_the_old_one_and_its_sibling(self):
        compared = compare(OLD, NEW, SIBLING)
        self.assertEqual([(p["from"][:-4], p["to"][:-4], p["kind"]) for p in compared["pairs"]],
                         [("russia-iran-2001", "russia-iran-2025", "succession"), ("russia-iran-2025", "russia-north-korea-2024", "sibling")])
        # Renewed; given up for a looser clause; what only the sibling has; what only the new one has.
        self.assertEqual(self.standing(compared, "no_aid_to_aggressor")[0], "kept")
        self.assertEqual(self.standing(compared, "consultation")[0], "weaker")
        self.assertEqual(self.standing(compared, "defense"), ["neither", "new"])
        self.assertEqual(self.standing(compared, "military_contact"), ["new", "dropped"])
        # The order of the files does not decide who is a sibling, and it can be said.
        self.assertEqual(compare(SIBLING, OLD, NEW)["pairs"][0]["kind"], "succession")
        said = json.loads(treaty("compare", OLD, NEW, "--sibling", SIBLING, "--json").stdout)
        self.assertEqual(said["pairs"], compared["pairs"])

    def test_markdown_quotes_what_only_the_sibling_has(self):
        report = treaty("compare", OLD, NEW, SIBLING, "--markdown").stdout
        row, = [line for line in report.splitlines() if line.startswith("| defense |")]
        self.assertIn("only in russia-north-korea-2024", row)
        behind = report[report.index("### only in russia-north-korea-2024"):]
        self.assertIn("all means in its possession", behind)
        self.assertIn("### dropped", report)


class AkomaNtoso(unittest.TestCase):
    def check(self, path, folder):
        once = treaty("read", path, "--akoma-ntoso")
        self.assertEqual(once.returncode, 0, once.stderr)
        self.assertEqual(once.stdout.count("<akomaNtoso "), 1)
        target = os.path.join(folder, "treaty.xml")
        with open(target, "w", newline="") as f:
            f.write(once.stdout)
        before, after = read(path), read(target)
        for key in ("title", "parties", "signed", "articles", "provisions", "atop", "term", "commitments"):
            self.assertEqual(before[key] if key != "term" else {**before[key], "place": None}, after[key] if key != "term" else {**after[key], "place": None}, (path, key))
        self.assertEqual(treaty("read", target, "--akoma-ntoso").stdout, once.stdout)

    def test_the_digests_come_back_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            for path in (OLD, NEW, SIBLING):
                self.check(path, folder)

    def test_every_structure_case_comes_back_the_same(self):
        with open(os.path.join(ROOT, "tests/cases/treaty/structure.txt")) as f:
            cases = f.read().split("====\n")[1::2]
        self.assertGreater(len(cases), 10)
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(cases):
                path = os.path.join(folder, f"case{number}.txt")
                with open(path, "w") as f:
                    f.write(text)
                if "told reporters" not in text:
                    self.check(path, folder)


class OddTexts(unittest.TestCase):
    def test_warnings_stand_on_stderr_and_in_json(self):
        text = "Convention\n\nArticle 1\nOne is one.\n\nArticle 1\nTwo is two.\n"
        result = treaty("read", "-", "--json", text=text)
        self.assertEqual(result.returncode, 0)
        self.assertIn("stands there twice", result.stderr)
        self.assertTrue(json.loads(result.stdout)["warnings"])

    def test_a_press_article_gives_no_provision(self):
        result = treaty("read", "-", "--json", text="The minister said on Monday that each side would come to the other's assistance if attacked.\n")
        found = json.loads(result.stdout)
        self.assertEqual((found["articles"], found["provisions"]), ([], []))
        self.assertFalse(any(found["atop"].values()))
        self.assertIn("report", result.stderr)


class Pages(unittest.TestCase):
    def page(self, *paths):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.html")
            self.assertEqual(treaty("compare", *paths, "--html", path).returncode, 0)
            with open(path) as f:
                return f.read()

    def test_two_treaties_give_one_page_that_fetches_nothing(self):
        page = self.page(OLD, NEW)
        self.assertIsNone(re.search(r"(src|href)=\"(?!#)|url\(|@import", page))
        for needed in ("prefers-color-scheme:dark", "@media print", "<ins>", "<del>", "no aid to aggressor", "20 years"):
            self.assertIn(needed, page)

    def test_every_link_of_the_page_of_three_treaties_leads_somewhere(self):
        page = self.page(OLD, NEW, SIBLING)
        targets = re.findall(r"href=\"#([^\"]*)\"", page)
        self.assertGreater(len(targets), 30)
        self.assertEqual(set(targets) - set(re.findall(r" id=\"([^\"]*)\"", page)), set())
        self.assertIn("russia-iran-2025 beside russia-north-korea-2024", page)


class Parts(unittest.TestCase):
    """Two treaties in one file."""
    BOTH = """Treaty of Trade between Arland and Borland

Article 1
Each Party shall sell grain to the other Party.

Article 2
This Treaty shall remain in force for five years.

Done at Arl on 3 May 1990.

Treaty of Alliance between Arland and Borland

Article 1
If one of the Parties is attacked, the other Party shall come to its assistance with all its forces.

Article 2
This Treaty shall remain in force for ten years.

Done at Arl on 4 June 1995.
"""

    def compare(self, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "both.txt")
            with open(path, "w") as f:
                f.write(self.BOTH)
            return treaty("compare", *(path if a == "BOTH" else a for a in arguments), "--json")

    def test_one_file_compares_the_treaties_that_it_holds(self):
        compared = json.loads(self.compare("BOTH").stdout)
        self.assertEqual(compared["treaties"], ["both.txt (1)", "both.txt (2)"])
        self.assertIn("strengthened", [a["relation"] for a in compared["alignments"]])

    def test_a_part_of_each_file_can_be_named(self):
        compared = json.loads(self.compare("BOTH", "BOTH", "--part", "2,1").stdout)
        self.assertEqual(compared["summary"]["both.txt (2)"]["term"]["duration_years"], 10)
        self.assertEqual(compared["pairs"][0]["from"], "both.txt (2)")

    def test_a_file_with_one_treaty_needs_a_second(self):
        result = treaty("compare", OLD)
        self.assertEqual(result.returncode, 2)
        self.assertIn("name a second file", result.stderr)


class Collections(unittest.TestCase):
    def test_find_names_the_likest_first(self):
        result = treaty("find", "--clause", "Neither Party shall allow its territory to be used against the other Party", OLD, NEW, SIBLING, "--json")
        found = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual({f["treaty"] for f in found}, {os.path.basename(p) for p in (OLD, NEW, SIBLING)})
        self.assertEqual({f["id"] for f in found}, {"art_2__para_2", "art_3__para_4", "art_5__para_2"})
        self.assertEqual([f["similarity"] for f in found], sorted((f["similarity"] for f in found), reverse=True))

    def test_find_needs_a_clause(self):
        self.assertEqual(treaty("find", OLD).returncode, 2)
        self.assertEqual(treaty("find", "--provision", "art_99", OLD).returncode, 2)

    def test_map_puts_the_likest_pair_first(self):
        first = treaty("map", OLD, NEW, SIBLING).stdout.splitlines()[0]
        self.assertIn("russia-iran-2001.txt", first)
        self.assertIn("russia-iran-2025.txt", first)

    def test_code_takes_a_provision_a_line(self):
        result = treaty("code", "-", text=json.dumps({"id": "x", "text": "Neither Party shall raise its duties."}) + "\n")
        self.assertEqual(json.loads(result.stdout)["modality"], "prohibition")


if __name__ == "__main__":
    unittest.main()
