#!/usr/bin/env bash
# Installs what Servanda needs from Debian 12 and npm, if it is missing. Used by ./start and ./check.
#   install.sh build    what the program needs
#   install.sh check    what the tests need besides
#   install.sh full     what sanitizers, fuzzers, benchmarks and trainers need besides
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)

build_packages=(build-essential cmake ninja-build pkg-config ca-certificates npm
  libfmt-dev libsimdjson-dev libcli11-dev libgumbo-dev libpugixml-dev libzip-dev zlib1g-dev libicu-dev poppler-utils)
check_packages=(libgtest-dev python3 chromium clang-format)
full_packages=(clang-14 libclang-rt-14-dev libbenchmark-dev libeigen3-dev)

case ${1:-build} in
  build) wanted=("${build_packages[@]}") ;;
  check) wanted=("${build_packages[@]}" "${check_packages[@]}") ;;
  full) wanted=("${build_packages[@]}" "${check_packages[@]}" "${full_packages[@]}") ;;
  *) echo "usage: install.sh build|check|full" >&2; exit 2 ;;
esac

have() {  # A tool that stands on the path in another way than Debian's package counts too.
  case $1 in
    npm) command -v npm >/dev/null ;;
    python3) command -v python3 >/dev/null ;;
    *) dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ;;
  esac
}

missing=()
for package in "${wanted[@]}"; do have "$package" || missing+=("$package"); done
if ((${#missing[@]})); then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "servanda: these packages are missing and need root or sudo: ${missing[*]}" >&2; exit 3; }
    as_root=(sudo)
  fi
  echo "Installing from Debian: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
[ -e "$root/build/third_party/duckdb/libduckdb.so" ] || "$root/tools/setup/fetch_duckdb.sh" "$root/build/third_party/duckdb"
