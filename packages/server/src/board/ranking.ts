/** A board in memory: subjects by XP, of equal scores the one that reached it earlier first. */
export interface Ranking {
  readonly size: number
  set(id: string, xp: number, reachedSeq: number): void
  /** Null when the subject is not on the board. */
  xpOf(id: string): number | null
  /** From 1; equal scores share a rank. Null when the subject is not on the board. */
  rankOf(id: string): number | null
}

interface Entry {
  readonly id: string
  readonly xp: number
  readonly reachedSeq: number
}

const maxInBlock = 512

/** A sorted array cut into blocks, so that a change moves a few hundred entries and not all. */
export function createRanking(): Ranking {
  const entryById = new Map<string, Entry>()
  const blocks: Entry[][] = []

  function insert(entry: Entry): void {
    const index = Math.min(findBlock(blocks, entry), Math.max(blocks.length - 1, 0))
    const block = blocks[index]
    if (!block) {
      blocks.push([entry])
      return
    }
    block.splice(findPlace(block, entry), 0, entry)
    if (block.length > maxInBlock) blocks.splice(index + 1, 0, block.splice(maxInBlock / 2))
  }

  function remove(entry: Entry): void {
    const index = findBlock(blocks, entry)
    const block = blocks[index]
    block?.splice(findPlace(block, entry), 1)
    if (block?.length === 0) blocks.splice(index, 1)
  }

  return {
    get size() {
      return entryById.size
    },
    set(id, xp, reachedSeq) {
      const held = entryById.get(id)
      if (held) remove(held)
      const entry = { id, xp, reachedSeq }
      entryById.set(id, entry)
      insert(entry)
    },
    xpOf: (id) => entryById.get(id)?.xp ?? null,
    rankOf(id) {
      const entry = entryById.get(id)
      if (!entry) return null
      const firstOfEqual = { id: '', xp: entry.xp, reachedSeq: Number.NEGATIVE_INFINITY }
      const index = findBlock(blocks, firstOfEqual)
      let above = 0
      for (let before = 0; before < index; before++) above += blocks[before]?.length ?? 0
      return above + findPlace(blocks[index] ?? [], firstOfEqual) + 1
    },
  }
}

function compare(a: Entry, b: Entry): number {
  return b.xp - a.xp || a.reachedSeq - b.reachedSeq || (a.id < b.id ? -1 : Number(a.id > b.id))
}

/** The first block whose last entry does not come before `entry`; the number of blocks when there is none. */
function findBlock(blocks: readonly Entry[][], entry: Entry): number {
  return lowerBound(blocks.length, (index) => {
    const last = blocks[index]?.at(-1)
    return last === undefined || compare(last, entry) < 0
  })
}

function findPlace(block: readonly Entry[], entry: Entry): number {
  return lowerBound(block.length, (index) => {
    const held = block[index]
    return held !== undefined && compare(held, entry) < 0
  })
}

/** The first index below `length` that is not before what is sought, by bisection. */
function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}
