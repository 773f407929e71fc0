#!/usr/bin/env python3
"""Runs the commands of README.md as they stand there, on the example dossier, with the files that they name."""
import json, os, re, shutil, subprocess, tempfile, textwrap, unittest

from pdf import pdf

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVANDA = os.path.abspath(os.environ.get("SERVANDA", os.path.join(ROOT, "build/dev/servanda")))
DOSSIER = os.path.join(ROOT, "data/examples/russia-iran")


def tasks():
    """The five tasks: heading and commands."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as f:
        text = f.read().split("## Five tasks")[1].split("\n## ")[0]
    found = []
    for part in re.split(r"^\*\*\d\. ", text, flags=re.M)[1:]:
        commands = [line.strip() for line in part.split("\n") if line.startswith("    servanda ")]
        found.append((part.split("**")[0], commands))
    return found


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        os.makedirs(os.path.join(cls.folder, "bin"))
        os.symlink(SERVANDA, os.path.join(cls.folder, "bin", "servanda"))
        os.makedirs(os.path.join(cls.folder, "documents"))
        shutil.copytree(DOSSIER, os.path.join(cls.folder, "documents", "russia-iran"))
        sources = {"analysis.pdf": "analysis.md", "old.pdf": "treaties/russia-iran-2001.txt", "new.pdf": "treaties/russia-iran-2025.txt",
                   "sibling.pdf": "treaties/russia-north-korea-2024.txt"}
        for name, source in sources.items():
            with open(os.path.join(DOSSIER, source), encoding="utf-8") as f:
                lines = [line for paragraph in f.read().split("\n") for line in (textwrap.wrap(paragraph, 110) or [""])]
            with open(os.path.join(cls.folder, name), "wb") as f:
                f.write(pdf("\n".join(lines), title="", date=""))
        shutil.copy(os.path.join(DOSSIER, "reports.jsonl"), os.path.join(cls.folder, "news.jsonl"))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def run_command(self, command):
        environment = {**os.environ, "PATH": os.path.join(self.folder, "bin") + ":" + os.environ["PATH"], "HOME": self.folder}
        return subprocess.run(["bash", "-c", command], cwd=self.folder, env=environment, capture_output=True, text=True)

    def test_every_command_works_as_written(self):
        found = tasks()
        self.assertEqual(len(found), 5)
        for heading, commands in found:
            self.assertTrue(commands, heading)
            for command in commands:
                with self.subTest(command):
                    result = self.run_command(command)
                    self.assertEqual(result.returncode, 0, result.stderr)
                    named = re.search(r"(?:-o|--html|>) (\S+)", command.split("#")[0])
                    if named:
                        self.assertGreater(os.path.getsize(os.path.join(self.folder, named.group(1))), 200)
                    elif " init " not in command:
                        self.assertTrue(result.stdout.strip(), "says nothing")

    def test_the_answers_are_not_empty(self):
        self.run_command("servanda init d.servanda && servanda add d.servanda documents/russia-iran --quiet")
        reading = json.loads(self.run_command("servanda read analysis.pdf --json").stdout)
        for kind in ("events", "pledges", "indicators", "forecasts", "motives", "findings", "signals"):
            self.assertTrue(reading[kind], f"the analysis of the dossier holds {kind}")
        self.assertEqual(reading["document"]["date"], "2026-01-19")
        for command in ("timeline RUS IRN --since 2022", "pledges RUS IRN --as-of 2025-06-30", "balance RUS IRN"):
            self.assertGreater(len(self.run_command(f"servanda {command} --ledger d.servanda").stdout.splitlines()), 5, command)

    def test_the_brief_shows_what_is_disputed(self):
        brief = json.loads(self.run_command("servanda brief RUS IRN documents/russia-iran --format json --quiet").stdout)
        sections = {section["id"]: section for section in brief["sections"]}
        marks = {sentence["mark"] for paragraph in sections["disputed"]["paragraphs"] for sentence in paragraph["sentences"]}
        self.assertIn("denied", marks)
        self.assertIn("disputed", marks)
        for name in ("happened", "history", "treaty", "pledges", "deeds", "figures", "motives", "disputed", "expected", "supported"):
            self.assertTrue(sections[name]["paragraphs"] or sections[name]["tables"], f"the section {name} is empty")


if __name__ == "__main__":
    unittest.main()
