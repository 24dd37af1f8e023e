import type { Arena, Update } from '@arena/client'
import { describeUpdate } from './describe-update.ts'
import type { Paint } from './paint.ts'
import type { Witness } from './witness.ts'

export interface Follower {
  /** How many times XP arrived. */
  readonly gains: number
  /** Tells in one line what came since the start, and from now on prints each update as it comes. */
  speak(): string
}

/** Follows the updates of an arena until that closes; silent at first. */
export function followUpdates(
  arena: Arena,
  { witness, paint }: { readonly witness: Witness; readonly paint: Paint },
): Follower {
  const counts: Record<Update['type'], number> = {
    'xp-gained': 0,
    'level-reached': 0,
    'achievement-unlocked': 0,
    'rank-changed': 0,
    'board-changed': 0,
  }
  let isSilent = true
  void (async () => {
    for await (const update of arena.updates()) {
      witness.see(update)
      counts[update.type] += 1
      if (!isSilent) console.log(describeUpdate(update, paint))
    }
  })()
  return {
    get gains() {
      return counts['xp-gained']
    },
    speak() {
      isSilent = false
      const { 'xp-gained': xp, 'level-reached': levels, 'achievement-unlocked': unlocks } = counts
      return `Arrived live meanwhile: ${xp} gains of XP, ${levels} levels, ${unlocks} achievements.`
    },
  }
}
