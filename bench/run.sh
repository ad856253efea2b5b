#!/usr/bin/env bash
# Runs the whole matrix of bench/README.md: builds, starts the server on core 0 and the generator on core 1, repeats every measurement in
# rounds (a ratio compares two figures of one round), and prints a Markdown table, also to artifacts/bench/.
#
#   bench/run.sh [--rounds 5] [--seconds 10] [--warmup 20] [--activate] [--quick] [--postgres]
#
# --activate begins tracking with every seal first, so that every report is judged; --quick is one short round, to see that it works.
# --postgres keeps the journal in a PostgreSQL of its own, new for each measurement, on the same cores as the generator.
# BENCH_DATA names the folder for journals (default artifacts/bench/data); it has to lie on the disk that is to be measured.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 seconds=10 warmup=20 activate=no store=embedded
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    --warmup) warmup=$2; shift 2 ;;
    --activate) activate=yes; shift ;;
    --postgres) store=postgres; shift ;;
    --quick) rounds=1 seconds=3 warmup=2; shift ;;
    *) sed -n '2,9p' "$0"; exit 2 ;;
  esac
done

readonly first=1000000 seals=10000 egts=9310 http=8310
readonly out="artifacts/bench/$(date -u +%Y%m%dT%H%M%SZ)" data="${BENCH_DATA:-artifacts/bench/data}"
readonly navseal=artifacts/bin/NavSeal.Server/release/navseal bench=artifacts/bin/NavSeal.Bench/release/NavSeal.Bench
server_pid= postgres_pid=

stop_server() {
  for pid in $server_pid $postgres_pid; do
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  server_pid= postgres_pid=
}

# start_postgres: an empty database; how to connect is the one line of the file.
start_postgres() {
  mkdir -p "$data"
  taskset -c 1 "$bench" postgres --folder "$data/postgres" >"$data/connection" 2>>"$out/server.log" &
  postgres_pid=$!
  for ((try = 0; try < 300; try++)); do
    [[ ! -s $data/connection ]] || return 0
    sleep 0.1
  done
  echo "PostgreSQL does not start; see $out/server.log" >&2
  exit 1
}
trap stop_server EXIT

