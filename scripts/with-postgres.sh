#!/usr/bin/env bash
# Runs a command with a private PostgreSQL: a new cluster in a temporary
# folder, on a free port of 127.0.0.1, as durable as a real one (fsync on),
# stopped and removed when the command ends.
#
#   scripts/with-postgres.sh COMMAND [ARGUMENT…]
#
# The command finds its address in MOTCUA_TEST_POSTGRES (a URL whose user may
# create databases). When MOTCUA_TEST_POSTGRES is already set, that server is
# used and none is started.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT…]" >&2; exit 2; }
if [ -n "${MOTCUA_TEST_POSTGRES:-}" ]; then exec "$@"; fi

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
	if command -v initdb >/dev/null; then
		bin=$(dirname "$(readlink -f "$(command -v initdb)")")
	else
		echo "PostgreSQL is not installed. As root: make needs" >&2
		exit 1
	fi
fi

# PostgreSQL refuses to run as root: then it runs as the account that
# Debian's package made.
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then as() { setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; }; fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/motcua-postgres.XXXXXX")
stop() {
	as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$dir"; fi

cd "$dir"
as "$bin/initdb" -D "$dir/data" -U motcua -A trust -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 ||
	{ cat "$dir/initdb.log" >&2; exit 1; }

# A free port may be taken between looking and starting, so try a few.
port=
for _ in 1 2 3 4 5 6 7 8 9 10; do
	try=$((20000 + RANDOM % 12000))
	if as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 \
		-o "-p $try -h 127.0.0.1 -k $dir -c fsync=on -c max_connections=300 -c shared_buffers=256MB -c timezone=UTC" \
		start >/dev/null 2>&1; then
		port=$try
		break
	fi
done
[ -n "$port" ] || { echo "the private PostgreSQL did not start:" >&2; tail -n 20 "$dir/log" >&2; exit 1; }
as "$bin/createdb" -h "$dir" -p "$port" -U motcua motcua

# Benchmarks call pgbench, which Debian keeps off the PATH.
export PATH="$bin:$PATH"
export MOTCUA_TEST_POSTGRES="postgres://motcua@127.0.0.1:$port/motcua?sslmode=disable"
cd "$OLDPWD"

# In the background, so that a signal reaches us at once and stop still runs.
"$@" <&0 &
child=$!
trap 'kill -INT $child 2>/dev/null; wait $child 2>/dev/null; exit 130' INT
trap 'kill -TERM $child 2>/dev/null; wait $child 2>/dev/null; exit 143' TERM HUP
status=0
wait $child || status=$?
exit $status
