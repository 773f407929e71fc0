#!/usr/bin/env python3
"""Ctrl-C: every command that takes long stops in order with exit code 130, and what was acknowledged stays."""
import json, os, signal, subprocess, tempfile, threading, time, unittest

SERVANDA = os.path.abspath(os.environ.get("SERVANDA", "build/dev/servanda"))
TEXT = "Norway and Chile signed a fisheries agreement in Oslo on 3 May 2024. Chile denied that it had asked for more. "


def interrupted(command, wait=0.5, feed=None):
    """Starts a command, sends it SIGINT, returns its exit code and what it wrote. A signal that comes before the program has
    begun ends it as it would any program: then once more, later."""
    while True:
        process = subprocess.Popen([SERVANDA, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if feed:
            process.stdin.write(feed)
            process.stdin.flush()
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        if process.returncode != -signal.SIGINT or wait > 20:
            return process.returncode, out.decode(), err.decode()
        wait *= 3


class Interrupt(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def lines(self, count, sentences=40):
        return b"".join(json.dumps({"id": f"d{i}", "text": f"Report {i}. " + TEXT * sentences}).encode() + b"\n" for i in range(count))

    def file(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(data)
        return path

    def test_commands_that_wait_for_input_stop(self):
        for command in (["code"], ["read"], ["parse"]):
            # One line is there and no end of the input: nothing but the signal can end it.
            code, _, err = interrupted(command, feed=self.lines(1, 1))
            self.assertEqual(code, 130, command)
            self.assertIn("interrupted", err)

    def test_long_work_stops(self):
        long = self.file("long.jsonl", self.lines(4000))
        for command in (["code", long], ["read", long, "--json"], ["brief", "NOR", "CHL", long]):
            code, _, err = interrupted(command, wait=1.0)
            self.assertEqual(code, 130, f"{command}: {err}")
            self.assertIn("interrupted", err)

    def test_add_keeps_what_it_acknowledged_and_goes_on(self):
        ledger = os.path.join(self.folder, "l.servanda")
        self.assertEqual(subprocess.run([SERVANDA, "init", ledger], capture_output=True).returncode, 0)
        lines = self.lines(200, 5)
        long = self.file("long.jsonl", lines)
        # Half of the documents come by a pipe that stays open: the signal is sent once some are acknowledged, however fast
        # the machine is, and nothing but the signal can end the command.
        process = subprocess.Popen([SERVANDA, "add", ledger, "-", "--json", "--batch", "10"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        feeder = threading.Thread(target=lambda: (process.stdin.write(b"".join(lines.splitlines(keepends=True)[:100])), process.stdin.flush()))
        feeder.start()
        out = process.stdout.readline()
        feeder.join()
        process.send_signal(signal.SIGINT)
        rest, err = process.stdout.read(), process.stderr.read()
        self.assertEqual(process.wait(timeout=120), 130, err)
        self.assertIn(b"run the command again to go on", err)
        acknowledged = {json.loads(line)["added"] for line in (out + rest).splitlines() if b'"added"' in line}
        self.assertGreaterEqual(len(acknowledged), 10)
        there = {json.loads(line)["id"] for line in subprocess.run([SERVANDA, "sources", ledger, "--json"], capture_output=True, text=True).stdout.splitlines()}
        self.assertEqual(acknowledged, there)
        self.assertLessEqual(len(there), 100)
        again = subprocess.run([SERVANDA, "add", ledger, long, "--quiet"], capture_output=True, text=True)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn(f"{len(there)} were there", again.stdout)

    def test_a_long_command_tells_a_terminal_how_far_it_is_and_quiet_does_not(self):
        for name in range(30):
            self.file(f"{name}.txt", f"{TEXT} {name}".encode())
        quiet = subprocess.run([SERVANDA, "--quiet", "brief", "NOR", "CHL", self.folder], capture_output=True, text=True)
        self.assertEqual((quiet.returncode, quiet.stderr), (0, ""))
        # A terminal sees one line that is rewritten, with how much is done.
        code_long = self.file("more.jsonl", self.lines(400, 20))
        shown = subprocess.run(["script", "-qec", f"{SERVANDA} code {code_long} > {self.folder}/events.jsonl", "/dev/null"],
                               capture_output=True)
        self.assertEqual(shown.returncode, 0, shown.stdout)
        self.assertRegex(shown.stdout.decode(), r"\rservanda: \S*more\.jsonl: \d+")
        hidden = subprocess.run(["script", "-qec", f"{SERVANDA} --quiet code {code_long} > {self.folder}/events.jsonl", "/dev/null"],
                                capture_output=True)
        self.assertEqual((hidden.returncode, hidden.stdout), (0, b""))


if __name__ == "__main__":
    unittest.main()
