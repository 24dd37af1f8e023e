const notAllowed = /[^\p{L}\p{M}\p{Nd}._:/\- ]/gu
const maxLength = 100

/** A valid agent name for a Claude Code agent type; a plugin's `plugin:agent` stays as it is. */
export function agentTypeToName(agentType: string): string {
  const allowed = agentType.toWellFormed().normalize('NFC').replace(notAllowed, '-').trim()
  return cut(allowed).trim() || 'unnamed'
}

function cut(text: string): string {
  if (text.length <= maxLength) return text
  return text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '') // no half of a pair at the cut
}
