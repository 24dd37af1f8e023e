import { Worker } from 'node:worker_threads'
import { builtProgram } from '../built-program.ts'
import { createExitGuard } from '../store/worker/exit-guard.ts'
import type { EngineCommand, EngineInput, EngineMessage, EngineRefusal } from './engine-message.ts'

export interface EngineListener {
  /** It owns the database and listens; `server.json` says where. */
  readonly onStarted: () => void
  /** A server has claimed the database, or the home is gone: it ends soon. */
  readonly onHandOver: () => void
  /** Called once and last: nothing of it runs any more. Null unless it never owned the database. */
  readonly onEnded: (refusal: EngineRefusal | null) => void
}

export interface Engine {
  /** Makes durable what was taken and gives the database free; `onEnded` follows. May be called at any time. */
  stop(): void
}

/** Starts the server of a home in a thread, which keeps the process neither busy nor alive. */
export function startEngine(home: string, { onStarted, onHandOver, onEnded }: EngineListener): Engine {
  const { guard, forget } = createExitGuard()
  const thread = new Worker(builtProgram('engine-thread'), {
    workerData: { home, guard } satisfies EngineInput,
    transferList: [guard.port],
    execArgv: [], // what the agent's process loads before its program is no business of the engine
  })
  let hasStarted = false
  let refusal: EngineRefusal | null = null
  let death: unknown = null
  thread.on('message', (message: EngineMessage) => {
    if (message.kind === 'refused') refusal = message
    else if (message.kind === 'hand-over') onHandOver()
    else {
      hasStarted = true
      onStarted()
    }
  })
  thread.on('error', (error) => {
    death = error
  })
  thread.on('exit', () => {
    forget()
    onEnded(hasStarted ? null : (refusal ?? unexplained(death)))
  })
  thread.unref()
  return { stop: () => thread.postMessage('stop' satisfies EngineCommand) }
}

function unexplained(death: unknown): EngineRefusal {
  const message = death instanceof Error ? death.message : 'the thread ended'
  return { kind: 'refused', code: 'internal', message: `The engine could not start: ${message}` }
}
