import type { LedgerRow } from '@arena/core'
import type { CommitState, WorkspaceState } from './commit-state.ts'

type Held = Pick<WorkspaceState, 'userById' | 'knownProjects'>

/**
 * Users and projects as the last commits left them, so that the next need not load them again. A copy: whoever changes
 * in the database what a commit reads must have it forgotten.
 */
export interface HeldState {
  /** Takes what is held of a workspace out, to be changed; nothing when its ledger does not end at `lastSeq`. */
  take(workspaceId: string, lastSeq: number): Held
  /** Keeps what is now in the database, with the rows just written. */
  hold(state: CommitState, rows: readonly LedgerRow[]): void
  forget(): void
}

/** Holds about `maxNames` users, agents and projects, and begins anew beyond. */
export function createHeldState({ maxNames = 5000 }: { readonly maxNames?: number } = {}): HeldState {
  const heldById = new Map<string, Held & { readonly lastSeq: number }>()
  return {
    take(workspaceId, lastSeq) {
      const held = heldById.get(workspaceId)
      heldById.delete(workspaceId)
      return held?.lastSeq === lastSeq ? held : { userById: new Map(), knownProjects: new Set() }
    },
    hold({ workspaceById }, rows) {
      for (const { workspaceId, userId, agentKey, project } of rows) {
        const workspace = workspaceById.get(workspaceId)
        const user = workspace?.userById.get(userId)
        if (project !== null) workspace?.knownProjects.add(project)
        if (agentKey !== null) user?.storedKeys.add(agentKey)
        if (user) user.loadedDays = user.days
      }
      for (const [id, { lastSeq, userById, knownProjects }] of workspaceById) {
        heldById.set(id, { lastSeq, userById, knownProjects })
      }
      if (countNames(heldById.values()) > maxNames) heldById.clear()
    },
    forget: () => heldById.clear(),
  }
}

function countNames(held: Iterable<Held>): number {
  let names = 0
  for (const { userById, knownProjects } of held) {
    names += knownProjects.size
    for (const { knownKeys } of userById.values()) names += 1 + knownKeys.size
  }
  return names
}
