# Sourced by the other scripts: finds Python 3.11 or newer, brings uv into the checkout where it is missing,
# and makes the environment that the lock file describes. Nothing is installed into the system.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=${UV_LINK_MODE:-copy}

find_python() {
  local candidate
  for candidate in ${AVOWAL_PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"; return
    fi
  done
  echo "avowal needs Python 3.11 or newer, and found none. Install it, or name it in AVOWAL_PYTHON." >&2
  return 2
}

bring_uv() {
  if command -v uv >/dev/null; then return; fi
  if [ ! -x .tools/bin/uv ]; then
    echo "Bringing uv into .tools/ …" >&2
    if "$UV_PYTHON" -m venv .tools >/dev/null 2>&1; then
      .tools/bin/python -m pip install --quiet --disable-pip-version-check uv
    elif ! "$UV_PYTHON" -m pip install --quiet --disable-pip-version-check --target .tools uv; then
      echo "uv could not be brought: this Python has neither venv nor pip. Install one of them (python3-venv), then run this again." >&2
      return 2
    fi
  fi
  export PATH="$PWD/.tools/bin:$PATH"
}

UV_PYTHON=$(find_python); export UV_PYTHON
bring_uv
