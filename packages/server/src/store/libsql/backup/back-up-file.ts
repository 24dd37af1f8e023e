import { existsSync } from 'node:fs'
import { ArenaError } from '@arena/core'
import { checkFile, describeFailure } from '../check-file.ts'
import { createConnection } from '../connection.ts'
import { openClient } from '../open-client.ts'
import { copyDatabase } from './copy-database.ts'
import { createMainFileCopier } from './main-file-copier.ts'

/** Copies a database that nobody has open, whatever its schema, and keeps everyone out meanwhile. */
export async function backUpFile(path: string, target: string): Promise<void> {
  if (!existsSync(path)) throw new ArenaError('file-unusable', `There is no database at ${path}.`)
  await checkFile(path)
  const options = { path, lockingMode: 'exclusive' } as const
  const copier = createMainFileCopier(path)
  try {
    const client = await openClient(options)
    const open = () => openClient(options)
    const connection = createConnection({ client, open, onFatal: () => undefined, clock: performance.now })
    await copyDatabase({ connection, copier }, target).finally(() => connection.close())
  } catch (cause) {
    throw describeFailure(path, cause)
  } finally {
    await copier.close()
  }
}
