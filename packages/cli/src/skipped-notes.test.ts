import { expect, it } from 'vitest'
import { createSkippedNotes } from './skipped-notes.ts'

it('notes what was skipped once, and again when the number for a reason changes', () => {
  const notes: string[] = []
  const noteSkipped = createSkippedNotes((text) => notes.push(text))
  const notesOf = (...skipped: readonly { reason: string; count: number }[]) => {
    noteSkipped(skipped)
    return notes.splice(0)
  }
  const noMission = { reason: 'is no mission', count: 1 }
  const noTime = { reason: 'has no valid timestamp', count: 1 }
  expect(notesOf()).toEqual([])
  expect(notesOf(noMission)).toEqual(['1 record skipped: is no mission'])
  expect(notesOf(noMission)).toEqual([])
  expect(notesOf(noMission, noTime)).toEqual(['1 record skipped: has no valid timestamp'])
  expect(notesOf(noMission, { ...noTime, count: 2 })).toEqual(['2 records skipped: has no valid timestamp'])
  expect(notesOf(noMission)).toEqual([])
  expect(notesOf(noMission, noTime)).toEqual(['1 record skipped: has no valid timestamp'])
})
