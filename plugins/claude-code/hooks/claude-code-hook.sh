#!/bin/sh
# Drops one hook payload of Claude Code, as it comes on standard input, into the spool of Arena, whose server turns it
# into reports. Says nothing and ends with 0 whatever happens: a hook that fails would get in the way of the work.
# With the argument `notification` it keeps only payloads in which Claude Code tells how an agent in the background
# ended, so that no prompt of a person reaches the disk.
exec 2>/dev/null >/dev/null
trap 'exit 0' EXIT
trap '' HUP INT PIPE TERM XFSZ # Claude Code's end must not cut off what it still had to say
umask 077
home=${ARENA_HOME:-${HOME:+$HOME/.arena}}
[ -n "$home" ] || exit 0
folder=$home/spool/hooks
[ -d "$folder" ] || mkdir -p "$folder" || exit 0
ulimit -f 16384 # blocks of 512 bytes, or of 1024 in some shells: no payload is larger than 8 or 16 MB

drop() { # counted by the length of a file, which the server reads and says
  printf . >>"$folder/dropped"
  exit 0
}

set -- "${1:-}" "$folder"/*.json
if [ $# -gt 9 ]; then # of the largest payloads eight are 64 MB
  kilobytes=$(du -sk "$folder")
  [ "${kilobytes%%[!0-9]*}" -lt 65536 ] || drop
fi

n=0
while [ -e "$folder/$$-$n.json" ]; do n=$((n + 1)); done # a payload of a process that had this number before
file=$folder/$$-$n.json # which the server takes as soon as it is whole
if [ "$1" = notification ]; then
  payload=$(cat)
  case $payload in
    *'"prompt":"<task-notification>'*) printf '%s\n' "$payload" >"$file" || { rm -f "$file"; drop; } ;;
  esac
else
  cat >"$file" || { rm -f "$file"; drop; }
  [ -s "$file" ] || rm -f "$file"
fi
