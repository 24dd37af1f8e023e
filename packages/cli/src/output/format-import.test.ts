import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { emptyImportTally } from '../import-tally.ts'
import { formatImport, type ImportView } from './format-import.ts'

const plain = picocolors.createColors(false)
const view: ImportView = {
  ...emptyImportTally,
  folder: '/p',
  runs: 0,
  openRuns: 0,
  skippedLines: 0,
  unreadableTranscripts: 0,
  unreadableFolders: 0,
}

describe('formatImport', () => {
  it('counts what was found and what it gave', () => {
    const lines = formatImport(
      {
        ...view,
        runs: 1204,
        scored: 1200,
        alreadyKnown: 1,
        rejected: [{ code: 'invalid-report', message: 'agent: too long', count: 2 }],
        openRuns: 1,
        skippedLines: 4,
        xp: 12_345,
        achievements: [{ id: 'first-steps', name: 'First Steps', xp: 50 }],
        level: { level: 6, title: 'Legend' },
      },
      plain,
    )
    expect(lines).toEqual([
      '1,204 runs found in /p',
      '  1,200 scored',
      '  1 already known',
      '  2 rejected: agent: too long [invalid-report]',
      '  1 still open, to be counted when they are over',
      '  4 damaged lines skipped',
      '+12,345 XP, you are now level 6, Legend',
      '  unlocked First Steps, +50 XP',
    ])
  })

  it.each([
    [1, ['  1 damaged line skipped', '  1 transcript could not be read', '  1 folder could not be read']],
    [2, ['  2 damaged lines skipped', '  2 transcripts could not be read', '  2 folders could not be read']],
  ])('says what could not be read: %s of each', (count, lines) => {
    const unread = { skippedLines: count, unreadableTranscripts: count, unreadableFolders: count }
    expect(formatImport({ ...view, ...unread }, plain)).toEqual(expect.arrayContaining(lines))
  })

  it('says that a second import found nothing new', () => {
    expect(formatImport({ ...view, runs: 3, alreadyKnown: 3 }, plain).at(-1)).toBe(
      'Nothing new: these runs were counted before.',
    )
  })

  it('says that there was nothing', () => {
    expect(formatImport(view, plain).at(-1)).toBe('There was nothing to count.')
  })
})
