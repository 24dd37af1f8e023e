import type { AchievementEntry } from '../ledger/ledger-entry.ts'
import { gainXp, levelReached } from '../progress/gain-xp.ts'
import type { Standing } from '../progress/progress.ts'
import type { Achievement } from './achievement.ts'
import { evaluateAchievements } from './evaluate-achievements.ts'

export interface Grants {
  readonly standing: Standing
  readonly entries: readonly AchievementEntry[]
}

export interface GrantContext {
  readonly catalog: readonly Achievement[]
  readonly rules: string
  readonly isQuiet: boolean
}

/** Unlocks all that a standing has met. A reward may raise a level and so unlock more: repeats until nothing is left. */
export function grantAchievements(standing: Standing, { catalog, rules, isQuiet }: GrantContext): Grants {
  const entries: AchievementEntry[] = []
  let current = standing
  for (
    let met = evaluateAchievements(catalog, current);
    met.length > 0;
    met = evaluateAchievements(catalog, current)
  ) {
    for (const { id, xpReward } of met) {
      const before = current.user
      current = unlockAchievement(current, { id, xpReward })
      entries.push({
        kind: 'achievement',
        achievementId: id,
        isQuiet,
        xp: xpReward,
        agentXp: current.agent.xp,
        agentLevel: current.agent.level,
        userXp: current.user.xp,
        userLevel: current.user.level,
        agentLevelReached: null,
        userLevelReached: levelReached(before, current.user),
        rules,
      })
    }
  }
  return { standing: current, entries }
}

/** Folds one unlock into a standing; the reward goes to the user alone. */
export function unlockAchievement(
  standing: Standing,
  { id, xpReward }: { readonly id: string; readonly xpReward: number },
): Standing {
  const user = gainXp(standing.user, xpReward)
  return {
    ...standing,
    user: { ...user, achievements: user.achievements + 1 },
    unlocked: new Set([...standing.unlocked, id]),
  }
}
