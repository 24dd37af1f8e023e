import type { LedgerRow } from '@arena/core'
import type { WorkspaceState } from './commit-state.ts'

/**
 * Workspaces with users, agents and projects as the last commits leave them, so that the next need not load them. A
 * copy: whoever changes in the database what a commit reads, and whose commit was not kept, must have it forgotten.
 */
export interface HeldState {
  /** Commits are folded on these in place; others after `forget`. */
  readonly workspaceById: Map<string, WorkspaceState>
  /** Takes all as it is now for what is in the database, with the rows on their way there. */
  hold(rows: readonly LedgerRow[]): void
  forget(): void
}

/** Holds about `maxNames` users, agents and projects, and begins anew beyond. */
export function createHeldState({ maxNames = 5000 }: { readonly maxNames?: number } = {}): HeldState {
  let workspaceById: HeldState['workspaceById'] = new Map()

  function forget(): void {
    workspaceById = new Map()
  }

  return {
    get workspaceById() {
      return workspaceById
    },
    hold(rows) {
      for (const { workspaceId, userId, agentKey, project } of rows) {
        const workspace = workspaceById.get(workspaceId)
        const user = workspace?.userById.get(userId)
        if (project !== null) workspace?.knownProjects.add(project)
        if (agentKey !== null) user?.storedKeys.add(agentKey)
        if (user) user.loadedDays = user.days
      }
      for (const workspace of workspaceById.values()) workspace.writtenSeq = workspace.lastSeq
      if (countNames(workspaceById.values()) > maxNames) forget()
    },
    forget,
  }
}

function countNames(held: Iterable<WorkspaceState>): number {
  let names = 0
  for (const { userById, knownProjects } of held) {
    names += 1 + knownProjects.size
    for (const { knownKeys } of userById.values()) names += 1 + knownKeys.size
  }
  return names
}
