import { join } from 'node:path'
import type { ArenaError } from '@arena/core'
import { type Client, LibsqlError } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { type Connection, createConnection } from './connection.ts'
import { openClient } from './open-client.ts'

async function openConnection() {
  const folder = createTemporaryFolder()
  const path = join(folder.path, 'test.db')
  const open = () => openClient({ path, lockingMode: 'exclusive' })
  const fatal: ArenaError[] = []
  const failure: { next: LibsqlError | null } = { next: null }
  const connection = createConnection({
    client: failOnDemand(await open(), failure),
    open: async () => failOnDemand(await open(), failure),
    onFatal: (error) => fatal.push(error),
    clock: () => 0,
  })
  await connection.write(['CREATE TABLE item (id INTEGER PRIMARY KEY, text)'])
  return {
    connection,
    fatal,
    failNextWith(code: string, message = 'injected') {
      failure.next = new LibsqlError(message, code)
    },
    async [Symbol.asyncDispose]() {
      await connection.close()
      folder[Symbol.dispose]()
    },
  }
}

/** The client itself, but for work that is done and then fails as a disk would make it. */
function failOnDemand(client: Client, failure: { next: LibsqlError | null }): Client {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'batch' && name !== 'execute') return value.bind(target)
      return async (...input: readonly unknown[]) => {
        const result = await value.apply(target, input)
        const { next } = failure
        failure.next = null
        if (next) throw next
        return result
      }
    },
  })
}

async function readNumber(connection: Connection, sql: string): Promise<unknown> {
  const [{ rows }] = await connection.read([sql])
  return rows[0]?.[0]
}

describe('the connection', () => {
  it('has the pragmas that make an acknowledged write a kept one', async () => {
    await using opened = await openConnection()
    const read = (name: string) => readNumber(opened.connection, `PRAGMA ${name}`)
    expect(await read('locking_mode')).toBe('exclusive')
    expect(await read('journal_mode')).toBe('wal')
    expect(await read('synchronous')).toBe(2)
    expect(await read('foreign_keys')).toBe(1)
    expect(await read('trusted_schema')).toBe(0)
  })

  it.each(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_IOERR', 'SQLITE_CORRUPT'])(
    'goes on with a new client after %s',
    async (code) => {
      await using opened = await openConnection()
      opened.failNextWith(code)
      await expect(opened.connection.write(['INSERT INTO item (id) VALUES (1)'])).rejects.toMatchObject({
        code: 'store-unavailable',
        isRetryable: true,
      })
      await opened.connection.write(['INSERT OR IGNORE INTO item (id) VALUES (1)'])
      expect(await readNumber(opened.connection, 'SELECT count(*) FROM item')).toBe(1)
      expect(await readNumber(opened.connection, 'PRAGMA synchronous')).toBe(2)
      expect(opened.fatal).toEqual([])
    },
  )

  it('takes statements in progress for a spoiled client', async () => {
    await using opened = await openConnection()
    const fail = () => {
      opened.failNextWith('SQLITE_ERROR', 'cannot commit transaction - SQL statements in progress')
      return opened.connection.read(['SELECT 1']).catch((error: unknown) => error)
    }
    expect(await fail()).toMatchObject({ code: 'store-unavailable' })
    expect(opened.fatal).toHaveLength(0)
    expect(await fail()).toMatchObject({ code: 'store-unavailable' })
    expect(opened.fatal).toHaveLength(1)
  })

  it('keeps nothing of a batch in which one statement fails', async () => {
    await using opened = await openConnection()
    const batch = ['INSERT INTO item (id) VALUES (1)', 'INSERT INTO item (id) VALUES (1)']
    await expect(opened.connection.write(batch)).rejects.toMatchObject({ code: 'internal' })
    expect(await readNumber(opened.connection, 'SELECT count(*) FROM item')).toBe(0)
  })

  it('says that the disk is full, reads on, and writes again when there is space', async () => {
    await using opened = await openConnection()
    const { connection } = opened
    const limit = Number(await readNumber(connection, 'PRAGMA page_count')) + 2
    await connection.read([`PRAGMA max_page_count = ${limit}`])
    const insert = 'INSERT INTO item (text) VALUES (randomblob(20000))'
    await expect(connection.write([insert])).rejects.toMatchObject({ code: 'disk-full', isRetryable: true })
    expect(await readNumber(connection, 'SELECT count(*) FROM item')).toBe(0)
    await connection.read(['PRAGMA max_page_count = 100000'])
    await connection.write([insert])
    expect(await readNumber(connection, 'SELECT count(*) FROM item')).toBe(1)
    expect(opened.fatal).toEqual([])
  })

  it('refuses to read and write once it is closed', async () => {
    await using opened = await openConnection()
    await opened.connection.close()
    await expect(opened.connection.read(['SELECT 1'])).rejects.toMatchObject({ code: 'store-unavailable' })
  })
})
