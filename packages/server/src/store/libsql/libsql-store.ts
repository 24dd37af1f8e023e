import type { Store } from '../store.ts'
import { addCommits } from './commit/add-commits.ts'
import { type LibsqlFileOptions, openLibsqlFile } from './libsql-file.ts'

/** The store in a libSQL file, in this thread. Throws `database-...` errors and leaves such a file as it is. */
export async function createLibsqlStore(options: LibsqlFileOptions): Promise<Store> {
  return addCommits(await openLibsqlFile(options), options)
}
