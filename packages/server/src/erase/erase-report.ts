import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import { requireErasable } from './require-erasable.ts'

/** Erases the texts of one report, and those that came with its corrections. Its XP stay. */
export async function eraseReport(
  stated: { readonly reportId: string; readonly userId?: string | undefined },
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<{ readonly reports: number }> {
  const { store } = parts.deps
  const { id: userId } = await requireErasable(auth, stated.userId, store)
  const address = { workspaceId: auth.workspaceId, userId, reportId: stated.reportId }
  if ((await store.readReport(address)).length === 0) {
    throw new ArenaError('not-found', 'There is no such report.')
  }
  const reports = await store.eraseTexts([address])
  await store.scrubFiles()
  return { reports }
}
