import { describe, expect, it } from 'vitest'
import type { Connection } from '../connection.ts'
import { paceSteps } from './pace-steps.ts'

function setUp(inMsPerRow: number) {
  let nowInMs = 0
  let rowsToWrite = 0
  const connection = {
    write: async () => {
      nowInMs += rowsToWrite * inMsPerRow
      return []
    },
  } as unknown as Connection
  const pace = paceSteps(connection, { clock: () => nowInMs, targetInMs: 12 })
  const step = async (maxRows: number, isCurrent = false) => {
    await pace.step(maxRows, async (rows) => {
      rowsToWrite = rows
      await pace.connection.write([])
      return { watermark: 0, isCurrent }
    })
    return rowsToWrite
  }
  return { step }
}

describe('paceSteps', () => {
  it.each([
    { inMsPerRow: 0.1, first: [100, 120, 240, 480, 960, 960] },
    { inMsPerRow: 0.4, first: [100, 50, 60, 120, 240, 240] },
    { inMsPerRow: 10, first: [100, 50, 25, 20, 20, 20] },
    { inMsPerRow: 0.001, first: [100, 200, 400, 800, 1000, 1000] },
  ])('takes longer steps while it stays behind, at $inMsPerRow ms a row', async ({ inMsPerRow, first }) => {
    const { step } = setUp(inMsPerRow)
    const rows: number[] = []
    for (let count = 0; count < 6; count++) rows.push(await step(1000))
    expect(rows).toEqual(first)
  })

  it('is in no hurry again when it has come to the end', async () => {
    const { step } = setUp(0.1)
    for (let count = 0; count < 5; count++) await step(1000)
    await step(1000, true)
    expect([await step(1000), await step(1000), await step(1000)]).toEqual([960, 480, 240])
  })

  it('takes no more than it may, and learns nothing from steps that were not full', async () => {
    const { step } = setUp(5)
    expect(await step(3)).toBe(3)
    expect(await step(0)).toBe(0)
    expect(await step(1000, true)).toBe(100)
    expect(await step(1000)).toBe(100)
    expect(await step(1000)).toBe(50)
  })
})
