import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ArenaError } from '@arena/core'
import type { Logger } from 'pino'
import type { ClaudeCodeLink } from './claude-code/start-claude-code.ts'
import type { Config } from './config.ts'
import { createApp } from './create-app.ts'
import { createServerParts, type RunningServerParts } from './create-server-parts.ts'
import type { Clock, Deps } from './deps.ts'
import { isLoopbackHost } from './http/host-guard.ts'
import { type Listener, listen } from './http/listen.ts'
import { ensureMachineKey } from './key/ensure-machine-key.ts'
import { createLogger } from './logger.ts'
import { makeHome } from './make-home.ts'
import { type Poll, startPolling } from './poll.ts'
import { removeServerFile, writeServerFile } from './server-file.ts'
import { createSocketServer, type SocketServer } from './socket/socket-server.ts'
import type { Store, UserId } from './store/store.ts'
import { createWorkerStore } from './store/worker/worker-store.ts'
import { systemUserName } from './system-user-name.ts'
import { version } from './version.ts'

export interface StartOptions {
  readonly logger?: Logger
  readonly clock?: Clock
  readonly newId?: () => string
  /** Opens the database; by default in a worker thread. */
  readonly openStore?: (options: OpenOptions) => Promise<Store>
  /** Called when the database is lost for good: the process should end, with 1. */
  readonly onFatal?: (error: ArenaError) => void
  /** It runs inside an agent's process; `server.json` says so. */
  readonly isEmbedded?: boolean
}

interface OpenOptions {
  readonly path: string
  readonly onFatal: (error: ArenaError) => void
}

export interface Server extends AsyncDisposable {
  readonly url: string
  /** Of this start, as /health answers it. */
  readonly instance: string
  readonly owner: UserId
  /** The key made at the very first start, to be shown once; else null. */
  readonly firstKey: string | null
  /** Ends streams, makes durable what was taken, and gives the database free. May be called again. */
  stop(): Promise<void>
}

const graceInMs = 3000

/** Becomes the owner of the database of a home and serves it. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<Server> {
  const { clock = Date.now, newId = randomUUID, openStore = createWorkerStore, isEmbedded = false } = options
  const logger = options.logger ?? createLogger({ level: config.logLevel })
  await makeHome(config.home)

  const store = await openStore({
    path: config.databasePath,
    onFatal: (error) => {
      logger.fatal({ err: error }, 'the database is lost')
      options.onFatal?.(error)
    },
  })
  const undo: (() => Promise<void>)[] = [() => store.close()]
  try {
    const deps: Deps = { store, clock, newId, logger }
    const owner = await store.ensureOwner({
      workspaceId: newId(),
      userId: newId(),
      name: systemUserName(),
      zone: config.zone,
      epoch: newId(),
      createdAtInMs: clock(),
    })
    const parts = await createServerParts(deps, {
      telemetryFolder: join(config.home, 'spool', 'telemetry'),
      rates: {
        reports: config.reportsPerSecond,
        backdated: config.backdatedPerSecond,
        requests: config.requestsPerSecond,
      },
      streams: config,
    })
    undo.unshift(() => parts.stop())
    const instance = newId()
    const isLocal = isLoopbackHost(config.host)
    const app = createApp(parts, { instance, version, isLocal, corsOrigins: config.corsOrigins })
    const sockets = createSocketServer(parts, { ...config, isLocal })
    const listener = await listen(app, {
      host: config.host,
      port: config.port,
      onUpgrade: sockets.upgrade,
      onError: (error) => logger.error({ err: error }, 'a connection could not be taken'),
    })
    undo.unshift(() => listener.close({ graceInMs: 0 }))
    const { url } = listener
    const newKey = await ensureMachineKey({ home: config.home, url, owner }, deps)
    await writeServerFile(config.home, { url, pid: process.pid, instance, isEmbedded })
    const { startClaudeCode } = await import('./claude-code/start-claude-code.ts')
    const claudeCode = startClaudeCode({ home: config.home, url, parts })
    undo.unshift(() => claudeCode.stop())
    const telemetry = startPolling(() => parts.telemetry.drain(), {
      onFailing: (error) => logger.warn({ err: error }, 'telemetry could not be counted; trying again'),
    })
    undo.unshift(() => telemetry.stop())
    logger.info({ url, instance, version }, 'listening')

    let stopping: Promise<void> | null = null
    const stop = () => {
      stopping ??= stopAll({ config, instance, parts, sockets, listener, claudeCode, telemetry, store })
      return stopping
    }
    const { workspaceId, userId, isNew } = owner
    return {
      url,
      instance,
      owner: { workspaceId, userId },
      firstKey: isNew ? newKey : null,
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    for (const step of undo) await step().catch(() => undefined) // the first error is the one to tell
    throw error
  }
}

interface Running {
  readonly config: Config
  readonly instance: string
  readonly parts: RunningServerParts
  readonly sockets: SocketServer
  readonly listener: Listener
  readonly claudeCode: ClaudeCodeLink
  readonly telemetry: Poll
  readonly store: Store
}

async function stopAll({
  config,
  instance,
  parts,
  sockets,
  listener,
  claudeCode,
  telemetry,
  store,
}: Running): Promise<void> {
  await removeServerFile(config.home, instance)
  sockets.close()
  parts.feed.close()
  await claudeCode.stop()
  await telemetry.stop()
  await listener.close({ graceInMs })
  await parts.stop()
  await store.close()
  parts.deps.logger.info({ instance }, 'stopped')
}
