import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Connection } from './connection.ts'

/** The connection for work in many small steps: others get their turn between any two of them. */
export function takeTurns(connection: Connection): Connection {
  return {
    ...connection,
    read: (statements) => nextTurn().then(() => connection.read(statements)),
    write: (statements) => nextTurn().then(() => connection.write(statements)),
  }
}
