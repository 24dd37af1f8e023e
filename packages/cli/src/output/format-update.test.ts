import type { Update } from '@arena/core'
import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { formatUpdate } from './format-update.ts'

const plain = { colors: picocolors.createColors(false) }
const base = { seq: 7, userId: 'u', at: '2026-11-22T13:48:05.123Z' }
const gained: Update = {
  ...base,
  type: 'xp-gained',
  agent: 'python-pro',
  reportId: 'r',
  corrects: null,
  outcome: 'success',
  xp: 47,
  agentXp: 200,
  agentLevel: 2,
  userXp: 900,
  userLevel: 4,
}

describe('formatUpdate', () => {
  it('shows the gain of an agent with a bar to its next level', () => {
    expect(formatUpdate(gained, plain)).toBe(
      '13:48:05  python-pro                   +47 XP  success    level 2   ████████░░░░░░░░  100 XP to level 3',
    )
  })

  it('fits a terminal of 80 columns', () => {
    const line = formatUpdate({ ...gained, agentXp: 499_999, xp: 1250 }, { ...plain, columns: 80 })
    expect(line).toBe('13:48:05  python-pro                +1,250 XP  success    level 100  █████░░░░░')
    expect(line.length).toBeLessThanOrEqual(80)
  })

  it('cuts a long name', () => {
    const changed = { userId: 'u', at: base.at, type: 'rank-changed', agent: 'x'.repeat(100) } as const
    expect(formatUpdate({ ...changed, rank: 2, rankBefore: 5 }, plain)).toBe(
      `13:48:05  ${'x'.repeat(23)}… is rank 2 of the week (before: 5)`,
    )
  })

  it('says that XP was corrected', () => {
    expect(formatUpdate({ ...gained, xp: -20, corrects: 3 }, plain)).toMatch(/-20 XP {2}corrected /)
    const voided = { ...gained, xp: -20, corrects: 3, outcome: null }
    expect(formatUpdate(voided, plain)).toMatch(/-20 XP {2}taken out /)
  })

  it('sets levels and achievements apart', () => {
    expect(
      formatUpdate(
        { ...base, type: 'level-reached', subject: 'agent', agent: 'qa', level: 3, title: 'Expert' },
        plain,
      ),
    ).toBe('13:48:05  >> qa reached level 3, Expert')
    expect(
      formatUpdate(
        { ...base, type: 'level-reached', subject: 'user', agent: null, level: 3, title: 'Expert' },
        plain,
      ),
    ).toBe('13:48:05  >> You reached level 3, Expert')
    expect(
      formatUpdate(
        {
          ...base,
          type: 'achievement-unlocked',
          achievementId: 'first-steps',
          name: 'First Steps',
          description: 'for a test',
          icon: 'step',
          rarity: 'common',
          xp: 50,
          agent: 'qa',
        },
        plain,
      ),
    ).toBe('13:48:05  ** Unlocked First Steps (common), +50 XP')
  })

  it('tells a new rank with the one before', () => {
    const changed = { userId: 'u', at: base.at, type: 'rank-changed', agent: 'qa', rank: 2 } as const
    expect(formatUpdate({ ...changed, rankBefore: 5 }, plain)).toBe(
      '13:48:05  qa is rank 2 of the week (before: 5)',
    )
    expect(formatUpdate({ ...changed, rankBefore: null }, plain)).toContain('(new on the board)')
  })

  it('keeps to one line whatever the name holds', () => {
    expect(formatUpdate({ ...gained, agent: 'a\n\u001b[2Jb' }, plain)).toContain('a\ufffd\ufffd[2Jb')
  })
})
