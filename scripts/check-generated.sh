#!/usr/bin/env bash
# Fails when generated files are not what their sources give now: it makes them
# again and compares. They are right on disk afterwards; commit them.
set -euo pipefail

sums() {
	git ls-files -co --exclude-standard -- '*.go' '*.md' | while read -r file; do
		[ -f "$file" ] && head -n 5 "$file" | grep -q 'generated.*DO NOT EDIT' && sha256sum "$file"
	done | sort -k 2
	return 0
}

before=$(sums)
make --no-print-directory generate
after=$(sums)
if [ "$before" != "$after" ]; then
	echo "generated files were not current; they are now. Commit them:" >&2
	diff <(echo "$before") <(echo "$after") | sed -n 's/^[<>] [0-9a-f]*  /  /p' | sort -u >&2
	exit 1
fi
