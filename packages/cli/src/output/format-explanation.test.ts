import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { type ExplanationView, formatExplanation } from './format-explanation.ts'

const colors = picocolors.createColors(false)
const scored: ExplanationView = {
  xp: 10,
  agentName: 'python-pro',
  occurredAt: '2026-11-22T12:00:00.000Z',
  rules: 'v1',
  lines: ['Sum: 10 XP by rules v1'],
  unlocked: [{ name: 'First Steps', xp: 50 }],
  corrections: [],
  xpNow: 10,
  reportNow: {},
}

describe('formatExplanation', () => {
  it('gives the first score alone when there is no other', () => {
    expect(formatExplanation(scored, colors)).toEqual([
      'python-pro +10 XP',
      '2026-11-22 12:00 UTC, rules v1',
      '  Sum: 10 XP by rules v1',
      '  unlocked First Steps, +50 XP',
    ])
  })

  it('goes on with each correction, up to what the report is worth now', () => {
    const correction = {
      ...({ at: '2026-11-23T08:00:00.000Z', by: 'review', reason: 'found a bug' } as const),
      ...{ xpBefore: 10, xpChange: -3, xp: 7 },
      ...{ changes: ['Quality: code 0.4 (human), before none'], lines: ['Sum: 7 XP'], unlocked: [] },
    }
    const lines = formatExplanation({ ...scored, corrections: [correction], xpNow: 7 }, colors)
    expect(lines.slice(4)).toEqual([
      'Corrected by a reviewer -3 XP: from 10 to 7',
      '2026-11-23 08:00 UTC, found a bug',
      '  Quality: code 0.4 (human), before none',
      '  Sum: 7 XP',
      'Now worth 7 XP',
    ])
    const voided = {
      ...scored,
      corrections: [{ ...correction, by: 'self' as const }],
      xpNow: 0,
      reportNow: null,
    }
    expect(formatExplanation(voided, colors).at(-1)).toBe('Taken out: 0 XP')
  })
})
