import picocolors from 'picocolors'
import { expect, it } from 'vitest'
import { formatMe, type MeView } from './format-me.ts'

const plain = picocolors.createColors(false)
const me = {
  user: { name: 'ada' },
  workspace: { name: 'ada' },
  ...{ xp: 1250, level: 5, title: 'Elite', stars: 4, xpInLevel: 250, xpOfLevel: 500, xpToNextLevel: 250 },
  ...{ reports: 12, successes: 9, failures: 1, achievements: 1, streakDays: 0, longestStreakDays: 3 },
  agentsUsed: 7, // those with a success, as the server answers
} satisfies MeView & { readonly agentsUsed: number }

it('tells the level and what led there, and counts agents without a success too', () => {
  expect(formatMe(me, { agents: 8, colors: plain })).toEqual([
    'ada',
    'Level 5 Elite ★★★★☆  1,250 XP  ██████████░░░░░░░░░░ 250 XP to level 6',
    '12 reports, success 9 of 10, 8 agents, 1 achievement',
    'no streak now (longest 3)',
  ])
})
