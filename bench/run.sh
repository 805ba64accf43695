#!/bin/sh
# Measures the hub and its yardsticks; see bench/run.sh --help. Builds the bench when its jar is missing.
set -eu
cd "$(dirname "$0")/.."
jar=bench/target/bench.jar
if [ ! -f "$jar" ]; then
  mvn -q -B -ntp -pl bench -am -DskipTests package
fi
case " $* " in
  *" journey "*) [ -d bench/node-red/node_modules ] || (cd bench/node-red && npm ci --no-audit --no-fund) ;;
esac
exec java -Xmx2g -cp "$jar" hub.bench.BenchCommand "$@"
