#!/usr/bin/env python3
"""Bad input: a sentence that says what and where, the exit code as designed, the rest goes on, nothing is lost."""
import json, os, sqlite3, subprocess, tempfile, unittest, zipfile

from pdf import encrypted_pdf, pdf

SERVANDA = os.path.abspath(os.environ.get("SERVANDA", "build/dev/servanda"))
GOOD = "Norway and Chile signed a fisheries agreement in Oslo on 3 May 2024.\n"


def run(*arguments, text=b""):
    result = subprocess.run([SERVANDA, "--quiet", *arguments], input=text, capture_output=True)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


class BadInput(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode())
        return path

    def docx(self, name):
        path = os.path.join(self.folder, name)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("word/document.xml", f"<w:document><w:body><w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p></w:body></w:document>")
        return path

    def bad_files(self):
        whole = self.docx("whole.docx")
        with open(whole, "rb") as f:
            cut = f.read()[:-40]
        os.remove(whole)
        return {
            "empty.txt": (b"", "is empty"),
            "blank.html": (b"<html><body><script>x</script></body></html>", "has no text in it"),
            "binary.txt": (bytes(range(1, 32)) * 40, "is binary, not a document that can be read"),
            "nul.txt": (b"Norway met Chile" + bytes(40) + b"in Oslo." * 3, "is binary"),
            "cut.pdf": (pdf()[:60], "is damaged: pdftotext finds no pages in it"),
            "cut.docx": (cut, "is damaged"),
            "locked.pdf": (encrypted_pdf(), "is encrypted: save it without a password first"),
            "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a password-protected one: save it as .docx without a password"),
            "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is an image"),
            "sheet.zip": (b"PK\x03\x04" + bytes(100), "is a ZIP archive without a Word document in it"),
        }

    def test_read_says_what_is_wrong_and_goes_on(self):
        good = self.file("good.txt", GOOD)
        for name, (data, sentence) in self.bad_files().items():
            with self.subTest(name):
                path = self.file(name, data)
                code, out, err = run("read", path, "--json")
                self.assertEqual((code, out), (3, ""))
                self.assertTrue(err.startswith(f"servanda: {path}: "), err)
                self.assertIn(sentence, err)
                self.assertEqual(err.count("\n"), 1, err)
                code, out, err = run("read", path, good, "--json")
                self.assertEqual(code, 1)
                self.assertEqual([json.loads(line)["document"]["path"] for line in out.splitlines()], [good])

    def test_a_whole_pdf_is_read_with_its_title_and_date(self):
        code, out, err = run("read", self.file("whole.pdf", pdf()), "--json")
        self.assertEqual((code, err), (0, ""))
        document = json.loads(out)["document"]
        self.assertEqual((document["title"], document["date"], document["date_basis"]), ("A note", "2024-05-04", "metadata: CreationDate"))

    def test_add_keeps_the_good_ones_and_names_the_others(self):
        for name, (data, _) in self.bad_files().items():
            self.file(name, data)
        self.file("good.txt", GOOD)
        self.file("lines.jsonl", json.dumps({"id": "a", "text": GOOD + "Peru left."}) + '\nno json\n{"id":"b"}\n{"id":"c","text":"x","date":"32 May"}\n'
                  + json.dumps({"id": "d", "text": "Norway met Chile in Lima."}))
        ledger = os.path.join(self.folder, "l.servanda")
        self.assertEqual(run("init", ledger)[0], 0)
        code, out, err = run("add", ledger, self.folder)
        self.assertEqual(code, 1)
        for name, (_, sentence) in self.bad_files().items():
            self.assertIn(sentence, "".join(line for line in err.splitlines() if name in line), name)
        for line, word in ((2, "not a JSON object"), (3, '"text" is missing'), (4, '"date"')):
            self.assertIn(word, "".join(e for e in err.splitlines() if f"lines.jsonl:{line}:" in e), err)
        self.assertNotIn("l.servanda:", err)
        code, out, _ = run("sources", ledger, "--json")
        self.assertEqual(code, 0)
        self.assertEqual({os.path.basename(json.loads(line)["path"]) for line in out.splitlines()}, {"good.txt", "lines.jsonl"})
        self.assertEqual(len(out.splitlines()), 3)

    def test_brief_writes_what_it_can_and_says_so(self):
        good = self.file("good.txt", GOOD)
        bad = self.file("locked.pdf", encrypted_pdf())
        code, out, err = run("brief", "NOR", "CHL", good, bad)
        self.assertEqual(code, 1)
        self.assertIn("is encrypted", err)
        self.assertIn("Norway", out)
        code, out, err = run("brief", "NOR", "CHL", bad, "-o", os.path.join(self.folder, "b.html"))
        self.assertEqual(code, 3)
        self.assertIn("no document could be read", err)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "b.html")))

    def test_a_wrong_charset_is_found_out(self):
        words = "Президент посетил столицу соседней страны и подписал там договор о дружбе и сотрудничестве. " * 3
        page = f'<html><head><meta charset="utf-8"></head><body><p>{words}</p></body></html>'
        for name, data in (("lying.html", page.encode("windows-1251")), ("plain.txt", words.encode("windows-1251")),
                           ("wide.txt", words.encode("utf-16")), ("marked.txt", words.encode("utf-8-sig"))):
            code, out, err = run("read", self.file(name, data), "--json")
            self.assertEqual(code, 0, err)
            # The text itself is not in the reading; its size in UTF-8 tells whether it was decoded right.
            self.assertAlmostEqual(json.loads(out)["document"]["bytes"], len(words.encode()), delta=2, msg=name)

    def test_two_files_of_the_same_content_count_once(self):
        ledger = os.path.join(self.folder, "l.servanda")
        run("init", ledger)
        first, second = self.file("a.txt", GOOD), self.file("b.txt", GOOD)
        code, out, err = run("add", ledger, first, second)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("1 document added", out)
        self.assertIn("1 was there", out)
        code, out, err = run("brief", "NOR", "CHL", first, second)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("A brief from one document", out)

    def test_a_ledger_of_another_program_is_refused_and_left_alone(self):
        other = os.path.join(self.folder, "other.servanda")
        with sqlite3.connect(other) as database:
            database.execute("create table t (x)")
        text = self.file("text.servanda", GOOD * 100)
        nothing = self.file("nothing.servanda", b"")
        for path in (other, text, nothing):
            with open(path, "rb") as f:
                before = f.read()
            for command in (["sources", path], ["add", path, self.file("good.txt", GOOD)], ["brief", "NOR", "CHL", "--ledger", path], ["doctor", path]):
                code, out, err = run(*command)
                self.assertEqual(code, 4, f"{command}: {err}")
                self.assertTrue(err.startswith(f"servanda: {path}: "), err)
            with open(path, "rb") as f:
                self.assertEqual(f.read(), before)

    def test_a_date_that_is_none_is_a_usage_error(self):
        good = self.file("good.txt", GOOD)
        for command in (["read", good, "--date", "2024-13-40"], ["brief", "NOR", "CHL", good, "--as-of", "yesterday"]):
            code, _, err = run(*command)
            self.assertEqual(code, 2, err)
            self.assertIn(command[-1], err)

    def test_a_document_that_is_yet_to_be_published_is_kept_and_told(self):
        ledger = os.path.join(self.folder, "later.servanda")
        run("init", ledger)
        lines = "".join(json.dumps({"id": name, "text": GOOD, "date": date}) + "\n"
                        for name, date in (("old", "2024-05-04"), ("new", "2924-05-04"), ("by", "../2924-05-04")))
        code, _, err = run("add", ledger, "-", text=lines.encode())
        self.assertEqual(code, 0)
        self.assertEqual(err, "servanda: new: is dated 2924-05-04, which is yet to come; it is added with that date\n")
        _, out, _ = run("sources", ledger, "--json")
        self.assertEqual({json.loads(line)["id"] for line in out.splitlines()}, {"old", "new", "by"})
        self.assertEqual(run("add", ledger, "-", text=lines.encode())[2], "")  # what is there is not told of again

    def test_a_text_that_is_older_than_what_it_tells_of_is_kept_and_told(self):
        ledger = os.path.join(self.folder, "dates.servanda")
        run("init", ledger)
        lines = json.dumps({"id": "early", "text": GOOD, "date": "2023-01-01"}) + "\n" + json.dumps({"id": "right", "text": GOOD, "date": "2024-05-04"})
        code, out, err = run("add", ledger, "-", text=lines.encode())
        self.assertEqual((code, out.split(" ")[0]), (0, "2"))
        self.assertEqual(err, "servanda: early: is dated 2023-01-01 and is read as telling of 2024-05-03 as past: look at the two dates; both are kept\n")

    def test_many_doubtful_dates_are_summed_up(self):
        ledger = os.path.join(self.folder, "many.servanda")
        run("init", ledger)
        lines = "".join(json.dumps({"id": f"d{i}", "text": GOOD, "date": "2924-05-04"}) + "\n" for i in range(5))
        code, out, err = run("add", ledger, "-", text=lines.encode())
        self.assertEqual((code, out.split(" ")[0]), (0, "5"))
        told = err.splitlines()
        self.assertEqual(len(told), 4, err)
        self.assertTrue(all("is dated 2924-05-04" in line for line in told[:3]), err)
        self.assertTrue(told[3].startswith("servanda: 2 more documents are at odds with their own date"), err)

    def test_a_state_that_is_none_is_a_usage_error_and_no_empty_answer(self):
        ledger = os.path.join(self.folder, "codes.servanda")
        run("init", ledger)
        for command in ("timeline", "pledges"):
            code, out, err = run(command, ledger, "NOR", "ZZZ")
            self.assertEqual((code, out), (2, ""))
            self.assertIn("there is no state with the code 'ZZZ'", err)
            self.assertEqual(run(command, ledger, "nor", "EUR")[0], 0)

    def test_a_missing_file_is_named(self):
        code, _, err = run("read", os.path.join(self.folder, "absent.txt"))
        self.assertEqual(code, 3)
        self.assertIn("absent.txt: cannot be opened: No such file", err)


if __name__ == "__main__":
    unittest.main()
