import type { Api } from './connect.ts'
import { findNamed } from './find-named.ts'

type TeamList = Awaited<ReturnType<Api['team']['list']['query']>>

/** The team of this name or id. */
export async function findTeam(api: Api, text: string): Promise<TeamList['teams'][number]> {
  return findNamed((await api.team.list.query({})).teams, text, 'team')
}
