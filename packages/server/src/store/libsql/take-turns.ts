import { setImmediate as nextTurn } from 'node:timers/promises'
import { ArenaError } from '@arena/core'
import type { Connection } from './connection.ts'

/**
 * The connection for work in many small steps: others get their turn between any two of them.
 * Once `isClosing`, the next step is refused with `store-unavailable`.
 */
export function takeTurns(connection: Connection, isClosing: () => boolean = () => false): Connection {
  const turn = async () => {
    await nextTurn()
    if (isClosing()) throw new ArenaError('store-unavailable', 'The store is being closed.')
  }
  return {
    ...connection,
    read: (statements) => turn().then(() => connection.read(statements)),
    write: (statements) => turn().then(() => connection.write(statements)),
  }
}
