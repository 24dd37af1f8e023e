import { join } from 'node:path'
import { addUser } from '../../../test/add-user.ts'
import { describeStore } from '../store.contract.ts'
import { createLibsqlStore } from './libsql-store.ts'

describeStore('libsql store', {
  open: (folder) => createLibsqlStore({ path: join(folder, 'arena.db') }),
  addUser,
})
