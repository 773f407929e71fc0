#!/usr/bin/env python3
"""servanda brief: three formats, the same bytes whatever the threads, nothing later than --as-of, sentences for bad input."""
import json, os, subprocess, tempfile, unittest, xml.dom.minidom, zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVANDA = os.environ.get("SERVANDA", os.path.join(ROOT, "build/dev/servanda"))
DOSSIER = os.path.join(ROOT, "data/examples/russia-iran")


def brief(*arguments, cwd=None):
    return subprocess.run([SERVANDA, "brief", *arguments, "--quiet"], capture_output=True, cwd=cwd)


class Brief(unittest.TestCase):
    def json_of(self, *arguments):
        result = brief(*arguments, "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def test_every_sentence_and_row_has_notes_and_every_note_has_words(self):
        found = self.json_of("RUS", "IRN", DOSSIER)
        notes = {note["number"] for note in found["notes"]}
        self.assertEqual(notes, set(range(1, len(notes) + 1)))
        for note in found["notes"]:
            self.assertTrue(note["quote"].strip())
        for section in found["sections"]:
            for paragraph in section["paragraphs"]:
                for sentence in paragraph["sentences"]:
                    self.assertTrue(sentence["notes"], sentence)
                    self.assertLessEqual(set(sentence["notes"]), notes)
            for table in section["tables"]:
                for row in table["rows"]:
                    self.assertTrue(any(cell.get("notes") for cell in row), row)

    def test_the_example_dossier_is_what_its_description_says(self):
        with open(os.path.join(DOSSIER, "reports.jsonl"), encoding="utf-8") as f:
            reports = [json.loads(line) for line in f]
        self.assertGreaterEqual(sum(bool(report.get("date")) for report in reports), 80)
        with open(os.path.join(DOSSIER, "SOURCE.md"), encoding="utf-8") as f:
            self.assertIn(f"{len(reports)} dated reports", f.read())
        self.assertEqual(len(os.listdir(os.path.join(DOSSIER, "treaties"))), 3)

    def test_no_note_is_younger_than_as_of(self):
        found = self.json_of("RUS", "IRN", DOSSIER, "--as-of", "2016-12-31")
        self.assertTrue(found["notes"])
        for note in found["notes"]:
            date = (note["date"] or "").rstrip("~")
            self.assertLessEqual(date, "2016-12-31"[:len(date)])

    def test_threads_make_no_difference(self):
        one, many = (brief("RUS", "IRN", DOSSIER, "--format", "html", "--threads", n).stdout for n in ("1", "4"))
        self.assertTrue(one)
        self.assertEqual(one, many)

    def test_the_ending_of_the_output_says_the_format(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, begins in (("b.html", "<!doctype html>"), ("b.md", "# Russia and Iran"), ("b.json", "{")):
                path = os.path.join(folder, name)
                self.assertEqual(brief("RUS", "IRN", DOSSIER, "-o", path).returncode, 0)
                with open(path, encoding="utf-8") as written:
                    self.assertTrue(written.read().startswith(begins), name)
            path = os.path.join(folder, "b.docx")
            self.assertEqual(brief("RUS", "IRN", DOSSIER, "-o", path).returncode, 0)
            with zipfile.ZipFile(path) as word:
                self.assertIsNone(word.testzip())
                for name in word.namelist():
                    xml.dom.minidom.parseString(word.read(name))
                self.assertIn("Russia and Iran", word.read("word/document.xml").decode())
            read_back = subprocess.run([SERVANDA, "read", path, "--json"], capture_output=True)
            self.assertEqual(read_back.returncode, 0, read_back.stderr)
            self.assertEqual(sorted(os.listdir(folder)), ["b.docx", "b.html", "b.json", "b.md"])
            result = brief("RUS", "IRN", DOSSIER, "-o", os.path.join(folder, "b.xyz"))
            self.assertEqual(result.returncode, 2)
            self.assertIn(b"b.xyz", result.stderr)

    def test_a_ledger_gives_the_same_brief_as_its_documents(self):
        with tempfile.TemporaryDirectory() as folder:
            ledger = os.path.join(folder, "l.servanda")
            reports = os.path.join(DOSSIER, "reports.jsonl")
            for command in (["init", ledger], ["add", ledger, reports]):
                result = subprocess.run([SERVANDA, *command], capture_output=True)
                self.assertEqual(result.returncode, 0, result.stderr)
            for arguments in (["--ledger", ledger], [ledger]):
                self.assertEqual(brief("RUS", "IRN", *arguments).stdout, brief("RUS", "IRN", reports).stdout)

    def test_bad_input_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(brief("RUS", "IRN", cwd=folder).returncode, 2)
            self.assertEqual(brief("RUS", "RUS", DOSSIER).returncode, 2)
            self.assertEqual(brief("RUS", "IRN", DOSSIER, "--as-of", "2016-13").returncode, 2)
            nothing = brief("RUS", "IRN", os.path.join(folder, "absent.txt"))
            self.assertEqual(nothing.returncode, 3)
            self.assertIn(b"absent.txt", nothing.stderr)
            strangers = brief("PER", "LAO", DOSSIER)
            self.assertEqual(strangers.returncode, 3)
            self.assertIn(b"PER", strangers.stderr)
            with open(os.path.join(folder, "bad.jsonl"), "w") as f:
                f.write('{"id":"a","text":"Russia and Iran signed a contract in Moscow.","date":"2016-10-11"}\nnot JSON\n')
            some = brief("RUS", "IRN", folder)
            self.assertEqual(some.returncode, 1, some.stderr)
            self.assertIn(b"bad.jsonl:2", some.stderr)
            self.assertIn("Russia and Iran", some.stdout.decode())


if __name__ == "__main__":
    unittest.main()
