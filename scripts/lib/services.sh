# Sourced by scripts/test and scripts/audit: Chromium and PostgreSQL, from the system's packages or Playwright's own.
can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() { DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; apt-get update -qq && apt-get install -y -qq "$@" >/dev/null; }

bring_chromium() {
  if [ -n "${AVOWAL_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null; then return; fi
  echo "Bringing Chromium …" >&2
  if can_apt; then apt_install chromium; else .venv/bin/playwright install chromium; fi
}

postgres_programs() {
  local found
  for found in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    if [ -x "$found/initdb" ]; then echo "$found"; return; fi
  done
  if command -v initdb >/dev/null; then dirname "$(readlink -f "$(command -v initdb)")"; fi
}

bring_postgres() {
  if [ -n "$(postgres_programs)" ]; then return; fi
  echo "Bringing PostgreSQL …" >&2
  if can_apt; then apt_install postgresql; return; fi
  echo "PostgreSQL (initdb, pg_ctl) is needed for the tests; install it with your system's packages." >&2
  return 2
}

# Runs a command with AVOWAL_TEST_DATABASE_URL naming an empty PostgreSQL of its own, which goes away afterwards.
with_postgres() {
  local programs home status=0 as=()
  programs=$(postgres_programs)
  home=$(mktemp -d)
  if [ "$(id -u)" = 0 ]; then chown postgres "$home"; as=(runuser -u postgres --); fi
  "${as[@]}" "$programs/initdb" -D "$home/data" -A trust -U avowal -E UTF8 --no-locale >/dev/null
  "${as[@]}" "$programs/pg_ctl" -D "$home/data" -w -l "$home/log" -o "-c listen_addresses='' -k $home -c fsync=off" start >/dev/null
  AVOWAL_TEST_DATABASE_URL="postgres://avowal@/postgres?host=$home" "$@" || status=$?
  "${as[@]}" "$programs/pg_ctl" -D "$home/data" -w -m immediate stop >/dev/null
  rm -rf "$home"
  return $status
}
