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

function emitWarning({ code, message }: ArenaWarning): void {
  process.emitWarning(message, {
    type: 'ArenaWarning',
    code: `ARENA_${code.replaceAll('-', '_').toUpperCase()}`,
  })
}
