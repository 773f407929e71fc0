#!/usr/bin/env python3
"""servanda read: every format, a sentence for every bad file, nothing else disturbed by it."""
import json, os, subprocess, tempfile, unittest, zipfile

SERVANDA = os.environ.get("SERVANDA", "build/dev/servanda")


def run(*arguments, text=b""):
    return subprocess.run([SERVANDA, *arguments], input=text, capture_output=True)


class Read(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, data):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as f:
            f.write(data)
        return path

    def docx(self, name, body):
        path = os.path.join(self.folder.name, name)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("word/document.xml", body)
        return path

    def reading(self, *arguments, text=b""):
        result = run("read", *arguments, "--json", text=text)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def test_reads_text_html_and_docx_alike(self):
        words = "Norway and Chile signed a fisheries agreement in Oslo on 3 May 2024."
        plain = self.reading(self.file("a.txt", words.encode()))
        page = self.reading(self.file("a.html", f"<html><body><nav>Home</nav><p>{words}</p></body></html>".encode()))
        word = self.reading(self.docx("a.docx", f"<w:document><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"))
        kinds = lambda r: [(e["event"], [a["code"] for a in e["actor"]], e["date"]) for e in r["events"]]
        self.assertTrue(kinds(plain))
        self.assertEqual(kinds(plain), kinds(page))
        self.assertEqual(kinds(plain), kinds(word))

    def test_has_all_the_lists_of_the_interface(self):
        reading = self.reading("-", text=b"Norway met Chile.")
        for key in "document events pledges indicators forecasts motives findings signals".split():
            self.assertIn(key, reading)

    def test_says_what_is_wrong_with_a_file_and_exits_3(self):
        cases = [("empty.txt", b"", "empty"), ("blank.txt", b" \n ", "no text"), ("program.txt", b"\x7fELF" + bytes(100), "program"),
                 ("binary.txt", bytes(range(32)) * 50, "binary"), ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
                 ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "password"), ("cut.docx", b"PK\x03\x04word/document.xml", "damaged"),
                 ("a.png", b"\x89PNG\r\n\x1a\n", "image")]
        for name, data, word in cases:
            result = run("read", self.file(name, data))
            self.assertEqual(result.returncode, 3, name)
            self.assertIn(name, result.stderr.decode())
            self.assertIn(word, result.stderr.decode(), name)

    def test_goes_on_after_a_bad_file(self):
        good = self.file("good.txt", b"Norway and Chile signed an agreement.")
        result = run("read", self.file("bad.pdf", b"%PDF-"), good, "--json")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(result.stdout.splitlines()), 1)

    def test_refuses_a_zip_bomb(self):
        result = run("read", self.docx("bomb.docx", "<w:t>" + " " * (70 << 20)))
        self.assertEqual(result.returncode, 3)
        self.assertIn("expands beyond", result.stderr.decode())

    def test_does_not_resolve_external_entities(self):
        body = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document><w:body><w:p><w:r><w:t>Norway &x; Chile</w:t></w:r></w:p></w:body></w:document>'
        result = run("read", self.docx("x.docx", body), "--json")
        self.assertNotIn(b"root:", result.stdout)

    def test_reads_other_charsets(self):
        reading = self.reading(self.file("latin.txt", "El Presidente de España visitó Perú. Spain and Peru signed a treaty in Málaga.".encode("latin-1")))
        self.assertTrue(reading["document"]["bytes"] > 0)

    def test_takes_a_date_and_refuses_one_that_is_none(self):
        self.assertEqual(self.reading("-", "--date", "2024-05-03", text=b"Norway met Chile.")["document"]["date"], "2024-05-03")
        self.assertEqual(run("read", "-", "--date", "2024-13-40", text=b"Norway met Chile.").returncode, 2)


if __name__ == "__main__":
    unittest.main()
