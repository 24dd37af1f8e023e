import assert from 'node:assert/strict'
// #region readme
import { arena } from '@arena/client'

const receipt = await arena.report({
  agent: 'python-pro',
  task: { complexity: 'medium' },
  durationInMs: 95_000,
})
console.log(receipt)
// #endregion

assert.equal(receipt.status, 'scored')
// 10 for a task x 1.5 for medium; 95 s is neither fast nor slow
assert.equal(receipt.xp, 15)
assert.equal(receipt.agent.name, 'python-pro')
assert.deepEqual(
  receipt.achievements.map(({ name }) => name),
  ['First Steps'],
)
await arena.close()
