#!/usr/bin/env bash
# Does what README.md says, in a fresh folder and with nothing in the environment, and looks at what is printed:
#   test/install.sh [major…]     the Nodes to do it with, from the registry; 20, 22 and 26 when none is named
# The checkout that it stands in needs its packages, for the embedded Slack. About a minute for each Node.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- 20 22 26
folder=$(mktemp -d "${TMPDIR:-/tmp}/bitewise-install-XXXXXX")
slack=
app=
end() {
  local code=$?
  [ -z "$app" ] || kill -- "-$app" 2>/dev/null || true
  [ -z "$slack" ] || kill "$slack" 2>/dev/null || true
  wait
  if [ $code = 0 ]; then rm -rf "$folder"; else echo "What was printed is in $folder." >&2; fi
}
trap end EXIT

fail() {
  echo "WRONG: $*" >&2
  exit 1
}
# said FILE PATTERN: what was printed has a line like this one.
said() { grep -qE -- "$2" "$1" || fail "“$2” is not in what was printed: $(tail -n 5 "$1")"; }
# step FILE CODE COMMAND…: ends with this exit code; prints into FILE.
step() {
  local file=$1 wanted=$2 code=0
  shift 2
  clean timeout 600 "$@" >"$file" 2>&1 || code=$?
  [ "$code" = "$wanted" ] || fail "$* ended with $code: $(tail -n 5 "$file")"
}
# A stranger's environment: the Node of this round, the way to the registry, and nothing else that a checkout or its npm
# would hand down.
way=()
while IFS= read -r pair; do way+=("$pair"); done < <(env | grep -iE '^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|npm_config_(registry|cache))=' || true)
clean() { env -i "${way[@]}" HOME="$HOME" TMPDIR="$folder" PATH="$tools/node_modules/.bin:/usr/bin:/bin" "$@"; }
# launch FILE COMMAND…: goes on in the background, in a process group of its own.
launch() {
  local file=$1
  shift
  set -m
  clean "$@" >"$file" 2>&1 &
  app=$!
  set +m
}
# stop: tells the whole group, as Ctrl+C and systemd do, and waits until all of it has ended.
stop() {
  kill -TERM -- "-$app"
  for _ in $(seq 100); do
    kill -0 -- "-$app" 2>/dev/null || { app= && return; }
    sleep 0.2
  done
  fail "the app goes on after SIGTERM"
}
# comes FILE PATTERN PID: waits until a program has printed it, as long as it lives.
comes() {
  for _ in $(seq 600); do
    grep -qE -- "$2" "$1" && return
    kill -0 "$3" 2>/dev/null || fail "it ended before “$2”: $(tail -n 5 "$1")"
    sleep 0.2
  done
  fail "“$2” did not come: $(tail -n 5 "$1")"
}
megabytes() { du -smc "$@" 2>/dev/null | tail -n 1 | cut -f 1; }

start_slack() {
  PATH="$root/node_modules/.bin:$PATH" node --input-type=module -e "
    const { createSlack } = await import('$root/sandbox/slack/server.ts');
    const slack = await createSlack();
    console.log(['SLACK_API_URL=' + slack.apiUrl, 'SLACK_BOT_TOKEN=' + slack.botToken, 'SLACK_APP_TOKEN=' + slack.appToken, 'END'].join('\n'));
  " >"$folder/slack" &
  slack=$!
  comes "$folder/slack" '^END' "$slack"
}

# The Node of a major version as its package brings it, with the npm that came with it.
bring_tools() {
  local npm=10
  [ "$1" -lt 24 ] || npm=11
  tools=$folder/tools-$1
  mkdir -p "$tools"
  echo '{"private":true}' >"$tools/package.json"
  (cd "$tools" && npm install --no-audit --no-fund --loglevel error "node@$1" "npm@$npm" >"$folder/tools-$1.log" 2>&1) ||
    fail "Node $1 could not be had: $(tail -n 5 "$folder/tools-$1.log")"
}

