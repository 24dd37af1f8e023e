import { describe, expect, it } from 'vitest'
import { loseStreams } from './stream-loss.ts'

/** `FAULT_ROUNDS=20 npx vitest run faults/stream-loss.test.ts` is the long form. */
const rounds = Number(process.env['FAULT_ROUNDS'] ?? 1)

describe('streams that are cut while the server is started again and again', {
  timeout: 120_000 * rounds,
}, () => {
  it('tell each reader exactly its slice of the ledger, in order', async () => {
    const cuts = 200 * rounds
    const many = { members: 10, reportsPerMember: 20 * rounds, readersPerMember: 5 }
    const result = await loseStreams({ ...many, cuts, restarts: 5 * rounds })
    expect(result).toEqual({ cuts, rows: expect.any(Number), wrong: { client: 0, socket: 0 } })
  })

  it('leave gaps to sockets that do not say what they have seen', async () => {
    const few = { members: 2, reportsPerMember: 20, readersPerMember: 3, cuts: 30, restarts: 2 }
    const { wrong } = await loseStreams({ ...few, isResuming: false })
    expect(wrong.client).toBe(0)
    expect(wrong.socket).toBeGreaterThan(0)
  })
})
