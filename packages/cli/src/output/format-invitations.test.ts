import pc from 'picocolors'
import { describe, expect, it } from 'vitest'
import { formatInvitations } from './format-invitations.ts'

const colors = pc.createColors(false)
const nameById = new Map([
  ['u1', 'Ada'],
  ['t1', 'Core'],
])
const expiresAt = '2026-11-25T12:00:00.000Z'

describe('formatInvitations', () => {
  it('tells whom each is for, who made it and how long it is good', () => {
    const lines = formatInvitations(
      [
        { id: 'i1', role: 'admin', teamId: null, invitedBy: 'u1', expiresAt },
        { id: 'i2', role: 'member', teamId: 't1', invitedBy: 'u1', expiresAt },
      ],
      { colors, nameById },
    )
    expect(lines).toEqual([
      'Id  Role    Team  Made by  Expires (UTC)',
      'i1  admin         Ada      2026-11-25 12:00',
      'i2  member  Core  Ada      2026-11-25 12:00',
    ])
  })

  it('says that there is none', () => {
    expect(formatInvitations([], { colors, nameById })).toEqual(['No invitation is open.'])
  })
})
