import { cleanText } from './clean-text.ts'
import { formatCount } from './format-count.ts'

export interface ErasureTally {
  readonly reports: number
  readonly names: { readonly agents: number; readonly keys: number; readonly name: string } | null
}

/** What was erased, in counts, and what holds copies still. */
export function formatErasure({ reports, names }: ErasureTally): string[] {
  return [
    `Erased the texts of ${formatCount(reports, 'report')}. The ledger and its XP stay.`,
    ...(names === null
      ? []
      : [
          `Erased the name, which is now ${cleanText(names.name)}, those of ${formatCount(names.keys, 'key')}, and what was said of ${formatCount(names.agents, 'agent')}.`,
        ]),
    'Backups and exports made before still hold it all, and the spools of agents for a day.',
  ]
}
