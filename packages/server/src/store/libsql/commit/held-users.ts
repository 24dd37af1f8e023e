import type { CommitState, UserState } from './commit-state.ts'

/**
 * Users as the last commits left them, so that the next need not load them again. A copy: whoever changes in the
 * database what a commit reads must have it forgotten.
 */
export interface HeldUsers {
  /** Takes a workspace's users out, to be changed; none when its ledger does not end at `lastSeq`. */
  take(workspaceId: string, lastSeq: number): Map<string, UserState>
  /** Keeps what is now in the database. */
  hold(state: CommitState): void
  forget(): void
}

interface HeldWorkspace {
  readonly lastSeq: number
  readonly userById: Map<string, UserState>
}

/** Holds about `maxAgents` agents, and begins anew beyond. */
export function createHeldUsers({ maxAgents = 5000 }: { readonly maxAgents?: number } = {}): HeldUsers {
  const heldById = new Map<string, HeldWorkspace>()
  return {
    take(workspaceId, lastSeq) {
      const held = heldById.get(workspaceId)
      heldById.delete(workspaceId)
      return held?.lastSeq === lastSeq ? held.userById : new Map()
    },
    hold({ workspaceById }) {
      for (const [id, { lastSeq, userById }] of workspaceById) {
        for (const user of userById.values()) user.loadedDays = user.days
        heldById.set(id, { lastSeq, userById })
      }
      if (size(heldById) > maxAgents) heldById.clear()
    },
    forget: () => heldById.clear(),
  }
}

function size(heldById: ReadonlyMap<string, HeldWorkspace>): number {
  let agents = 0
  for (const { userById } of heldById.values()) {
    for (const { knownKeys } of userById.values()) agents += 1 + knownKeys.size
  }
  return agents
}
