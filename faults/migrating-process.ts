import { writeSync } from 'node:fs'
import { migrateSchema } from '../packages/server/src/store/libsql/migrate-schema.ts'
import { openClient } from '../packages/server/src/store/libsql/open-client.ts'

/** Migrates a database, says when it begins and when it is done, and then keeps it: migrating-process.ts PATH */
const [, , path = ''] = process.argv
const client = await openClient({ path, lockingMode: 'exclusive' })
writeSync(1, 'migrating\n')
await migrateSchema(client)
writeSync(1, 'migrated\n')
setInterval(() => client, 60_000)
