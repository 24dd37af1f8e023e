import { ArenaError } from '@arena/core'
import type { Api } from '../connect.ts'
import { findMember } from '../find-member.ts'
import type { ExportOutline } from './read-export.ts'

/** For whom each user of an export is imported; undefined: whoever imports. */
export type UserMap = ReadonlyMap<string, string | undefined>

/**
 * The history of one member goes to whoever imports it, or to another member. That of a workspace goes to the members
 * of the same ids, who may have other names by now, else of the same names; who is missing is added, with his time
 * zone and his team, as only an admin may.
 */
export async function mapUsers(
  { header, users, teams }: ExportOutline,
  { api, member }: { readonly api: Api; readonly member: string | undefined },
): Promise<UserMap> {
  if (header.of === 'member') {
    const userId = member === undefined ? undefined : (await findMember(api, member)).id
    return new Map(users.map(({ id }) => [id, userId]))
  }
  if (member !== undefined)
    throw new ArenaError('invalid-input', 'This file holds the history of several members.')
  const { members } = await api.member.list.query({ removed: true })
  const ids = new Set(members.map(({ id }) => id))
  const idByName = new Map(members.map(({ id, name }) => [name.toLowerCase(), id]))
  const teamIds = new Map(
    (await api.team.list.query({})).teams.map(({ id, name }) => [name.toLowerCase(), id]),
  )
  const mapped = new Map<string, string>()
  for (const { id, name, zone, teamId } of users) {
    const known = ids.has(id) ? id : idByName.get(name.toLowerCase())
    if (known === undefined) {
      const team = teams.find((record) => record.id === teamId)?.name
      const { userId } = await api.member.add.mutate({
        name,
        scopes: ['read'], // its key is shown to nobody
        ...(team !== undefined && { teamId: await resolveTeam(team) }),
      })
      await api.member.update.mutate({ userId, zone })
      mapped.set(id, userId)
    } else mapped.set(id, known)
  }
  return mapped

  async function resolveTeam(name: string): Promise<string> {
    const known = teamIds.get(name.toLowerCase())
    if (known !== undefined) return known
    const { team } = await api.team.create.mutate({ name })
    teamIds.set(name.toLowerCase(), team.id)
    return team.id
  }
}
