#!/bin/sh
# Prints the status line that the server of Arena keeps ready, for the session that Claude Code names on standard
# input. It starts no other program, so that it costs a few milliseconds.
exec 2>/dev/null
home=${ARENA_HOME:-${HOME:+$HOME/.arena}}
session=
IFS= read -r payload
case $payload in
  *'"session_id":"'*)
    session=${payload#*'"session_id":"'}
    session=${session%%'"'*}
    ;;
esac
line=
while read -r name text; do
  if [ "$name" = "$session" ] || [ "$name" = - ]; then # the line of all sessions comes last
    line=$text
    break
  fi
done <"$home/statusline"
[ -z "$line" ] || printf '%s\n' "$line"
exit 0
