const notAllowed = /[^\p{L}\p{M}\p{Nd}._:/\- ]+/gu
const maxLength = 100

/** A valid agent name for what a framework calls an agent; `fallback` when nothing of it can stay. */
export function toAgentName(name: unknown, fallback: string): string {
  if (typeof name !== 'string') return fallback
  const allowed = name.toWellFormed().normalize('NFC').replace(notAllowed, '-').trim()
  const cut = allowed.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '') // no half of a pair at the cut
  return cut.trim() || fallback
}
