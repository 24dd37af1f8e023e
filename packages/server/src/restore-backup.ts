import type { Config } from './config.ts'
import { makeHome } from './make-home.ts'
import type { BackupFacts } from './store/libsql/backup/check-backup.ts'
import { prepareRestore } from './store/libsql/backup/prepare-restore.ts'
import { replaceDatabase } from './store/libsql/backup/replace-database.ts'
import { type TakeOptions, takeDatabase } from './take-over/take-database.ts'

export interface RestoreOptions extends TakeOptions {
  readonly file: string
  /** What the database that is there now is to be called from then on. */
  readonly keptAs: string
  readonly newId: () => string
}

export interface Restored extends BackupFacts {
  /** Null when there was no database before. */
  readonly keptAs: string | null
}

/**
 * Puts a backup in the database's place, with new epochs: whoever reported since the backup was made sends again what
 * is still kept. Changes nothing when the backup is not sound, or somebody has the database open.
 */
export async function restoreBackup(
  config: Pick<Config, 'home' | 'databasePath'>,
  { file, keptAs, newId, ...options }: RestoreOptions,
): Promise<Restored> {
  await makeHome(config.home)
  const prepared = await prepareRestore({ file, path: config.databasePath, newId })
  try {
    const replace = () => replaceDatabase(config.databasePath, { by: prepared.path, keptAs })
    const isKept = await takeDatabase(config, replace, options)
    return { workspaces: prepared.workspaces, keptAs: isKept ? keptAs : null }
  } finally {
    await prepared.remove()
  }
}
