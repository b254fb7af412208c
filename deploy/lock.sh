#!/bin/sh
# Writes requirements.txt and requirements-dev.txt: the versions that an installation of today gets, as plain lines.
set -eu
python=${1:-python3}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT

"$python" -m venv "$here/venv"
pip="$here/venv/bin/pip --disable-pip-version-check"
frozen() { $pip freeze --all --exclude pip --exclude clausewatch; }

$pip install --quiet --upgrade setuptools .
{ echo "# The versions that Clausewatch is tested with; \`make lock\` writes this file."; frozen; } > "$here/run"
$pip install --quiet aiosmtpd hypothesis jsonschema mypy pgserver playwright pytest pytest-xdist ruff trustme
frozen | sort > "$here/all"
sort "$here/run" > "$here/known"
{ echo "# What tests and checks need beside requirements.txt; \`make lock\` writes this file."
  comm -23 "$here/all" "$here/known"; } > "$here/dev"
mv "$here/run" requirements.txt
mv "$here/dev" requirements-dev.txt
