import { randomUUID } from 'node:crypto'
import { copyFile, open, rm, stat } from 'node:fs/promises'
import { ArenaError, type ErrorCode } from '@arena/core'
import { releaseClient } from '../close-client.ts'
import { openClient } from '../open-client.ts'
import { type BackupFacts, checkBackup } from './check-backup.ts'

export interface PreparedRestore extends BackupFacts {
  readonly path: string
  /** To be called whatever became of it. */
  remove(): Promise<void>
}

/** Copies a backup beside the database, checks the copy and gives its workspaces new epochs. */
export async function prepareRestore({
  file,
  path,
  newId,
}: {
  readonly file: string
  readonly path: string
  readonly newId: () => string
}): Promise<PreparedRestore> {
  const copy = `${path}.unfinished-copy-${randomUUID()}`
  const remove = async () => {
    for (const suffix of ['', '-wal']) await rm(`${copy}${suffix}`, { force: true })
  }
  try {
    await copyBackup(file, copy)
    const { workspaces } = await checkBackup(copy)
    const renewed = workspaces.map((workspace) => ({ ...workspace, epoch: newId() }))
    await writeEpochs(copy, renewed)
    return { path: copy, workspaces: renewed, remove }
  } catch (cause) {
    await remove()
    if (!ArenaError.is(cause)) throw cause
    const refusal = refusals[cause.code]
    const message = refusal
      ? `${file} ${refusal}. Nothing was changed.`
      : cause.message.replaceAll(copy, file)
    throw new ArenaError(cause.code, message, { cause })
  }
}

/** What the check of a database says of the one in use, said of a file that is to take its place. */
const refusals: Partial<Record<ErrorCode, string>> = {
  'database-corrupt': "can't be restored: it is damaged, or no backup at all",
  'database-foreign': "can't be restored: it is a database of another program",
}

async function copyBackup(file: string, copy: string): Promise<void> {
  try {
    await copyFile(file, copy)
    const hasJournal = (await stat(`${file}-wal`).catch(() => null)) !== null // of a database that was killed
    if (hasJournal) await copyFile(`${file}-wal`, `${copy}-wal`)
  } catch (cause) {
    throw new ArenaError('file-unusable', `${file} can't be read, or not be copied beside the database.`, {
      cause,
    })
  }
}

async function writeEpochs(path: string, workspaces: BackupFacts['workspaces']): Promise<void> {
  const client = await openClient({ path, lockingMode: 'exclusive' })
  try {
    const sql = 'UPDATE workspaces SET epoch = ? WHERE id = ?'
    await client.batch(
      workspaces.map(({ id, epoch }) => ({ sql, args: [epoch, id] })),
      'write',
    )
  } finally {
    await releaseClient(client)
  }
  const file = await open(path, 'r+')
  await file.chmod(0o600)
  await file.sync().finally(() => file.close())
}
