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
    { inMsPerRow: 0.1, rows: 120 },
    { inMsPerRow: 0.4, rows: 30 },
    { inMsPerRow: 5, rows: 20 },
    { inMsPerRow: 0.001, rows: 1000 },
  ])('comes to $rows rows at $inMsPerRow ms each', async ({ inMsPerRow, rows }) => {
    const { step } = setUp(inMsPerRow)
    for (let count = 0; count < 6; count++) await step(1000)
    expect(await step(1000)).toBe(rows)
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
