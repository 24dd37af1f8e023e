import type { Store } from '../../src/store/store.ts'
import type { World } from './world.ts'

/** Tells whether anything has changed. */
export interface ChangeWatch {
  /** Lets the watch know when it has to look again: after anything but reads, projections, and notes of the use of keys. */
  wrapStore(store: Store): Store
  /** All that a refused call could have changed, as a text to compare. */
  snapshot(world: World): Promise<string>
}

const isReading = /^(read|find|list|verify|touch|advance)/

export function watchChanges(): ChangeWatch {
  let writes = 0
  let last: { readonly text: string; readonly writes: number } | null = null

  return {
    wrapStore: (store) => ({
      ...store,
      ...Object.fromEntries(
        Object.entries(store)
          .filter(([name]) => !isReading.test(name))
          .map(([name, method]) => [
            name,
            (...args: unknown[]) => {
              writes++
              return method(...args)
            },
          ]),
      ),
    }),
    async snapshot(world) {
      if (last?.writes === writes) return last.text
      last = { writes, text: JSON.stringify(await readAll(world)) }
      return last.text
    },
  }
}

async function readAll({ app, actors, foreign }: World): Promise<unknown> {
  const { store } = app.parts.deps
  const of = async ({ workspaceId, userId }: Pick<World['foreign'], 'workspaceId' | 'userId'>) => [
    await store.readMembers(workspaceId),
    await store.readTeams(workspaceId),
    await store.readProjects(workspaceId),
    await store.readInvitations(workspaceId),
    (await store.listKeys(workspaceId)).map(({ lastUsedAtInMs: _, ...key }) => key),
    await store.readAgents({ workspaceId, userId }),
  ]
  return [await store.readWorkspaces(), await of(actors['team mate']), await of(foreign)]
}
