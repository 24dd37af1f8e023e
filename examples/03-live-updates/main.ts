import assert from 'node:assert/strict'
// #region readme
import { arena } from '@arena/client'

// An agent at work; it could as well be in another process.
const scout = setInterval(() => arena.report({ agent: 'scout', task: { complexity: 'expert' } }), 100)

const seen: string[] = []
for await (const update of arena.updates()) {
  seen.push(update.type)
  if (update.type === 'xp-gained') console.log(`${update.agent} +${update.xp} XP`)
  if (update.type === 'level-reached') break
}
clearInterval(scout)
// #endregion

assert.ok(seen.includes('xp-gained'))
assert.equal(seen.at(-1), 'level-reached')
await arena.close()
