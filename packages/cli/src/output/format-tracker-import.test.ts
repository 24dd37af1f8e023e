import picocolors from 'picocolors'
import { expect, it } from 'vitest'
import { emptyImportTally } from '../import-tally.ts'
import { formatTrackerImport } from './format-tracker-import.ts'

it('tells what was found, what it gave, what was skipped, and what the tracker had counted', () => {
  const lines = formatTrackerImport(
    {
      ...emptyImportTally,
      ...{ file: 'tracker.json', generation: 2, missions: 5, scored: 5, xp: 225 },
      level: { level: 2, title: 'Specialist' },
      skipped: [{ reason: 'has no valid timestamp', count: 2 }],
      xpBefore: 5140,
      agentsBefore: [{ name: 'python-pro', xp: 1125, level: 4 }],
    },
    picocolors.createColors(false),
  )
  expect(lines).toEqual([
    '5 missions found in tracker.json, of generation 2',
    '  5 scored',
    '  2 skipped: has no valid timestamp',
    '+225 XP, you are now level 2, Specialist',
    "Before, by the tracker's own rules: 5,140 XP",
    '  python-pro: 1,125 XP, level 4',
  ])
})
