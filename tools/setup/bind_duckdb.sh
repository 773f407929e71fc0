#!/usr/bin/env bash
# Tells the loader to look for the names that libduckdb.so wants of itself in the library first, as if it had been linked with
# -Bsymbolic, and not in every library of the program before it: that takes a tenth of a question to a ledger. It sets one byte,
# the tag DT_SYMBOLIC in an entry of the dynamic section that the linker left free. Another build of DuckDB is left as it is.
set -euo pipefail
library=${1:?usage: bind_duckdb.sh LIBRARY}
at=54428784
[ "$(stat -c %s "$library")" = 64696320 ] || exit 0
[ "$(od -An -tu1 -j "$at" -N 1 "$library" | tr -d ' ')" = 0 ] || exit 0
cp "$library" "$library.bound"
printf '\020' | dd of="$library.bound" bs=1 seek="$at" conv=notrunc status=none
if echo "ae6780cde247e8cdba8040cce0883489aab42e26ddb5d6cd82279f27d578cc9a  $library.bound" | sha256sum --quiet --status -c -; then
  mv "$library.bound" "$library"
else
  rm "$library.bound"
fi
