import { setTimeout as wait } from 'node:timers/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { ArenaError } from '@arena/core'
import { readConfig } from '../config.ts'
import { readServerFile } from '../server-file.ts'
import { startServer } from '../start-server.ts'
import { errorToSent } from '../store/worker/store-message.ts'
import { createWorkerStore } from '../store/worker/worker-store.ts'
import { isClaimed } from '../take-over/claim.ts'
import type { EngineInput, EngineMessage } from './engine-message.ts'

const lookEveryInMs = 250

/** The server, in a thread of an agent's process: on any free port of loopback, until it is stopped or claimed. */
async function runEngine(port: MessagePort, { home, guard }: EngineInput): Promise<void> {
  const send = (message: EngineMessage) => port.postMessage(message)
  const stop = new AbortController()
  port.once('message', () => stop.abort())
  try {
    const { env } = process
    const config = readConfig(env, {
      home,
      host: '127.0.0.1',
      port: 0,
      logLevel: env['ARENA_LOG_LEVEL'] || 'silent', // the output is the agent's
    })
    if (await isClaimed(home, Date.now())) {
      throw new ArenaError('database-in-use', 'A server is about to take the database over.')
    }
    const server = await startServer(config, {
      isEmbedded: true,
      openStore: (options) => createWorkerStore({ ...options, guard }),
      onFatal: () => stop.abort(),
    })
    send({ kind: 'started' })
    const isOwn = async () => (await readServerFile(home))?.instance === server.instance
    if (await untilLost(async () => !(await isOwn()) || isClaimed(home, Date.now()), stop.signal)) {
      send({ kind: 'hand-over' })
    }
    await server.stop()
  } catch (error) {
    const { code, message } = errorToSent(error)
    send({ kind: 'refused', code, message })
  }
  port.close()
}

/** Gives whether the home was lost before the signal came: a server claims it, or it names another, or it is gone. */
async function untilLost(isLost: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    await wait(lookEveryInMs, undefined, { signal }).catch(() => undefined) // ends early with the signal
    if (await isLost()) return !signal.aborted
  }
  return false
}

if (parentPort) await runEngine(parentPort, workerData as EngineInput)
