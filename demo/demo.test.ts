import type { Update } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { describeUpdate } from './describe-update.ts'
import { createPaint } from './paint.ts'
import { createWitness } from './witness.ts'

const base = { userId: 'u', at: '2026-01-01T00:00:00Z' }
const updates: readonly Update[] = [
  {
    ...base,
    type: 'xp-gained',
    seq: 1,
    agent: 'line-counter',
    reportId: null,
    corrects: null,
    outcome: 'success',
    xp: 45,
    agentXp: 145,
    agentLevel: 2,
    userXp: 145,
    userLevel: 2,
  },
  {
    ...base,
    type: 'level-reached',
    seq: 1,
    subject: 'agent',
    agent: 'line-counter',
    level: 2,
    title: 'Specialist',
  },
  {
    ...base,
    type: 'achievement-unlocked',
    seq: 2,
    achievementId: 'sharp-eye',
    name: 'Sharp Eye',
    description: 'Complete 5 tasks at a mean quality of .90 or more',
    rarity: 'common',
    icon: 'eye',
    xp: 75,
    agent: null,
  },
  { ...base, type: 'rank-changed', agent: 'line-counter', rank: 1, rankBefore: null },
]

describe('describeUpdate', () => {
  it('says each kind of update in one plain line', () => {
    const paint = createPaint({ isTerminal: false })
    expect(updates.map((update) => describeUpdate(update, paint).trim())).toEqual([
      '+45 XP  line-counter  145 XP, level 2',
      'level  line-counter is now level 2, Specialist',
      'unlocked  Sharp Eye, common (+75 XP)',
      'rank  line-counter is 1 of the week, new on the board',
    ])
  })
})

describe('createWitness', () => {
  it('names what was not seen', () => {
    const witness = createWitness(['line-counter'])
    witness.runsImported = 3
    for (const update of updates.slice(0, 2)) witness.see(update)
    expect(witness.missing()).toEqual(['an achievement unlocked live', 'agents on the leaderboard'])
  })

  it('misses nothing when all was seen', () => {
    const witness = createWitness(['line-counter'])
    Object.assign(witness, { runsImported: 1, agentsOnBoard: 1 })
    for (const update of updates) witness.see(update)
    expect(witness.missing()).toEqual([])
  })
})
