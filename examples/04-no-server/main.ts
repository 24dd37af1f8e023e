import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
// #region readme
import { arena } from '@arena/client'

// No server runs. With @arena/server installed, this process is one for as long as it lives.
const watch = setInterval(() => arena.report({ agent: 'night-watch' }), 100)
for await (const update of arena.updates()) {
  if (update.type === 'level-reached') break
}
clearInterval(watch)

const receipt = await arena.report({ agent: 'night-watch', task: { complexity: 'expert' } })
if (receipt.status === 'scored') console.log(`${receipt.agent.name} +${receipt.xp} XP`)

await arena.close() // the next process goes on where this one ended
// #endregion

assert.equal(receipt.status, 'scored')
assert.equal(receipt.xp, 30)
const home = process.env['ARENA_HOME']
assert.ok(existsSync(`${home}/arena.db`))
assert.ok(!existsSync(`${home}/server.json`))
