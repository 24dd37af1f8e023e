import type { Store, UserId } from '../src/store/store.ts'

/** Tells whether anything has changed. */
export interface ChangeWatch {
  /** Lets the watch know when it has to look again: after anything but reads, projections, and notes of the use of keys. */
  wrapStore(store: Store): Store
  /** All that a refused call could have changed, as a text to compare: every directory and ledger, and these users' agents. */
  snapshot(users: readonly UserId[]): Promise<string>
}

const isReading = /^(read|find|list|verify|touch|advance)/

export function watchChanges(): ChangeWatch {
  let writes = 0
  let last: { readonly text: string; readonly writes: number } | null = null
  let watched: Store | null = null

  return {
    wrapStore(store) {
      watched = store
      const counted = Object.entries(store)
        .filter(([name]) => !isReading.test(name))
        .map(([name, method]) => {
          const count = (...args: unknown[]) => {
            writes++
            return method(...args)
          }
          return [name, count]
        })
      return { ...store, ...Object.fromEntries(counted) }
    },
    async snapshot(users) {
      if (!watched) throw new Error('no store is watched')
      if (last?.writes !== writes) last = { writes, text: JSON.stringify(await readAll(watched, users)) }
      return last.text
    },
  }
}

async function readAll(store: Store, users: readonly UserId[]): Promise<unknown> {
  const workspaces = await store.readWorkspaces()
  const ofWorkspace = async ({ id }: { readonly id: string }) => [
    await store.readMembers(id),
    await store.readTeams(id),
    await store.readProjects(id),
    await store.readInvitations(id),
    (await store.listKeys(id)).map(({ lastUsedAtInMs: _, ...key }) => key),
  ]
  return [
    workspaces,
    await Promise.all(workspaces.map(ofWorkspace)),
    await Promise.all(users.map(store.readAgents)),
  ]
}
