import { join } from 'node:path'
import { createLibsqlStore } from '../src/store/libsql/libsql-store.ts'
import type { Store } from '../src/store/store.ts'
import { owner } from './report-commit.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

export interface OpenedStore extends AsyncDisposable {
  readonly store: Store
}

const openLibsql = (folder: string): Promise<Store> => createLibsqlStore({ path: join(folder, 'arena.db') })

/** A store in a folder of its own with the owner alone in it; both end with their scope. */
export async function openWithOwner(open = openLibsql): Promise<OpenedStore> {
  const folder = createTemporaryFolder()
  const store = await open(folder.path)
  await store.ensureOwner(owner)
  return {
    store,
    async [Symbol.asyncDispose]() {
      await store.close()
      folder[Symbol.dispose]()
    },
  }
}
