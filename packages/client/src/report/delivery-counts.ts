/** What became of the reports that passed through this process. */
export interface DeliveryCounts {
  scored: number
  /** Known to the server before: sent more than once, counted once. */
  duplicate: number
  rejected: number
}

export function emptyDeliveryCounts(): DeliveryCounts {
  return { scored: 0, duplicate: 0, rejected: 0 }
}
