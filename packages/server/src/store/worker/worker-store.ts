import { Worker } from 'node:worker_threads'
import { ArenaError } from '@arena/core'
import { builtProgram, isSource } from '../../built-program.ts'
import { addCommits } from '../libsql/commit/add-commits.ts'
import type { LibsqlFile } from '../libsql/libsql-file.ts'
import type { Store } from '../store.ts'
import { type ExitGuard, leaveGuard } from './exit-guard.ts'
import { type StoreCall, type StoreMessage, type StoreMethod, sentToError } from './store-message.ts'

export interface WorkerStoreOptions {
  /** The database file; made, with its folder, when there is none. */
  readonly path: string
  /** Called when the thread died or its database failed twice within 10 seconds: the process should end with 1. */
  readonly onFatal?: (error: ArenaError) => void
  /** The built program of the thread; by default the one beside this program. */
  readonly program?: URL
  /** For a process that may end while the database is in use, made in its main thread. */
  readonly guard?: ExitGuard
}

/** Half of what V8 takes by itself. */
const maxYoungGenerationSizeMb = 24

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: ArenaError) => void
}

/** The libSQL store, its file in a thread of its own. It keeps the process alive only while a call waits for its answer. */
export async function createWorkerStore({
  path,
  onFatal = () => undefined,
  guard,
  program = builtProgram(guard ? 'guarded-store-worker' : 'store-worker'),
}: WorkerStoreOptions): Promise<Store> {
  const worker = new Worker(program, {
    workerData: { path, guard },
    transferList: guard ? [guard.port] : [],
    resourceLimits: { maxYoungGenerationSizeMb }, // its work is SQLite's, outside of the heap
    ...(isSource && { execArgv: [] }), // what lets this thread load source would mislead a build
  })
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  if (guard) worker.once('exit', () => leaveGuard(guard))
  const waitingById = new Map<number, Waiting>()
  let lastId = 0
  let death: ArenaError | null = null
  let closing: Promise<void> | null = null

  const opened = new Promise<void>((resolve, reject) => {
    waitingById.set(lastId, { resolve: () => resolve(), reject })
  })

  function settle(id: number, take: (waiting: Waiting) => void): void {
    const waiting = waitingById.get(id)
    waitingById.delete(id)
    if (waitingById.size === 0 && !closing) worker.unref() // the end of a thread is waited for, too
    if (waiting) take(waiting)
  }

  function die(cause: unknown): void {
    if (death) return
    const error = new ArenaError('store-unavailable', 'The store has stopped.', { cause })
    death = error
    for (const { reject } of waitingById.values()) reject(error)
    waitingById.clear()
    if (!closing) onFatal(error)
  }

  worker.on('message', (message: StoreMessage) => {
    switch (message.kind) {
      case 'opened':
        return settle(0, ({ resolve }) => resolve(undefined))
      case 'refused':
        return settle(0, ({ reject }) => reject(sentToError(message.error)))
      case 'fatal':
        return onFatal(sentToError(message.error))
      case 'answer':
        return settle(message.id, ({ resolve }) => resolve(message.value))
      case 'failure':
        return settle(message.id, ({ reject }) => reject(sentToError(message.error)))
    }
  })
  worker.on('error', die)
  worker.on('exit', die)

  function call(method: StoreMethod, input: readonly unknown[]): Promise<unknown> {
    if (death) return Promise.reject(death)
    return new Promise((resolve, reject) => {
      lastId += 1
      waitingById.set(lastId, { resolve, reject })
      worker.ref()
      worker.postMessage({ id: lastId, method, input } satisfies StoreCall)
    })
  }

  function close(): Promise<void> {
    closing ??= call('close', [])
      .catch(() => undefined) // what is dead is closed
      .then(() => worker.terminate())
      .then(() => exited)
    return closing
  }

  try {
    await opened
  } catch (error) {
    closing = exited
    await worker.terminate()
    throw error
  }
  return addCommits(callThrough(call, close), { onFatal })
}

function callThrough(
  call: (method: StoreMethod, input: readonly unknown[]) => Promise<unknown>,
  close: () => Promise<void>,
): LibsqlFile {
  const send =
    <Method extends StoreMethod>(method: Method) =>
    (...input: Parameters<LibsqlFile[Method]>) =>
      call(method, input) as ReturnType<LibsqlFile[Method]>
  return {
    read: send('read'),
    append: send('append'),
    readLedger: send('readLedger'),
    readReport: send('readReport'),
    readReportTexts: send('readReportTexts'),
    listReportsWithTexts: send('listReportsWithTexts'),
    eraseTexts: send('eraseTexts'),
    scrubFiles: send('scrubFiles'),
    readWorkspaces: send('readWorkspaces'),
    readStanding: send('readStanding'),
    readAgents: send('readAgents'),
    readBoard: send('readBoard'),
    readBoardAround: send('readBoardAround'),
    readBoardXp: send('readBoardXp'),
    readDailyFigures: send('readDailyFigures'),
    readProjections: send('readProjections'),
    advanceProjections: send('advanceProjections'),
    rebuildProjections: send('rebuildProjections'),
    verifyProjections: send('verifyProjections'),
    ensureOwner: send('ensureOwner'),
    findKey: send('findKey'),
    listKeys: send('listKeys'),
    readMembers: send('readMembers'),
    readMember: send('readMember'),
    readTeams: send('readTeams'),
    readProjects: send('readProjects'),
    readInvitations: send('readInvitations'),
    findInvitation: send('findInvitation'),
    changeDirectory: send('changeDirectory'),
    addWorkspace: send('addWorkspace'),
    touchKey: send('touchKey'),
    saveTicket: send('saveTicket'),
    takeTicket: send('takeTicket'),
    backUp: send('backUp'),
    close,
  }
}
