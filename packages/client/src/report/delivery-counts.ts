/** What became of the reports that passed through this process. */
export interface DeliveryCounts {
  scored: number
  /** Known to the server before: sent more than once, counted once. */
  duplicate: number
  rejected: number
  /** Held in memory alone, and not sent when this process let go of them. */
  lost: number
}

export function emptyDeliveryCounts(): DeliveryCounts {
  return { scored: 0, duplicate: 0, rejected: 0, lost: 0 }
}
