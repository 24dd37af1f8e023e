import { join } from 'node:path'
import { addUser } from '../../../test/add-user.ts'
import { describeCorrections } from '../correction.contract.ts'
import { describeErasure } from '../erasure.contract.ts'
import { describeStore } from '../store.contract.ts'
import { createLibsqlStore } from './libsql-store.ts'

const open = (folder: string) => createLibsqlStore({ path: join(folder, 'arena.db') })

describeStore('libsql store', { open, addUser })
describeCorrections('libsql store', open)
describeErasure('libsql store', open)
