#!/usr/bin/env python3
"""The rules of the house that a program can hold: layers, file lengths, first lines, one machine's paths, documented commands."""
import os, re, subprocess, tempfile, unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVANDA = os.environ.get("SERVANDA", os.path.join(ROOT, "build/dev/servanda"))


def tracked(*endings):
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    return [p for p in listing if p.endswith(endings)]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


class House(unittest.TestCase):
    def test_a_use_of_a_higher_layer_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(os.path.join(folder, "low"))
            os.makedirs(os.path.join(folder, "high"))
            modules = os.path.join(ROOT, "cmake", "Modules.cmake")
            write(os.path.join(folder, "CMakeLists.txt"),
                  f'cmake_minimum_required(VERSION 3.25)\nproject(t LANGUAGES CXX)\ninclude({modules})\n'
                  'add_subdirectory(high)\nadd_subdirectory(low)\n')
            for name, text in (("high", "servanda_module(high LAYER 5)"), ("low", "servanda_module(low LAYER 1 USES high)")):
                write(os.path.join(folder, name, "CMakeLists.txt"), text)
                write(os.path.join(folder, name, name + ".cc"), "")
            result = subprocess.run(["cmake", "-S", folder, "-B", os.path.join(folder, "b")], capture_output=True, text=True)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn("may not use high", result.stderr)

    def test_two_files_embedded_under_one_name_are_refused(self):
        embed = os.path.join(ROOT, "cmake", "Embed.cmake")
        for second, accepted in (("words.tsv", True), ("names.tsv", False)):
            with tempfile.TemporaryDirectory() as folder:
                for name in ("words.tsv", "names.tsv", "one.cc", "two.cc"):
                    write(os.path.join(folder, name), "")
                write(os.path.join(folder, "CMakeLists.txt"),
                      f'cmake_minimum_required(VERSION 3.25)\nproject(t LANGUAGES CXX ASM)\ninclude({embed})\n'
                      'add_library(one one.cc)\nservanda_embed(one kWords ${CMAKE_SOURCE_DIR}/words.tsv)\n'
                      f'add_library(two two.cc)\nservanda_embed(two kWords ${{CMAKE_SOURCE_DIR}}/{second})\n')
                result = subprocess.run(["cmake", "-S", folder, "-B", os.path.join(folder, "b")], capture_output=True, text=True)
                self.assertEqual(result.returncode == 0, accepted, result.stderr)
                self.assertEqual("as kWords, which is the name of" in " ".join(result.stderr.split()), not accepted, result.stderr)

    def test_files_are_short_and_say_what_they_are_for(self):
        for path in tracked(".cc", ".h"):
            text = read(path)
            self.assertTrue(text.startswith("// "), f"{path}: the first line says what the file is for")
            self.assertLessEqual(text.count("\n"), 700, path)

    def test_code_is_formatted(self):
        result = subprocess.run(["clang-format", "--dry-run", "-Werror", *tracked(".cc", ".h")], cwd=ROOT, capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, "run clang-format -i on these:\n" + result.stderr[:2000])

    def test_no_path_of_one_machine_and_no_unfinished_mark(self):
        for path in tracked(".cc", ".h", ".py", ".sh", ".cmake", ".txt", ".md", ".tsv"):
            if path.startswith("tests/"):
                continue
            text = read(path)
            self.assertIsNone(re.search(r"(?<![\w.~])/(work|root|home)/[a-z]", text), path)
            if path.endswith((".cc", ".h", ".py")):
                self.assertIsNone(re.search(r"\bTODO\b|FIXME", text), path)

    def test_nothing_stray_stands_at_the_top(self):
        known = {".clang-format", ".clang-tidy", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json",
                 "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md", "check", "start"}
        self.assertEqual({path for path in tracked("") if path and "/" not in path} - known, set())

    def test_sql_stands_in_the_store_only(self):
        for path in tracked(".cc", ".h"):
            if path.startswith("src/servanda/store/"):
                continue
            self.assertNotIn("duckdb_", read(path), path)

    def test_every_command_is_documented(self):
        text = subprocess.run([SERVANDA, "--help"], capture_output=True, text=True).stdout
        self.assertNotIn("Subcommands:", text, "a command stands in no group of --help: see main.cc")
        commands = re.findall(r"^  ([a-z]+) ", text.split("--version")[1].split("First steps")[0], re.M)
        self.assertGreaterEqual(len(commands), 15)
        docs = "\n".join(read(p) for p in tracked(".md"))
        for command in commands:
            self.assertTrue(f"servanda {command}" in docs, f"{command} stands in no document")
            usage = subprocess.run([SERVANDA, command, "--help"], capture_output=True, text=True)
            self.assertEqual(usage.returncode, 0, command)
            self.assertIn("Example", usage.stdout, f"{command}: --help has a worked example")

    def test_links_in_documents_lead_somewhere(self):
        for path in tracked(".md"):
            for link in re.findall(r"\]\(([^)#]+)", read(path)):
                if "://" in link or link.startswith("mailto:"):
                    continue
                self.assertTrue(os.path.exists(os.path.join(ROOT, os.path.dirname(path), link)), f"{path}: {link}")

    def test_every_page_stands_in_the_index_of_its_folder(self):
        for folder in ("guide", "codebook", "formats", "figures", "decisions"):
            index = read(f"docs/{folder}/README.md")
            for path in tracked(".md"):
                if os.path.dirname(path) == f"docs/{folder}" and not path.endswith("README.md"):
                    self.assertIn(f"({os.path.basename(path)})", index, f"docs/{folder}/README.md does not name {path}")

    def test_every_stage_has_cases(self):
        cases = {"import": "import", "record": "record", "language": "language", "actor": "actors", "event": "events",
                 "treaty": "treaty", "reading": "reading", "ledger": "ledger", "brief": "brief"}
        listing = tracked(".txt", ".tsv", ".jsonl", ".html")
        for stage, folder in cases.items():
            self.assertTrue(any(p.startswith(f"tests/cases/{folder}/") for p in listing), f"tests/cases/{folder}: no case for {stage}")

    def test_every_folder_of_data_says_where_it_comes_from(self):
        for name in os.listdir(os.path.join(ROOT, "data")):
            folder = os.path.join(ROOT, "data", name)
            if os.path.isdir(folder) and name != "examples":
                self.assertTrue(os.path.exists(os.path.join(folder, "SOURCE.md")), name)


if __name__ == "__main__":
    unittest.main()
