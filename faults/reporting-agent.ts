import { arena } from '@arena/client'

/** An agent process: reports as many times as it is told, then ends. Run by the tests. */
const [, , agent = 'agent', count = '1'] = process.argv
for (let index = 0; index < Number(count); index += 1) {
  arena.report({ agent, durationInMs: 1000 + index })
}
await arena.close()
