import type { TemporaryFolder } from '../../server/test/temporary-folder.ts'

export interface StoreFault {
  /** Environment of a server whose store can be made to fail. */
  readonly env: Readonly<Record<string, string>>
  /** `die` ends the thread of the store, `hang` keeps it from answering; on standard error it says `hangs`. */
  cause(fault: 'die' | 'hang'): void
}

const program = `
const { existsSync, writeSync } = require('node:fs')
const { isMainThread } = require('node:worker_threads')
const look = () => {
  if (existsSync(__dirname + '/die')) process.exit(3)
  if (!existsSync(__dirname + '/hang')) return
  writeSync(2, 'hangs')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
if (!isMainThread) setInterval(look, 20).unref()
`

/** Prepares a fault of the store in a server that is started with its environment. */
export function prepareStoreFault(folder: TemporaryFolder): StoreFault {
  const preload = folder.write('fault/preload.cjs', program)
  return {
    env: { NODE_OPTIONS: `--require ${preload}` },
    cause: (fault) => void folder.write(`fault/${fault}`, ''),
  }
}
