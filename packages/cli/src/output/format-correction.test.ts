import type { CorrectionAnswer } from '@arena/core'
import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { formatCorrection } from './format-correction.ts'

const colors = picocolors.createColors(false)
const standing = { level: 2, title: 'Specialist', stars: 1, xpToNextLevel: 150, levelReached: null } as const
const corrected: CorrectionAnswer = {
  status: 'corrected',
  reportId: 'r',
  seq: 9,
  ...{ xpBefore: 20, xpChange: -13, xp: 7, isVoid: false },
  agent: { name: 'python-pro', xp: 107, ...standing },
  user: { xp: 1150, ...standing },
  achievements: [],
  rank: { now: 3, before: 2 },
  outranked: [],
}

describe('formatCorrection', () => {
  it('gives the change, what was before and what is now', () => {
    expect(formatCorrection(corrected, colors)).toEqual([
      'python-pro -13 XP: 20 before, 7 now',
      '  the agent: level 2, 107 XP, rank 3 of the week',
      '  its user: level 2, 1,150 XP',
    ])
  })

  it('says that a report was taken out, and what was unlocked', () => {
    const answer = {
      ...corrected,
      isVoid: true,
      achievements: [{ id: 'a', name: 'Sharp Eye', xp: 75 }],
      rank: null,
    }
    expect(formatCorrection(answer, colors).slice(0, 3)).toEqual([
      'python-pro -13 XP: 20 before, taken out',
      '  unlocked Sharp Eye, +75 XP',
      '  the agent: level 2, 107 XP',
    ])
  })

  it('says why nothing changed', () => {
    const answer: CorrectionAnswer = {
      ...corrected,
      status: 'unchanged',
      xpChange: 0,
      outranked: ['quality'],
    }
    expect(formatCorrection(answer, colors).slice(0, 2)).toEqual([
      'python-pro nothing changed: worth 7 XP',
      '  quality stays: it was judged by one whose word counts more',
    ])
    expect(formatCorrection({ ...answer, isVoid: true }, colors)[0]).toContain('taken out before')
  })
})
