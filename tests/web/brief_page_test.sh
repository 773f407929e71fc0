#!/usr/bin/env bash
# Writes the brief of the example dossier and looks at it in Chromium. 77 where there is no Chromium.
set -euo pipefail
cd "$(dirname "$0")"
command -v chromium >/dev/null || { echo "there is no chromium here"; exit 77; }
[ -d node_modules/playwright-core ] || npm ci --silent --no-audit --no-fund
exec node --test brief_page.test.mjs
