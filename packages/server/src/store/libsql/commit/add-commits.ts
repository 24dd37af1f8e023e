import { ArenaError, achievementCatalog, rulesV1 } from '@arena/core'
import type { Store } from '../../store.ts'
import type { LibsqlFile } from '../libsql-file.ts'
import { createLedgerWriter } from './ledger-writer.ts'

interface CommitsOptions {
  /** Called when the file lacks rows that were acknowledged: the process should end with 1. */
  readonly onFatal?: ((error: ArenaError) => void) | undefined
}

/** A store whose commits are folded in this thread, wherever its file is. */
export function addCommits(file: LibsqlFile, { onFatal = () => undefined }: CommitsOptions): Store {
  const { read, append, ...others } = file
  const ledger = createLedgerWriter({ read, append }, { rules: rulesV1, catalog: achievementCatalog })
  return {
    ...others,
    commit: (commits) =>
      ledger.commit(commits).catch((error: unknown) => {
        if (ArenaError.is(error) && error.code === 'database-corrupt') onFatal(error)
        throw error
      }),
    ensureOwner: (owner) => ledger.between(() => file.ensureOwner(owner)),
    changeDirectory: (workspaceId, changes) =>
      ledger.between(() => file.changeDirectory(workspaceId, changes)),
    addWorkspace: (owner) => ledger.between(() => file.addWorkspace(owner)),
    eraseTexts: (reports) => ledger.between(() => file.eraseTexts(reports)), // corrections read texts and write them
    close: () => ledger.between(() => file.close()),
  }
}
