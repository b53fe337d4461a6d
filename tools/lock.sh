#!/bin/sh
# Resolve pyproject.toml into lock/*.txt: exact versions with hashes, and no address of any registry.
# Versions already locked are kept; pass --upgrade (or --upgrade-package NAME) to move them.
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$top"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

uv=.venv-lock/bin/uv
if [ -f lock/tools.txt ]; then
  if ! cmp -s lock/tools.txt .venv-lock/installed.txt; then
    python3.11 -m venv --clear .venv-lock
    .venv-lock/bin/python -m pip install --quiet --disable-pip-version-check \
      --require-hashes --only-binary :all: -r lock/tools.txt
    cp lock/tools.txt .venv-lock/installed.txt
  fi
else
  # Only to bring the first lock about; from then on the resolver itself is pinned.
  python3.11 -m venv --clear .venv-lock
  .venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv
fi

# compile OUTPUT INPUT... : universal, so that one lock serves every patch release and platform of 3.11.
compile() {
  output=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header --output-file "$output" "$@"
}

# durable-rules is published as C source only. Everything else must be a wheel: nothing else may run
# code of its own while it is installed.
wheels='--only-binary :all: --no-binary durable-rules'

# shellcheck disable=SC2086  # two options in one variable, on purpose
{
  compile lock/run.txt pyproject.toml --group build $wheels --no-emit-package durable-rules "$@"
  compile lock/test.txt pyproject.toml --group build --group test $wheels \
    --no-emit-package durable-rules --constraint lock/run.txt "$@"
  compile lock/tools.txt --group lock --only-binary :all: "$@"
}
grep -o 'durable-rules==[0-9.]*' pyproject.toml >"$work/native.in"
compile lock/native.txt "$work/native.in" --no-deps

if grep -nE '://|@ ' lock/*.txt; then
  echo "lock: an address stands in a lock file (above); a lock names versions and hashes only" >&2
  exit 1
fi
