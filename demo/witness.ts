import type { Update } from '@arena/core'

/** What the demo has to show before it may say that all works. */
export interface Witness {
  runsImported: number
  agentsOnBoard: number
  see(update: Update): void
  /** What was not seen, in words; empty when all was. */
  missing(): readonly string[]
}

/** `squad`: the agents whose XP has to arrive live. */
export function createWitness(squad: readonly string[]): Witness {
  const seen = new Set<string>()
  return {
    runsImported: 0,
    agentsOnBoard: 0,
    see(update) {
      seen.add(update.type === 'xp-gained' ? update.agent : update.type)
    },
    missing() {
      const wanted: readonly (readonly [boolean, string])[] = [
        [this.runsImported > 0, 'runs from the import'],
        ...squad.map((agent) => [seen.has(agent), `XP of ${agent} arriving live`] as const),
        [seen.has('level-reached'), 'a level reached live'],
        [seen.has('achievement-unlocked'), 'an achievement unlocked live'],
        [this.agentsOnBoard > 0, 'agents on the leaderboard'],
      ]
      return wanted.filter(([isSeen]) => !isSeen).map(([, name]) => name)
    },
  }
}
