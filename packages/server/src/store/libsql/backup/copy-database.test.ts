import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { owner, reportCommit } from '../../../../test/report-commit.ts'
import { createTemporaryFolder } from '../../../../test/temporary-folder.ts'
import { createLibsqlStore } from '../libsql-store.ts'
import { checkBackup } from './check-backup.ts'

async function openMade(path: string) {
  const store = await createLibsqlStore({ path })
  await store.ensureOwner(owner)
  return store
}

/** What another process meets that opens the database. */
function tryFromOutside(path: string): string {
  const program = `import { createClient } from '@libsql/client'
    createClient({ url: 'file:${path}', concurrency: 1 }).execute('SELECT count(*) FROM users')
      .then(() => console.log('open'), (error) => console.log(error.code))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  })
  return stdout.trim()
}

describe('a copy of a database in use', () => {
  it('holds what was committed when it was asked for, whatever comes meanwhile', async () => {
    using folder = createTemporaryFolder()
    const path = `${folder.path}/arena.db`
    const store = await openMade(path)
    await store.commit(Array.from({ length: 50 }, () => reportCommit()))
    const [{ lastSeq = 0 } = {}] = await store.readWorkspaces()
    const copying = store.backUp()
    const writing = Array.from({ length: 40 }, () => store.commit([reportCommit()]))
    const { path: copy, bytes } = await copying
    await Promise.all(writing)
    expect(statSync(copy).size).toBe(bytes)
    const { workspaces } = await checkBackup(copy)
    expect(workspaces).toMatchObject([{ id: owner.workspaceId, epoch: owner.epoch }])
    const held = workspaces[0]?.lastSeq ?? 0
    expect(held).toBeGreaterThanOrEqual(lastSeq)
    expect(held).toBeLessThan((await store.readWorkspaces())[0]?.lastSeq ?? 0)
    await store.close()
  })

  it('leaves everyone else locked out, which a descriptor that is closed would not', async () => {
    using folder = createTemporaryFolder()
    const path = `${folder.path}/arena.db`
    const store = await openMade(path)
    await store.backUp()
    expect(tryFromOutside(path)).toBe('SQLITE_BUSY')
    closeSync(openSync(path, 'r'))
    expect(tryFromOutside(path)).toBe('open')
    await store.close()
  })

  it('is given up, and no part of it stays, when the store closes', async () => {
    using folder = createTemporaryFolder()
    const store = await openMade(`${folder.path}/arena.db`)
    await store.commit(Array.from({ length: 200 }, () => reportCommit()))
    const copying = store.backUp()
    await Promise.all([expect(copying).rejects.toMatchObject({ code: 'store-unavailable' }), store.close()])
    expect(readdirSync(folder.path)).toEqual(['arena.db'])
  })
})
