import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { type BoardView, formatBoard } from './format-board.ts'

const plain = { colors: picocolors.createColors(false) }
const entry = {
  rank: 1,
  name: 'python-pro',
  xp: 1250,
  level: 5,
  title: 'Elite',
  reports: 30,
  successes: 24,
  failures: 6,
  successRate: null,
  meanDurationInMs: 95_000,
  timedSuccesses: 20,
  isMine: true,
}
const board: BoardView = {
  subject: 'agent',
  scope: 'workspace',
  scopeName: 'Lab',
  sort: 'xp',
  window: 'week',
  periodStart: '2026-11-16',
  entries: [entry],
}

describe('formatBoard', () => {
  it('says what is ranked, and when', () => {
    const headings = (['day', 'week', 'month', 'all'] as const).map(
      (window) => formatBoard({ ...board, window }, plain)[0],
    )
    expect(headings).toEqual([
      'Agents of the workspace, day 2026-11-16',
      'Agents of the workspace, week from Monday 2026-11-16',
      'Agents of the workspace, month 2026-11',
      'Agents of the workspace, all time',
    ])
    const headingOf = (stated: Partial<BoardView>) => formatBoard({ ...board, ...stated }, plain)[0]
    expect(headingOf({ scope: 'user' })).toMatch(/^Your agents, /)
    expect(headingOf({ scope: 'team', scopeName: 'Red', subject: 'user' })).toMatch(
      /^Users of the team Red, /,
    )
    expect(headingOf({ subject: 'team', sort: 'mean-duration' })).toMatch(/^Teams .*, by mean duration$/)
  })

  it('ranks in a table', () => {
    expect(formatBoard(board, plain).slice(1)).toEqual([
      'Rank  Agent          XP  Level  Title  Reports  Success',
      '   1  python-pro  1,250      5  Elite       30  24 of 30',
    ])
  })

  it('shows what it is sorted by, and nothing for what was not measured', () => {
    const unmeasured = { ...entry, rank: null, meanDurationInMs: null, timedSuccesses: 0 }
    const byDuration = { ...board, sort: 'mean-duration' as const, entries: [entry, unmeasured] }
    expect(formatBoard(byDuration, plain).slice(1)).toEqual([
      'Rank  Agent          XP  Level  Title  Reports  Success   Mean',
      '   1  python-pro  1,250      5  Elite       30  24 of 30  1 min 35 s of 20',
      '      python-pro  1,250      5  Elite       30  24 of 30  not measured',
    ])
    const rate = { state: 'rate' as const, low: 0.686, high: 0.895 }
    const byRate = { ...board, sort: 'success-rate' as const, entries: [{ ...entry, successRate: rate }] }
    expect(formatBoard(byRate, plain)[2]).toContain('24 of 30  69 to 90 %')
  })

  it('marks what is the reader’s own among others', () => {
    const lines = formatBoard({ ...board, entries: [entry, { ...entry, name: 'qa', isMine: false }] }, plain)
    expect(lines.map((line) => line.endsWith('yours'))).toEqual([false, false, true, false])
  })

  it('says that a period is empty', () => {
    expect(formatBoard({ ...board, entries: [] }, plain)[1]).toBe('Nobody has gained XP in this period yet.')
  })
})
