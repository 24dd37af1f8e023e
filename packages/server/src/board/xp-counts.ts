/** How many subjects of a board have which XP: all that a rank depends on, in a few bytes per distinct XP. */
export interface XpCounts {
  readonly subjects: number
  /** How many different XP there are: the measure of its memory. */
  readonly distinct: number
  /** Adds `count` subjects with that XP; takes them away when it is below zero. */
  add(xp: number, count: number): void
  /** How many have more than `xp`. */
  above(xp: number): number
  /** From 1; equal scores share a rank. */
  rankOf(xp: number): number
  /** The next higher XP that somebody has, and how many; null at the top. */
  nextAbove(xp: number): { readonly xp: number; readonly count: number } | null
}

interface Block {
  /** Rising. */
  readonly xps: number[]
  readonly counts: number[]
  subjects: number
}

const maxInBlock = 1024

/** A sorted list cut into blocks, so that a change moves a few hundred numbers and not all. */
export function createXpCounts(): XpCounts {
  const blocks: Block[] = [{ xps: [], counts: [], subjects: 0 }]
  let subjects = 0
  let distinct = 0

  /** The last block that starts at or below `xp`, else the first. */
  function blockIndexOf(xp: number): number {
    const after = lowerBound(blocks.length, (index) => (blocks[index]?.xps[0] ?? 0) <= xp)
    return Math.max(0, after - 1)
  }

  function split(index: number, { xps, counts }: Block): void {
    const middle = xps.length >>> 1
    const upper = { xps: xps.splice(middle), counts: counts.splice(middle) }
    blocks.splice(index, 1, { xps, counts, subjects: sum(counts) }, { ...upper, subjects: sum(upper.counts) })
  }

  function above(xp: number): number {
    const index = blockIndexOf(xp)
    const block = blocks[index]
    let total = 0
    for (let after = index + 1; after < blocks.length; after++) total += blocks[after]?.subjects ?? 0
    if (!block) return total
    for (let place = placeOf(block, xp + 1); place < block.xps.length; place++) {
      total += block.counts[place] ?? 0
    }
    return total
  }

  return {
    get subjects() {
      return subjects
    },
    get distinct() {
      return distinct
    },
    add(xp, count) {
      const index = blockIndexOf(xp)
      const block = blocks[index]
      if (!block || count === 0) return
      const place = placeOf(block, xp)
      const held = block.xps[place] === xp ? (block.counts[place] ?? 0) : 0
      subjects += count
      block.subjects += count
      if (held === 0) {
        block.xps.splice(place, 0, xp)
        block.counts.splice(place, 0, count)
        distinct++
        if (block.xps.length > maxInBlock) split(index, block)
      } else if (held + count === 0) {
        block.xps.splice(place, 1)
        block.counts.splice(place, 1)
        distinct--
        if (block.xps.length === 0 && blocks.length > 1) blocks.splice(index, 1)
      } else {
        block.counts[place] = held + count
      }
    },
    above,
    rankOf: (xp) => above(xp) + 1,
    nextAbove(xp) {
      const index = blockIndexOf(xp)
      for (const block of [blocks[index], blocks[index + 1]]) {
        const place = block ? placeOf(block, xp + 1) : 0
        const next = block?.xps[place]
        if (next !== undefined) return { xp: next, count: block?.counts[place] ?? 0 }
      }
      return null
    },
  }
}

function placeOf({ xps }: Block, xp: number): number {
  return lowerBound(xps.length, (index) => (xps[index] ?? 0) < xp)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
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
