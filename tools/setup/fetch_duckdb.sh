#!/usr/bin/env bash
# Puts libduckdb.so and duckdb.h (DuckDB 1.4.4, MIT) into the folder given: both come from npm, by name and version,
# and are checked against the SHA-256 written here.
set -euo pipefail
to=${1:?usage: fetch_duckdb.sh FOLDER}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$to"
cd "$work"
npm pack --silent @duckdb/node-bindings-linux-x64@1.4.4-r.4 duckdb@1.4.4 >/dev/null
tar -xzf duckdb-node-bindings-linux-x64-1.4.4-r.4.tgz package/libduckdb.so
tar -xzf duckdb-1.4.4.tgz package/src/duckdb/src/include/duckdb.h
sha256sum --quiet -c - <<'SUMS'
1ef33048e12235115ac0d277a0aaccbb560e33248144f488b5ac005cd9ba81b5  package/libduckdb.so
cbe6a827284375c5a646b8f27dbd3a00808ce8738b5bbb49c190cb1e08540281  package/src/duckdb/src/include/duckdb.h
SUMS
install -m 644 package/src/duckdb/src/include/duckdb.h "$to/duckdb.h.new"
install -m 755 package/libduckdb.so "$to/libduckdb.so.new"
mv "$to/duckdb.h.new" "$to/duckdb.h"
mv "$to/libduckdb.so.new" "$to/libduckdb.so"
