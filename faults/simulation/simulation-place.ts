import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLibsqlStore } from '../../packages/server/src/store/libsql/libsql-store.ts'
import type { Store } from '../../packages/server/src/store/store.ts'
import { removeUniqueIndex } from '../remove-unique-index.ts'
import type { Bug } from './simulated-server.ts'

export interface SimulationPlace extends AsyncDisposable {
  readonly store: Store
  readonly folder: string
}

/** A real store and a folder for spools, in memory where the system has such a place: power is not what fails here. */
export async function openSimulationPlace(bug?: Bug): Promise<SimulationPlace> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'arena-simulation-'))
  const path = join(folder, 'arena.db')
  if (bug === 'no-unique-index') {
    await (await createLibsqlStore({ path })).close()
    await removeUniqueIndex(folder)
  }
  const store = await createLibsqlStore({ path })
  return {
    store,
    folder,
    async [Symbol.asyncDispose]() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
