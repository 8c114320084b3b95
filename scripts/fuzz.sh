#!/usr/bin/env bash
# Runs every fuzz target of the module, one after another.
#
#   scripts/fuzz.sh TIME    such as 10s, for each target
set -euo pipefail
time=${1:?usage: $0 TIME}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

run() { go test -run '^$' -fuzz "^$2\$" -fuzztime "$time" "$1" >"$log" 2>&1; }

{ grep -rl --include='*_test.go' --exclude-dir=node_modules '^func Fuzz' . || true; } | xargs -r -n 1 dirname | sort -u | while read -r folder; do
	for target in $(go test -list '^Fuzz' "$folder" | grep '^Fuzz' || true); do
		echo "fuzz $folder $target $time"
		run "$folder" "$target" && continue
		# Go's fuzzer now and then reports its own deadline as a failure
		# (golang.org/issue/48591): no failing input, so once more.
		if ! grep -q 'Failing input' "$log" && grep -q 'context deadline exceeded' "$log"; then
			run "$folder" "$target" && continue
		fi
		cat "$log" >&2
		exit 1
	done
done