fresh_copy() {
  place=$folder/bitewise-$1
  mkdir "$place"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -c 2>/dev/null) | tar -x -C "$place"
  cd "$place"
  cp package-lock.json "$folder/package-lock.json"
}

installs() {
  step install.log 0 npm ci --omit=dev
  ! grep -qiE 'warn|EBADENGINE' install.log || fail "npm warns: $(grep -iE -m 3 'warn|EBADENGINE' install.log)"
  cmp -s package-lock.json "$folder/package-lock.json" || fail 'the lockfile changed'
  local size
  size=$(megabytes node_modules runtime/node_modules)
  [ "$size" -le 370 ] || fail "it takes $size MB"
  echo "   installed, $size MB"
}

says_what_is_missing() {
  step nothing.log 1 npm start
  said nothing.log 'SLACK_BOT_TOKEN is missing.*\.env\.example'
  [ ! -e data ] || fail 'a start that failed made a database'
}

is_set_up() {
  cp .env.example .env
  local name value
  while IFS='=' read -r name value; do
    [ -z "$value" ] || { sed -i "/^#\? *$name=/d" .env && echo "$name=$value" >>.env; }
  done <"$folder/slack"
  echo 'PORT=0' >>.env
  step doctor.log 0 npm run doctor
  said doctor.log 'There is no database yet'
  [ ! -e data ] || fail 'the doctor made a database'
  step other.log 1 env SLACK_BOT_TOKEN=xoxb-of-the-environment npm run doctor
  said other.log 'Slack does not accept SLACK_BOT_TOKEN'
}

migrates() {
  step migrate.log 0 env SLACK_BOT_TOKEN= SLACK_APP_TOKEN= npm run migrate
  said migrate.log 'Brought the database up to 0001-core'
  step migrate.log 0 npm run migrate
  said migrate.log 'The database is up to date'
  step jobs.log 0 npm run jobs
  said jobs.log 'No job is in trouble'
}

runs() {
  launch start.log npm start
  comes start.log 'Bitewise is ready' "$app"
  step doctor.log 0 npm run doctor
  said doctor.log 'All is well'
  step json.log 0 npm run --silent doctor -- --json
  said json.log '"healthy": ?true'
  step backup.log 0 npm run backup -- first.backup
  said backup.log 'holds everything up to now'
  stop
}

has_its_tools() {
  step manifest.log 0 npm run manifest -- --url https://bitewise.example
  grep -q 'https://bitewise.example/slack/events' manifest.http.yml || fail 'the manifest lacks the address'
  step vocabulary.log 1 npm run vocabulary
  ! grep -qE '^ +at |node:internal' vocabulary.log || fail "a stack trace: $(tail -n 5 vocabulary.log)"
  rm -rf data
  step restore.log 0 npm run restore -- first.backup
  said restore.log 'first.backup is restored'
}

# What whoever tries it or works on it does: everything, and the sandbox.
tries_the_sandbox() {
  step all.log 0 npm install
  cmp -s package-lock.json "$folder/package-lock.json" || fail 'the lockfile changed'
  ! grep -qiE 'warn|EBADENGINE' all.log || fail "npm warns: $(grep -iE -m 3 'warn|EBADENGINE' all.log)"
  echo "   everything, $(megabytes node_modules runtime/node_modules) MB"
  launch sandbox.log env SANDBOX_PORT=4377 npm run sandbox
  comes sandbox.log 'Bitewise is in http://127.0.0.1:4377' "$app"
  stop
  [ -z "$(find "$folder" -maxdepth 1 -name 'bitewise-sandbox-*')" ] || fail 'the sandbox left a folder behind'
}

start_slack
for major in "$@"; do
  echo "Node $major"
  bring_tools "$major"
  fresh_copy "$major"
  installs
  says_what_is_missing
  is_set_up
  migrates
  runs
  has_its_tools
  # The first Node alone: the packages for work are the same for all.
  [ "$major" != "$1" ] || tries_the_sandbox
  cd "$root"
  rm -rf "$folder/bitewise-$major" "$folder/tools-$major"
done
echo 'Everything went as README.md says.'
