import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { control, goal } from './goal.ts'
import { type HistoryFaults, noFaults } from './history/check-history.ts'
import { rounds } from './rounds.ts'
import { temporaryHome } from './temporary-home.ts'

const times = rounds({ short: 2, long: 100 })

/** Two agents on one home, of which one is killed and the other one ends when all is sent. */
async function killOneOfTwo(options: { readonly looksAlive?: boolean } = {}): Promise<HistoryFaults> {
  await using place = await temporaryHome()
  const env = { ...(options.looksAlive && { ARENA_EMBED: '0' }) } // so that nothing is sent before it looks alive
  const start = () => place.start({ count: 'infinite', ending: 'drain-when-told', env })
  const [killed, survivor] = [start(), start()]
  await Promise.all([killed, survivor].map((agent) => agent.hasReported(1 + Math.floor(Math.random() * 100))))
  await killed.kill()
  if (options.looksAlive) lookAlive(join(place.home, 'spool'), killed.pid)
  await survivor.close()
  const last = options.looksAlive ? place.start({ count: 1, ending: 'drain' }) : survivor
  await last.ended
  expect(last.lines.slice(-2)).toEqual([{ isDrained: true }, { isClosed: true }])
  return place.check()
}

/** Renames what a process left behind as if this one, which lives, was still writing it. */
function lookAlive(spool: string, pid: number): void {
  for (const name of readdirSync(spool)) {
    if (name.startsWith(`${pid}-`))
      renameSync(join(spool, name), join(spool, name.replace(/^\d+-\d+/, `${process.pid}-0`)))
  }
}

describe('of two agents on one home', { timeout: 60_000 + 20_000 * times }, () => {
  it(
    'one brings home what the other left when it was killed',
    goal('R37', '0 lost, 0 twice'),
    async ({ task }) => {
      for (let time = 1; time <= times; time += 1) {
        const faults = await killOneOfTwo()
        task.meta.figure = `${time} kills: ${faults.lost} lost, ${faults.countedTwice} twice`
        expect(faults).toEqual(noFaults)
      }
    },
  )

  it('one leaves alone what the other seems to be writing still', control('R37'), async ({ task }) => {
    const { lost } = await killOneOfTwo({ looksAlive: true })
    task.meta.figure = `${lost} not brought home when the killed one seems alive`
    expect(lost).toBeGreaterThan(0)
  })
})
