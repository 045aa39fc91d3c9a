#!/bin/sh
# Sees to it that there is a Chromium, and fonts with Japanese and with emoji in them.
# $1: the Python that has the workbench installed.
set -eu

missing=
"$1" -m tests.browser >/dev/null 2>&1 || missing=chromium
if command -v fc-list >/dev/null 2>&1; then
    [ -n "$(fc-list :lang=ja)" ] || missing="$missing fonts-noto-cjk"
    [ -n "$(fc-list :lang=und-zsye)" ] || missing="$missing fonts-noto-color-emoji"
elif [ -n "$missing" ]; then
    missing="$missing fonts-noto-cjk fonts-noto-color-emoji"
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Aizuchi's tests look at its pages with Chromium, a Japanese font and one of emoji. Missing here: $missing." >&2
    echo "Please install them; where the browser has another name or place, set CHROMIUM to its path." >&2
    exit 1
fi

if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Aizuchi's tests look at its pages with Chromium, a Japanese font and one of emoji. Please run this, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $missing" >&2
    exit 1
fi
echo "Installing: $missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
"$1" -m tests.browser >/dev/null
