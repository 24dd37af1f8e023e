import type { ExportRecord } from '@arena/core'
import type { Store } from '../store/store.ts'

/** Those whose history is exported, with their agents and the teams that they are in. */
export async function readDirectoryRecords(
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string | null },
  store: Pick<Store, 'readMembers' | 'readTeams' | 'readAgents'>,
): Promise<readonly ExportRecord[]> {
  const [members, teams] = await Promise.all([store.readMembers(workspaceId), store.readTeams(workspaceId)])
  const exported = members.filter(({ id }) => userId === null || id === userId)
  const agents = await Promise.all(
    exported.map(async (member) => {
      const held = await store.readAgents({ workspaceId, userId: member.id })
      return held.map(
        ({ key, name, displayName, category, specialties }): ExportRecord => ({
          kind: 'agent',
          userId: member.id,
          agent: key,
          ...{ name, displayName, category, specialties: [...specialties] },
        }),
      )
    }),
  )
  return [
    ...teams
      .filter(({ id }) => exported.some(({ teamId }) => teamId === id))
      .map(({ id, name }): ExportRecord => ({ kind: 'team', id, name })),
    ...exported.map(({ id, name, zone, teamId }): ExportRecord => ({ kind: 'user', id, name, zone, teamId })),
    ...agents.flat(),
  ]
}
