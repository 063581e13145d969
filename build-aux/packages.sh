# What Docket needs from the distribution, in one place, and how it is installed. Sourced.
#
# SPDX-FileCopyrightText: The Docket contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# packages_names LIST...: the names of Debian's packages in the lists, separated by blanks.
packages_names () {
  local list clang

  for list in "$@"; do
    case $list in
      build) # the compiler, the libraries, and what writes translations into data files
        echo gcc libc6-dev meson ninja-build pkgconf gettext appstream
        echo libglib2.0-dev libglib2.0-dev-bin libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev
        echo libjson-glib-dev libsqlite3-dev libsecret-1-dev libxml2-dev libcairo2-dev libgdk-pixbuf-2.0-dev
        echo libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libportal-gtk4-dev
        echo libpango1.0-dev libpoppler-glib-dev libx11-dev
        ;;
      run) # what the libraries use at run time without depending on it, and a display in a browser
        echo glib-networking ca-certificates dbus librsvg2-common adwaita-icon-theme libgtk-4-bin
        echo gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-pipewire
        echo heif-gdk-pixbuf webp-pixbuf-loader shared-mime-info fonts-cantarell fonts-dejavu-core dconf-gsettings-backend
        ;;
      test) # a display, a session, a Secret Service, a person's hands
        echo xvfb xauth xdotool xclip at-spi2-core gnome-keyring libsecret-tools procps locales
        echo python3 python3-gi gir1.2-atspi-2.0 python3-dbusmock imagemagick openssl sqlite3
        echo poppler-utils fonts-droid-fallback # reports are looked at, in every script
        echo chromium python3-websocket # a touch screen
        echo mold # over a hundred programs are linked
        ;;
      fuzz) # the sanitizers' library has clang's number in its name
        clang=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p')
        echo clang "libclang-rt-${clang:-14}-dev"
        ;;
      long) echo valgrind libc6-dbg ;;
      check) echo git clang-format clang-tidy cppcheck shellcheck desktop-file-utils man-db ;;
    esac
  done
}

packages_missing () {
  local name status

  for name in $(packages_names "$@"); do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)
    if [ "$status" != installed ]; then
      printf '%s\n' "$name"
    fi
  done
}

packages_as_root () {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# packages_need LIST...: installs what is missing of the lists named. Quick, and without a network,
# when all is there. Where it can't install, it says what is needed and fails.
packages_need () {
  local missing

  if [ -n "${DOCKET_SKIP_PACKAGES:-}" ]; then
    return 0
  fi

  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian or one of its kin, so Docket can't install by itself what it needs." >&2
    echo "Please install what your distribution calls these packages of Debian:" >&2
    packages_names "$@" | tr ' ' '\n' | sed 's/^/  /' >&2
    echo "Then run this again with DOCKET_SKIP_PACKAGES=1 in the environment." >&2
    return 1
  fi

  missing=$(packages_missing "$@")
  if [ -z "$missing" ]; then
    return 0
  fi

  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "Installing packages needs root, and there is no sudo here. Please install:" >&2
    printf '%s\n' "$missing" | sed 's/^/  /' >&2
    return 1
  fi

  echo "Installing $(printf '%s\n' "$missing" | wc -l) packages" >&2
  packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
  # With fresh lists, the number of clang is known: ask again.
  missing=$(packages_missing "$@")
  # Names are words separated by blanks.
  # shellcheck disable=SC2086
  packages_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
    --no-install-recommends -o Dpkg::Use-Pty=0 $missing >&2
}
