# What the scripts share; sourced, not run.

say() { echo "scripts/$(basename "$0"): $*" >&2; }

# Installs Debian packages. The first argument says what to do where there is no apt-get.
install_packages() {
  advice="$1"
  shift
  if ! command -v apt-get >/dev/null; then
    say "missing: $* (Debian's names), and there is no apt-get here to install them;"
    say "$advice"
    exit 1
  fi
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "missing: $*; run as root: apt-get install $*"
      exit 1
    fi
    as_root="sudo"
  fi
  say "installing $*"
  # An absent sudo is no word.
  # shellcheck disable=SC2086
  {
    $as_root apt-get update -qq >&2
    $as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$@" >&2
  }
}
