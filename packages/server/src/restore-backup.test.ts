import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { owner, reportCommit } from '../test/report-commit.ts'
import { createTemporaryFolder } from '../test/temporary-folder.ts'
import { restoreBackup } from './restore-backup.ts'
import { backUpFile } from './store/libsql/backup/back-up-file.ts'
import { createLibsqlStore } from './store/libsql/libsql-store.ts'
import { verifyLedger } from './verify-ledger.ts'

const backedUpRows = 3 // two reports and what the first unlocks

/** A home whose database holds one report more than its backup. */
async function makeHome() {
  const folder = createTemporaryFolder()
  const home = folder.path
  const [databasePath, file, keptAs] = ['arena.db', 'backup.db', 'kept.db'].map((name) => join(home, name))
  const place = { home, databasePath: databasePath ?? '', file: file ?? '', keptAs: keptAs ?? '' }
  const store = await createLibsqlStore({ path: place.databasePath })
  await store.ensureOwner(owner)
  await store.commit([reportCommit(), reportCommit()])
  await store.close()
  await backUpFile(place.databasePath, place.file)
  const again = await createLibsqlStore({ path: place.databasePath })
  await again.commit([reportCommit()])
  await again.close()
  return {
    ...place,
    restore: () => restoreBackup(place, { ...place, newId: () => 'epoch-2', patienceInMs: 0 }),
    list: () => readdirSync(home).sort(),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

async function readHead(path: string) {
  const store = await createLibsqlStore({ path })
  const [workspace] = await store.readWorkspaces()
  const { faults } = await verifyLedger(store, owner.workspaceId)
  await store.close()
  return { epoch: workspace?.epoch, lastSeq: workspace?.lastSeq, faults }
}

describe('restoring a backup', () => {
  it('gives it a new epoch and keeps the database that was there', async () => {
    using place = await makeHome()
    const { workspaces, keptAs } = await place.restore()
    expect(workspaces).toMatchObject([{ epoch: 'epoch-2', lastSeq: backedUpRows }])
    expect(keptAs).toBe(place.keptAs)
    expect(place.list()).toEqual(['arena.db', 'backup.db', 'kept.db'])
    expect(await readHead(place.databasePath)).toEqual({
      epoch: 'epoch-2',
      lastSeq: backedUpRows,
      faults: [],
    })
    expect(await readHead(place.keptAs)).toMatchObject({ epoch: 'epoch-1', lastSeq: backedUpRows + 1 })
  })

  it('is refused while somebody has the database open', async () => {
    using place = await makeHome()
    const store = await createLibsqlStore({ path: place.databasePath })
    await expect(place.restore()).rejects.toMatchObject({ code: 'database-in-use' })
    await store.close()
    expect(place.list()).toEqual(['arena.db', 'backup.db'])
    expect(await readHead(place.databasePath)).toMatchObject({ epoch: 'epoch-1' })
  })

  it.each([
    ['is damaged', 'database-corrupt', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9000)],
    ['is no database', 'database-corrupt', () => Buffer.from('not a database at all\n'.repeat(400))],
    ['is empty', 'database-corrupt', () => Buffer.alloc(0)],
  ])('changes nothing when the backup %s, which it names', async (_, code, change) => {
    using place = await makeHome()
    writeFileSync(place.file, change(readFileSync(place.file)))
    const before = readFileSync(place.databasePath)
    const message = expect.stringContaining(place.file)
    await expect(place.restore()).rejects.toMatchObject({ code, message })
    expect(readFileSync(place.databasePath).equals(before)).toBe(true)
    expect(place.list()).toEqual(['arena.db', 'backup.db'])
  })

  it('takes the place of a damaged database and leaves its journal to it', async () => {
    using place = await makeHome()
    writeFileSync(place.databasePath, 'garbage that nobody can open'.repeat(400))
    writeFileSync(`${place.databasePath}-wal`, 'its journal')
    await place.restore()
    expect(readFileSync(`${place.keptAs}-wal`, 'utf8')).toBe('its journal')
    expect(existsSync(`${place.databasePath}-wal`)).toBe(false)
    expect(await readHead(place.databasePath)).toMatchObject({ epoch: 'epoch-2', faults: [] })
  })

  it('makes a home where there was none', async () => {
    using place = await makeHome()
    const home = join(place.home, 'new')
    const there = { home, databasePath: join(home, 'arena.db') }
    const { keptAs } = await restoreBackup(there, { ...place, newId: () => 'epoch-2' })
    expect(keptAs).toBeNull()
    expect(await readHead(there.databasePath)).toMatchObject({ lastSeq: backedUpRows })
  })
})
