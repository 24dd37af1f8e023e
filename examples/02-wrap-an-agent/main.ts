import assert from 'node:assert/strict'
// #region readme
import { arena } from '@arena/client'

async function reviewCode(diff: string): Promise<string[]> {
  return diff.split('\n').filter((line) => line.startsWith('+') && line.includes('console.log'))
}

// The same signature; every call is reported with its duration and outcome.
const reviewer = arena.wrap(reviewCode, { agent: 'code-reviewer' })
const remarks = await reviewer('+ const total = 1\n+ console.log(total)')

// Where more is known about a run, say so inside it.
const answer = await arena.track('code-reviewer', { complexity: 'complex' }, async (run) => {
  const found = await reviewCode('+ const average = 2')
  run.quality({ code: 0.95 })
  return found
})
// #endregion

assert.deepEqual(remarks, ['+ console.log(total)'])
assert.deepEqual(answer, [])
assert.ok(await arena.flush())
const { reported, scored } = arena.stats()
assert.deepEqual({ reported, scored }, { reported: 2, scored: 2 })
await arena.close()
