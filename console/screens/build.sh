#!/bin/sh
# Builds the screens into the folder $1, when anything has changed since they were last built.
set -eu
out=$1
if ! command -v npm >/dev/null; then
  echo "hub: no npm found, so the screens are not built; install Node.js 20 or newer (Debian: apt-get install nodejs npm) for them" >&2
  exit 0
fi
stamp=$(cat package-lock.json package.json vite.config.ts tsconfig.json index.html | cat - $(find src public -type f | sort) | sha256sum | cut -d' ' -f1)
if [ -f "$out/built" ] && [ "$(cat "$out/built")" = "$stamp" ]; then
  exit 0
fi
packages=$(sha256sum package-lock.json | cut -d' ' -f1)
if [ ! -f node_modules/.installed ] || [ "$(cat node_modules/.installed)" != "$packages" ]; then
  npm ci --no-audit --no-fund --loglevel=error
  echo "$packages" > node_modules/.installed
fi
npm run --silent test -- --reporter=dot --silent
npm run --silent build -- --outDir "$out" --logLevel warn
echo "$stamp" > "$out/built"
