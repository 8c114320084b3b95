#!/usr/bin/env bash
# Installs from Debian's packages what is missing, and only that.
#
#   scripts/needs.sh node     Node 18 or newer with npm: builds the assets
#   scripts/needs.sh test     what the tests use: PostgreSQL, Chromium,
#                             pdftotext, the fonts of official documents
#
# A program already there is left as it is, wherever it came from.
set -euo pipefail

missing=()

need_node() {
	local major
	major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
	if [ "${major:-0}" -lt 18 ]; then missing+=(nodejs npm); return; fi
	command -v npm >/dev/null || missing+=(npm)
}

need_test() {
	if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null; then
		missing+=(postgresql)
	fi
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
		command -v google-chrome >/dev/null || missing+=(chromium)
	command -v pdftotext >/dev/null || missing+=(poppler-utils)
	# Version 1 of these fonts lacks letters of Vietnamese in bold.
	compgen -G '/usr/share/fonts/truetype/liberation2/*' >/dev/null || missing+=(fonts-liberation2)
	command -v setpriv >/dev/null || missing+=(util-linux)
}

for group in "$@"; do
	case $group in
	node) need_node ;;
	test) need_test ;;
	*) echo "usage: $0 node|test…" >&2; exit 2 ;;
	esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || {
		echo "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2
		exit 1
	}
	as_root=(sudo)
fi
command -v apt-get >/dev/null || {
	echo "Missing: ${missing[*]} (Debian's names). Install them with this system's package manager." >&2
	exit 1
}
echo "installing ${missing[*]}"
apt() {
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@" </dev/null
}
apt update
apt install -y --no-install-recommends "${missing[@]}" >/dev/null
