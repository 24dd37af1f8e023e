import type { Auth } from '../authenticate.ts'
import type { ServerParts } from '../server-parts.ts'
import { type ErasedNames, eraseNamesOf } from './erase-names-of.ts'
import { eraseTextsOf } from './erase-texts-of.ts'
import { requireErasable } from './require-erasable.ts'

interface ErasureOrder {
  /** Oneself unless given. */
  readonly userId?: string | undefined
  readonly keepNames: boolean
  /** Empty begins; then what the answer before gave as `nextReportId`. */
  readonly afterReportId: string
}

/** What one call has erased. */
export interface Erasure {
  /** Reports whose texts are gone. */
  readonly reports: number
  /** Null when they were kept, or went in an earlier call. */
  readonly names: ErasedNames | null
  /** Null when all is done. */
  readonly nextReportId: string | null
}

/** Erases a member's names, then his texts piece by piece. Said again, it erases what is left. The ledger stays. */
export async function eraseMember(
  { userId, keepNames, afterReportId }: ErasureOrder,
  { auth, parts }: { readonly auth: Auth; readonly parts: ServerParts },
): Promise<Erasure> {
  const { store } = parts.deps
  const { workspaceId } = auth
  const member = await requireErasable(auth, userId, store)
  const isFirst = afterReportId === ''
  const names = isFirst && !keepNames ? await eraseNamesOf(member, { workspaceId, parts }) : null
  const { reports, nextReportId } = await eraseTextsOf(
    { workspaceId, userId: member.id },
    { afterReportId, store },
  )
  if (nextReportId === null) await store.scrubFiles()
  return { reports, names, nextReportId }
}
