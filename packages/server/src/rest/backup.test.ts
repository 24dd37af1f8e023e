import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addMember } from '../../test/add-member.ts'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { restRequest } from '../../test/rest-request.ts'
import { createTemporaryFolder } from '../../test/temporary-folder.ts'
import { checkBackup } from '../store/libsql/backup/check-backup.ts'

const askFor = (app: TestApp, key: string) => restRequest(app, ['GET', '/api/v1/backup'], { key })

describe('GET /api/v1/backup', () => {
  it('sends the whole database to an owner and keeps no copy', async () => {
    await using app = await createTestApp()
    using folder = createTemporaryFolder()
    const headers = { authorization: `Bearer ${app.fullKey}` }
    const response = await app.request('/api/v1/backup', { headers })
    const copy = `${folder.path}/copy.db`
    const bytes = Buffer.from(await response.arrayBuffer())
    await writeFile(copy, bytes)
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length)
    expect(response.headers.get('content-type')).toBe('application/vnd.sqlite3')
    expect((await checkBackup(copy)).workspaces).toMatchObject([{ id: app.owner.workspaceId }])

    const { path } = await app.parts.deps.store.backUp()
    expect(readdirSync(dirname(path)).filter((name) => name.includes('unfinished'))).toHaveLength(1)
  })

  it('is refused to members, to keys without the scope, and to owners of other workspaces', async () => {
    await using app = await createTestApp()
    const member = await addMember(app, { name: 'bob' })
    expect(await askFor(app, member.key)).toMatchObject({ status: 403, body: { code: 'missing-role' } })
    const reader = await app.makeKey('read')
    expect(await askFor(app, reader)).toMatchObject({ status: 403, body: { code: 'missing-scope' } })
    const other = { name: 'other', ownerName: 'eve', zone: 'UTC' }
    const { data } = await app.mutate('workspace.create', other)
    expect(await askFor(app, data.key)).toMatchObject({ status: 403, body: { code: 'missing-role' } })
  })
})
