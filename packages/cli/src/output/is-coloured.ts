export interface ColourSources {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTerminal: boolean
}

/** Whether to colour: NO_COLOR forbids, FORCE_COLOR demands, else a terminal that can. A pipe gets none, in CI too. */
export function isColoured({ env, isTerminal }: ColourSources): boolean {
  if (env['NO_COLOR']) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal && env['TERM'] !== 'dumb'
}
