import type { RejectedAnswer, ScoredAnswer } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { emptyImportTally, tallyAnswer } from './import-tally.ts'

const standing = {
  xp: 310,
  level: 3,
  title: 'Expert',
  stars: 2,
  xpToNextLevel: 290,
  levelReached: 3,
} as const
const scored: ScoredAnswer = {
  status: 'scored',
  id: '00000000-0000-7000-8000-000000000001',
  seq: 1,
  xp: 20,
  agent: { ...standing, name: 'python-pro' },
  user: standing,
  achievements: [{ id: 'first-steps', name: 'First Steps', xp: 50 }],
  rank: null,
}
const rejected: RejectedAnswer = {
  status: 'rejected',
  id: null,
  code: 'invalid-report',
  message: 'agent: too long',
  issues: [],
}

describe('tallyAnswer', () => {
  it('adds XP of reports and of what they unlocked', () => {
    expect(tallyAnswer(emptyImportTally, scored)).toEqual({
      ...emptyImportTally,
      scored: 1,
      xp: 70,
      achievements: scored.achievements,
      level: { level: 3, title: 'Expert' },
    })
  })

  it('gives nothing for what was known', () => {
    expect(tallyAnswer(emptyImportTally, { ...scored, status: 'duplicate' })).toEqual({
      ...emptyImportTally,
      alreadyKnown: 1,
    })
  })

  it('counts rejections by their reason', () => {
    const other: RejectedAnswer = { ...rejected, code: 'backdate-not-allowed', message: 'too old' }
    expect([rejected, other, rejected].reduce(tallyAnswer, emptyImportTally).rejected).toEqual([
      { code: 'backdate-not-allowed', message: 'too old', count: 1 },
      { code: 'invalid-report', message: 'agent: too long', count: 2 },
    ])
  })
})
