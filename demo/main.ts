import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createArena } from '@arena/client'
import { createApi, findServer } from '@arena/client/api'
import { followUpdates } from './follow-updates.ts'
import { listenForStop } from './listen-for-stop.ts'
import { createPaint } from './paint.ts'
import { runArena } from './run-arena.ts'
import { sendSquad, squadAgents } from './squad/squad.ts'
import type { WorkOrder } from './squad/work-order.ts'
import { workOrders } from './squad/work-orders.ts'
import { startThrowAwayServer } from './throw-away-server.ts'
import { waitUntil } from './wait-until.ts'
import { createWitness } from './witness.ts'

const isBrief = process.argv.includes('--exit')
const pauseInMs = isBrief ? 0 : 1_000
const restInMs = 5_000
const patienceInMs = 15_000
const limitInMs = 120_000

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const paint = createPaint({ isTerminal: process.stdout.isTTY === true })
const witness = createWitness(squadAgents)
const interrupt = listenForStop()
process.stdout.on('error', () => process.exit(1)) // nobody looks on any more, as after `| head`
const signal = isBrief ? AbortSignal.any([interrupt, AbortSignal.timeout(limitInMs)]) : interrupt

const say = (text: string) => console.log(text)
const head = (text: string) => console.log(`\n${paint('bold', text)}`)
const pause = (durationInMs: number) => wait(durationInMs, undefined, { signal }).catch(() => undefined)

async function play(): Promise<void> {
  head('A server')
  await using server = await startThrowAwayServer()
  say(
    `It listens on ${paint('cyan', server.url)}.\nIts database is empty, in a folder that will be removed at the end.`,
  )
  const found = await findServer({ env: server.environment })
  if (found === null) throw new Error('The server does not tell where it is.')
  const api = createApi(found)
  await using arena = createArena({ ...found, home: server.home })
  const follower = followUpdates(arena, { witness, paint })

  head('Recorded Claude Code sessions, imported')
  await runArena(['import', 'claude-code', join(root, 'fixtures/claude-code/projects')], server.environment)
  witness.runsImported = (await api.me.get.query({})).reports
  await waitUntil(() => follower.gains >= witness.runsImported, { signal, timeoutInMs: patienceInMs })
  say(follower.speak())

  head('Three agents at work on this repository')
  const orders = await workOrders(root)
  for (const order of orders) {
    if (signal.aborted) return
    await work(order)
  }

  head('Leaderboard of the week')
  await runArena(['leaderboard'], server.environment)
  witness.agentsOnBoard = (await api.board.top.query({})).entries.length
  if (isBrief) return

  head('What to type next, in another terminal in this folder')
  for (const command of ['watch', 'stats', 'achievements']) {
    say(`npm run -s arena -- ${command} --home ${server.home}`)
  }
  say(`\nThe server is at ${paint('cyan', server.url)}. The agents work on until Ctrl-C.`)
  for (let turn = 0; !signal.aborted; turn += 1) {
    const order = orders[turn % orders.length]
    await pause(restInMs)
    if (order !== undefined && !signal.aborted) await work(order)
  }

  async function work(order: WorkOrder): Promise<void> {
    let gains = follower.gains
    for await (const { agent, finding } of sendSquad(arena, order)) {
      say(paint('dim', `${agent} in ${order.name}: ${finding}`))
      gains += 1
      await waitUntil(() => follower.gains >= gains, { signal, timeoutInMs: patienceInMs })
    }
    await pause(pauseInMs)
  }
}

try {
  await play()
} catch (error) {
  if (!interrupt.aborted) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
if (isBrief && process.exitCode !== 1) {
  const missing = witness.missing()
  say(missing.length === 0 ? '\nAll of it was seen to work.' : `\nNot seen: ${missing.join(', ')}.`)
  process.exitCode = missing.length === 0 ? 0 : 1
} else if (interrupt.aborted) {
  say('\nStopped; nothing is left behind.')
}
