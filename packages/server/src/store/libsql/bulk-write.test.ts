import { describe, expect, it } from 'vitest'
import { writeRows } from './bulk-write.ts'
import { users } from './schema/user.ts'

const user = { workspaceId: 'w1', id: 'u1', name: 'Ada', nameKey: 'ada', zone: 'UTC', createdAtInMs: 0 }

describe('writeRows', () => {
  it('binds any number of rows as one value', () => {
    const statements = writeRows(users, [user, { ...user, id: 'u2', name: 'Ada 👩' }])
    expect(statements).toHaveLength(1)
    expect(JSON.stringify(statements)).toContain('👩')
    expect(writeRows(users, [])).toEqual([])
  })

  it('refuses text that would end the process when it is read back', () => {
    expect(() => writeRows(users, [{ ...user, name: 'Ada \ud83d' }])).toThrow('half of a surrogate pair')
  })
})
