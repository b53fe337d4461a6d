#!/bin/sh
# The one way in: set up, run, check, test. POSIX sh, because a fresh machine has neither make nor just.
set -eu

usage() {
  cat <<'END'
usage: ./do VERB [ARGUMENT...]

  run [OPTION...]      install what is missing, then serve the self-check pages
  hela [ARGUMENT...]   the command line: ./do hela --help
  check                lint, types and layer contracts
  test [OPTION...]     check, then every test; options go to pytest
  format               let the formatter rewrite the Python files
  differential [OPT...]  run the rule engines against each other on made-up and shipped rules
  bench [OPTION...]    measure the rule engines, and a peer, on one policy
  tck [FOLDER...]      run FEEL conformance tests (default: those beside this folder)
  lock [OPTION...]     resolve pyproject.toml into lock/*.txt (--upgrade moves versions)
  help                 this text

Needs Debian's python3.11, python3.11-venv, python3.11-dev, gcc and libc6-dev; test also wants chromium.
END
}

top=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
venv=$top/.venv
py=$venv/bin/python

say() { printf 'do: %s\n' "$*" >&2; }
die() {
  say "$@"
  exit 1
}

# --- what the machine must have ---------------------------------------------------------------------

# Names every missing Debian package at once, so that one command mends them all.
need_machine() {
  missing=
  if ! python3.11 -c 'import sys' >/dev/null 2>&1; then
    missing=' python3.11 python3.11-venv python3.11-dev'
  else
    python3.11 -c 'import ensurepip, venv' >/dev/null 2>&1 || missing="$missing python3.11-venv"
    headers=$(python3.11 -c 'import sysconfig; print(sysconfig.get_path("include"))')
    [ -f "$headers/Python.h" ] || missing="$missing python3.11-dev"
  fi
  if ! command -v "${CC:-gcc}" >/dev/null 2>&1; then
    missing="$missing gcc libc6-dev"
  elif ! echo '#include <stdlib.h>' | "${CC:-gcc}" -E - >/dev/null 2>&1; then
    missing="$missing libc6-dev"
  fi
  [ -z "$missing" ] || die "missing on this machine; as root: apt-get install -y$missing"
}

# want_command COMMAND PACKAGE: install a system package when we may, else say how.
want_command() {
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing $2"
    apt_install "$2" || { apt-get update -qq && apt_install "$2"; } || die "apt-get could not install $2"
  else
    [ "${HELA_REQUIRE:-}" != all ] || die "missing on this machine; as root: apt-get install -y $2"
    say "$1 is missing, so its tests are skipped; as root: apt-get install -y $2"
  fi
}
apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

# --- the environment --------------------------------------------------------------------------------

# pip's own words go to a log; on failure its last lines are shown above ours.
pip_install() {
  "$py" -m pip install --no-input --disable-pip-version-check --require-hashes "$@" >"$venv/install.log" 2>&1 || {
    tail -n 5 "$venv/install.log" >&2
    return 1
  }
}

# installed LOCK: true if this very lock file was installed to the end.
installed() {
  [ -x "$py" ] && cmp -s "$top/lock/$1" "$venv/installed/$1"
}

# stamped LOCK COMMAND...: run COMMAND with a copy of LOCK, and keep the copy as a stamp only if it succeeded.
# An interrupted installation therefore leaves no stamp and is simply done again.
stamped() {
  lock=$1
  shift
  installed "$lock" && return
  cp "$top/lock/$lock" "$venv/installed/.$lock"
  "$@" "$venv/installed/.$lock"
  mv "$venv/installed/.$lock" "$venv/installed/$lock"
}

install_wheels() {
  say "installing $lock into .venv"
  pip_install --only-binary :all: --requirement "$1" || die "could not install lock/$lock; all of it is in .venv/install.log"
}

# The only package that is compiled here: published as source alone, hash-checked like the rest, and
# built with the locked setuptools rather than one fetched for the occasion.
install_native() {
  say "building durable-rules"
  pip_install --no-build-isolation --use-pep517 --no-deps --requirement "$1" ||
    die "durable-rules did not build; as root: apt-get install -y gcc libc6-dev python3.11-dev"
}

# ready LOCK...: make sure that .venv holds these locks. Costs a few file comparisons when it does.
ready() {
  for lock in "$@"; do
    installed "$lock" || {
      install "$@"
      return
    }
  done
}

install() {
  # Two at once would trip over each other. The kernel drops the lock if we die.
  exec 9>"$top/.venv.lock"
  if command -v flock >/dev/null 2>&1; then flock 9; fi
  need_machine
  "$py" -c '' 2>/dev/null || python3.11 -m venv --clear "$venv" || die "could not make .venv (see above)"
  mkdir -p "$venv/installed"
  # Makes `engine`, `service` and the rest importable from any folder; relative, so that the tree may move.
  echo '../../../..' >"$venv/lib/python3.11/site-packages/hela.pth"
  for lock in "$@"; do
    case $lock in
      native.txt) stamped "$lock" install_native ;;
      *) stamped "$lock" install_wheels ;;
    esac
  done
  exec 9>&-
}

# --- the verbs --------------------------------------------------------------------------------------

# Tells everything that is wrong, not only the first kind.
check() {
  cd "$top"
  wrong=
  "$py" -m ruff check --quiet . || wrong="$wrong lint"
  "$py" -m ruff format --quiet --diff . || wrong="$wrong format (./do format)"
  "$py" -m mypy --no-error-summary || wrong="$wrong types"
  contracts=$("$py" -c 'import importlinter.cli as cli; cli.lint_imports_command()' --no-logo) || {
    printf '%s\n' "$contracts" >&2
    wrong="$wrong layers"
  }
  [ -z "$wrong" ] || die "check found faults in:$wrong"
}

[ $# -gt 0 ] || {
  usage >&2
  exit 2
}
verb=$1
shift
case $verb in
  run)
    ready run.txt native.txt
    exec "$py" -P -m service serve "$@"
    ;;
  hela)
    ready run.txt native.txt
    exec "$py" -P -m service "$@"
    ;;
  check)
    ready run.txt native.txt test.txt
    check
    ;;
  test)
    ready run.txt native.txt test.txt
    want_command chromium chromium
    check
    exec "$py" -m pytest -n "${HELA_JOBS:-logical}" "$@"
    ;;
  format)
    ready run.txt native.txt test.txt
    cd "$top"
    "$py" -m ruff check --quiet --select I --fix .
    exec "$py" -m ruff format .
    ;;
  tck)
    ready run.txt native.txt
    exec "$py" -P -m tools.tck "$@"
    ;;
  differential)
    ready run.txt native.txt
    cd "$top"
    exec "$py" -m tools.differential "$@"
    ;;
  bench)
    ready run.txt native.txt test.txt
    cd "$top"
    exec "$py" -m benchmarks.engines "$@"
    ;;
  lock)
    exec "$top/tools/lock.sh" "$@"
    ;;
  help | --help | -h)
    usage
    ;;
  *)
    say "no such verb: $verb"
    usage >&2
    exit 2
    ;;
esac
