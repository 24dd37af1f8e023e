export interface FaultList {
  add(fault: string): void
  /** The faults in the order found; a last line counts those beyond the limit. */
  toLines(): readonly string[]
}

/** Collects faults in words, at most `limit` of them, so that a broken database gives a readable answer. */
export function createFaultList(limit = 100): FaultList {
  const lines: string[] = []
  let left = 0
  return {
    add(fault) {
      if (lines.length < limit) lines.push(fault)
      else left++
    },
    toLines: () => (left === 0 ? [...lines] : [...lines, `${left} more faults`]),
  }
}
