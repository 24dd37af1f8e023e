import { expect, it } from 'vitest'
import { compareWithLedger } from './read-counts.ts'
import { temporaryHome } from './temporary-home.ts'

/** `FAULT_ROUNDS=100 npx vitest run faults/two-agents.test.ts` is the long form. */
const rounds = Number(process.env['FAULT_ROUNDS'] ?? 3)

it('of two agents on one home, one brings home what the other left when it was killed', {
  timeout: 20_000 * rounds,
}, async () => {
  for (let round = 0; round < rounds; round += 1) {
    await using place = await temporaryHome()
    const [killed, survivor] = [1, 2].map(() => place.start({ count: 'infinite', ending: 'drain-when-told' }))
    await Promise.all(
      [killed, survivor].map((agent) => agent?.hasReported(1 + Math.floor(Math.random() * 200))),
    )
    await killed?.kill()
    expect(await survivor?.close()).toBe(0)
    expect(survivor?.lines.slice(-2)).toEqual([{ isDrained: true }, { isClosed: true }])
    expect(await compareWithLedger(place.home, place.idsOfAll())).toEqual({
      lost: 0,
      countedTwice: 0,
      unknown: expect.any(Number), // it was killed between its report and its word of it
    })
  }
})