wait_for_port() {
  for ((try = 0; try < 600; try++)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return 0; fi
    kill -0 "$server_pid" 2>/dev/null || { echo "The server ended before it listened; see $out/server.log" >&2; exit 1; }
    sleep 0.1
  done
  echo "Nobody listens on port $1 after a minute; see $out/server.log" >&2
  exit 1
}

seal_rows() {
  echo "seal,protocol,identity_kind,identity,model,profile,operator"
  for ((i = 0; i < $1; i++)); do echo "B$((first + i)),egts,TID,$((first + i)),bench,egts-seal,KZ"; done
}

# start_navseal SEALS: an empty journal, so many seals registered.
start_navseal() {
  rm -rf "$data"
  local more=()
  if [[ $store == postgres ]]; then
    start_postgres
    more=(--store postgres --postgres "$(<"$data/connection")")
  fi
  taskset -c 0 "$navseal" serve --data "$data" "${more[@]}" --egts-port "$egts" --http-port "$http" --seal-address 127.0.0.1 --log-level Warning \
    >>"$out/server.log" 2>&1 &
  server_pid=$!
  wait_for_port "$http"
  wait_for_port "$egts"
  seal_rows "$1" | "$navseal" seal import - --data "$data" >>"$out/server.log" 2>&1
  if [[ $activate == yes ]]; then
    # A seal has to have reported closed before it may be activated.
    taskset -c 1 "$bench" idle --port "$egts" --first-seal-number "$first" --connections "$1" --server-pid "$server_pid" \
      --seconds 0 --days-back 0 >>"$out/server.log"
    seal_rows "$1" | sed '1d; s/,.*//' | "$bench" lives --model bench | "$navseal" do - --data "$data" >>"$out/server.log" 2>&1
  fi
}

start_bare_reply() {
  taskset -c 0 "$bench" bare-reply --port "$egts" >>"$out/server.log" 2>&1 &
  server_pid=$!
  wait_for_port "$egts"
}

# watch_views FILE: how far the views are behind, four times a second, while the server lives. Over the socket in the data folder, which asks
# for no key.
watch_views() {
  while kill -0 "$server_pid" 2>/dev/null; do
    # The server may end between the two questions: then there is nothing to watch, and nothing is wrong.
    { curl -s -m 2 --unix-socket "$data/navseal.sock" http://localhost/control/metrics || true; } | awk '$1 == "navseal_reader_views_lag_seconds" { print $2 }'
    sleep 0.25
  done | sort -g | awk '{ v[NR] = $1 } END { if (NR) printf "view_lag_p50_seconds %s\nview_lag_max_seconds %s\n", v[int((NR + 1) / 2)], v[NR] }' >>"$1"
}

# generate NAME VERB OPTIONS…: one run of the generator against the server that runs; figures go to a file per round.
generate() {
  local name=$1 verb=$2
  shift 2
  local clock=(--days-back 29)
  [[ $activate == no ]] || clock=(--days-back 0 --frames-per-device-second 8)
  echo "round $round: $name" >&2
  local watcher=
  if [[ $name == open-* ]]; then
    watch_views "$out/views-$name.$round" &
    watcher=$!
  fi
  taskset -c 1 "$bench" "$verb" --port "$egts" --first-seal-number "$first" --server-pid "$server_pid" --seconds "$seconds" \
    "${clock[@]}" "$@" >"$out/$name.$round" || echo "failed 1" >>"$out/$name.$round"
  stop_server
  [[ -z $watcher ]] || wait "$watcher"
}

measure_round() {
  echo "round $round: flush" >&2
  mkdir -p "$data"
  taskset -c 0 "$bench" bare-flush --folder "$data" --seconds 3 >"$out/flush-64k.$round"
  taskset -c 0 "$bench" bare-flush --folder "$data" --seconds 3 --bytes 4096 >"$out/flush-4k.$round"
  for shape in 100x64 1000x1; do
    local load=(--connections "${shape%x*}" --outstanding "${shape#*x}" --warmup "$warmup")
    start_navseal "${shape%x*}"
    generate "server-$shape" load "${load[@]}"
    start_bare_reply
    generate "bare-$shape" load "${load[@]}"
  done
  for rate in 5000 25000; do
    start_navseal 1000
    generate "open-$rate" load --connections 1000 --outstanding 64 --warmup "$warmup" --rate "$rate"
  done
  activate=no start_navseal "$seals"
  generate idle-$seals idle --connections "$seals"
  rm -rf "$data"
}

# values NAME KEY: the figure of every round, one a line.
values() { for ((r = 1; r <= rounds; r++)); do awk -v key="$2" '$1 == key { print $2 }' "$out/$1.$r"; done; }

# spread FACTOR: median [min..max] of the lines, times a factor.
spread() {
  sort -g | awk -v f="$1" '
    function show(x) { x *= f; return x >= 1000 ? sprintf("%d", x) : x >= 10 ? sprintf("%.1f", x) : sprintf("%.3f", x) }
    { v[NR] = $1 }
    END { if (NR == 0) print "not measured"; else printf "%s [%s..%s]\n", show(v[int((NR + 1) / 2)]), show(v[1]), show(v[NR]) }'
}

cell() { values "$1" "$2" | spread "${3:-1}"; }

# times NAME KEY NAME KEY [FACTOR]: the first by the second, round by round; percent: the same in percent.
times() { paste <(values "$1" "$2") <(values "$3" "$4") | awk 'NF == 2 && $2 > 0 { print $1 / $2 }' | spread "${5:-1}"; }
percent() { times "$@" 100; }

faults() {
  for key in failed wrong lost_connections unacknowledged exhausted_seals; do values "$1" $key; done |
    awk '{ sum += $1 } END { print sum + 0 }'
}

# others: what the machine did beside server and generator, over all runs.
others() {
  for name in {server,bare}-100x64 {server,bare}-1000x1 open-5000 open-25000; do values $name other_cores; done | spread 1
}

table() {
  local rate=acknowledged_per_second
  echo "Median [min..max] of $rounds rounds of $seconds s after $warmup s of warm-up, $(date -u +%Y-%m-%d)," \
    "$(git rev-parse --short HEAD), $(nproc) cores, seals activated: $activate. Server on core 0, generator on core 1."
  echo
  echo "| what | figure | beside it | ratio | faults |"
  echo "|---|---|---|---|---|"
  for shape in 100x64 1000x1; do
    echo "| durable acknowledged frames/s, $shape | $(cell server-$shape $rate) | bare-reply $(cell bare-$shape $rate)" \
      "| $(percent server-$shape $rate bare-$shape $rate) % | $(faults server-$shape) |"
    echo "| generator's cores in the same | $(cell server-$shape generator_cores) | bare-reply $(cell bare-$shape generator_cores) | | |"
  done
  echo "| share of the flush ceiling, 100x64 | $(cell server-100x64 $rate) | 64 KiB blocks $(cell flush-64k frames_per_second)" \
    "| $(percent server-100x64 $rate flush-64k frames_per_second) % | |"
  for load in 5000 25000; do
    echo "| open loop $load/s, p50 ms | $(cell open-$load latency_p50_ms) | 4 KiB flush $(cell flush-4k flush_p50_ms)" \
      "| $(times open-$load latency_p50_ms flush-4k flush_p50_ms) times | $(faults open-$load) |"
    echo "| open loop $load/s, p99 ms | $(cell open-$load latency_p99_ms) | sent late by $(cell open-$load lag_p99_ms)" \
      "| $(times open-$load latency_p99_ms flush-4k flush_p50_ms) times the 4 KiB flush | |"
    echo "| open loop $load/s, server's cores | $(cell open-$load server_cores) | acknowledged/s $(cell open-$load $rate) | | |"
  done
  echo "| open loop 25000/s, views behind by at most, s | $(cell views-open-25000 view_lag_max_seconds) | in the middle" \
    "$(cell views-open-25000 view_lag_p50_seconds) | | |"
  echo "| cores used by others meanwhile (above 0.1 the run is disturbed) | $(others) | | | |"
  echo "| idle connections ($seals), KB each | $(cell idle-$seals kb_per_connection) | cores while idle" \
    "$(cell idle-$seals server_cores_idle) | | $(faults idle-$seals) |"
}

mkdir -p "$out"
dotnet build -c Release src/NavSeal.Server >"$out/build.log" && dotnet build -c Release bench/NavSeal.Bench >>"$out/build.log" \
  || { tail -20 "$out/build.log" >&2; exit 1; }
for ((round = 1; round <= rounds; round++)); do measure_round; done
table | tee "$out/table.md"
echo "Figures of every round are in $out/." >&2
