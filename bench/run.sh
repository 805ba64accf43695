#!/bin/sh
# Measures the hub and its yardsticks; see bench/run.sh --help. Builds hub and bench when a jar is missing.
set -eu
cd "$(dirname "$0")/.."
jar=bench/target/bench.jar
if [ ! -f "$jar" ] || [ ! -f routes/target/hub.jar ]; then
  mvn -q -B -ntp -DskipTests package
fi
case " $* " in
  *" journey "*) [ -d bench/node-red/node_modules ] || (cd bench/node-red && npm ci --no-audit --no-fund) ;;
esac
# A copy, so that a build in the meantime does not pull the program from under a running bench.
copy="bench/target/run-$$.jar"
cp "$jar" "$copy"
trap 'rm -f "$copy"' EXIT
java -Xmx2g -cp "$copy:bench/target/lib/*" hub.bench.BenchCommand "$@" &
program=$!
trap 'kill $program 2>/dev/null || true' INT TERM
wait $program
