#!/usr/bin/env python3
"""Back-tests the outlook on series that Servanda coded itself.

usage: ledger_outlook.py LEDGER [A-B ...]      (SERVANDA names the program; default build/dev/servanda)

Adds up the back-tests of `servanda outlook` (one month ahead, the last five years) over dyads of a ledger.
"""
import json, os, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("SERVANDA", os.path.join(ROOT, "build", "dev", "servanda"))
DYADS = ["RUS-UKR", "ISR-PSE", "USA-IRQ", "PRK-KOR", "USA-IRN", "USA-CHN", "RUS-USA", "IND-PAK", "ISR-LBN", "USA-PRK", "RUS-IRN", "RUS-GEO",
         "TUR-SYR", "USA-CUB", "CHN-JPN", "IRN-ISR"]

if len(sys.argv) < 2:
    sys.exit(__doc__)
total = {}
for dyad in sys.argv[2:] or DYADS:
    result = subprocess.run([PROGRAM, "--quiet", "outlook", "--ledger", sys.argv[1], *dyad.split("-"), "--json"], capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr)
    outlook = json.loads(result.stdout)
    print(f"{dyad:<10}{outlook['forecaster']:<20}" + "  ".join(f"{b['crps']:.3f}" for b in outlook["back_test"]), flush=True)
    for b in outlook["back_test"]:
        sums = total.setdefault(b["forecaster"], [0, 0, 0, 0])
        for i, key in enumerate(("crps", "log_score", "coverage_90")):
            sums[i] += b[key] * b["forecasts"]
        sums[3] += b["forecasts"]
print(f"{'forecaster':<20}{'CRPS':>9}{'log score':>11}{'cover 90 %':>12}{'forecasts':>11}")
for name, (crps, log, cover, n) in total.items():
    print(f"{name:<20}{crps / n:>9.4f}{log / n:>11.4f}{100 * cover / n:>11.1f}%{n:>11}")
