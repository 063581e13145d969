# What the commands here share: where things are, and how a build is made. Sourced.
#
# SPDX-FileCopyrightText: The Docket contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Debian's own python3 has the modules that Debian's packages bring; another one on PATH has not.
PATH=/usr/bin:$PATH

say () {
  printf '\n== %s\n' "$*"
}

# set_up DIR OPTION...: makes the build directory DIR or brings its options up to date. With CI=true
# in the environment a warning is an error.
set_up () {
  local dir=$1
  local werror=false

  shift
  if [ "${CI:-}" = true ]; then
    werror=true
  fi

  if [ -f "$dir/build.ninja" ]; then
    meson configure "$dir" "-Dwerror=$werror" "$@"
  else
    if command -v mold >/dev/null; then
      export CC_LD=${CC_LD:-mold}
    fi
    meson setup "$dir" "$top" "--prefix=$dir/prefix" -Dprofile=development "-Dwerror=$werror" "$@"
  fi
}

# build_in DIR OPTION...: set_up, then compiles.
build_in () {
  set_up "$@" && meson compile -C "$1"
}
