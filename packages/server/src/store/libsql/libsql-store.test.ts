import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addUser } from '../../../test/add-user.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { describeCorrections } from '../correction.contract.ts'
import { describeErasure } from '../erasure.contract.ts'
import { describeStore } from '../store.contract.ts'
import { createLibsqlStore } from './libsql-store.ts'

const open = (folder: string) => createLibsqlStore({ path: join(folder, 'arena.db') })

describeStore('libsql store', { open, addUser })
describeCorrections('libsql store', open)
describeErasure('libsql store', open)

it('a libsql store does not wait for a verification to be closed', async () => {
  using folder = createTemporaryFolder()
  const store = await open(folder.path)
  const refused = expect(store.verifyProjections('w')).rejects.toMatchObject({ code: 'store-unavailable' })
  await store.close()
  await refused
})
