/** Something the host may want to know. `code` is stable; `message` is for people. */
export interface ArenaWarning {
  readonly code:
    | 'dropped'
    | 'rejected'
    | 'spool-unavailable'
    | 'spool-torn'
    | 'key-refused'
    | 'no-key'
    | 'invalid-config'
    | 'server-too-old'
    | 'updates-refused'
    | 'listener-failed'
    | 'lost'
    | 'engine-unavailable'
  readonly message: string
}

export type Warn = (warning: ArenaWarning) => void

/** Says each kind of warning once. What a listener throws stays with the listener. */
export function createWarnOnce(onWarning: Warn = emitWarning): Warn {
  const said = new Set<string>()
  return (warning) => {
    if (said.has(warning.code)) return
    said.add(warning.code)
    try {
      onWarning(warning)
    } catch {}
  }
}

/** At once, unlike `process.emitWarning`: the host may call `process.exit` right after. */
function emitWarning({ code, message }: ArenaWarning): void {
  const warning = new Error(message)
  warning.name = 'ArenaWarning'
  process.emit(
    'warning',
    Object.assign(warning, { code: `ARENA_${code.replaceAll('-', '_').toUpperCase()}` }),
  )
}
