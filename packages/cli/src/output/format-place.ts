import { formatNumber } from './format-number.ts'

interface Place {
  readonly subject: 'agent' | 'user' | 'team'
  readonly id: string
  readonly rank: number | null
  readonly size: number
  readonly xpToNextRank: number | null
  readonly entries: readonly { readonly id: string; readonly name: string }[]
}

/** Where one stands on a board, in a sentence. */
export function formatPlace({ id, rank, size, xpToNextRank, entries }: Place): string {
  const entry = entries.find((near) => near.id === id)
  if (!entry) return `${id} is not on this board.`
  if (rank === null) return `${entry.name} has too little measured to be ranked.`
  const toNext = xpToNextRank === null ? '' : `, ${formatNumber(xpToNextRank)} XP below the next`
  return `${entry.name} is at rank ${formatNumber(rank)} of ${formatNumber(size)}${toNext}.`
}
