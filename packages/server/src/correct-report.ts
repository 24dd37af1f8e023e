import {
  type Amendment,
  ArenaError,
  type CorrectionAnswer,
  countedReport,
  maxEvidence,
  outrankedFacts,
  rowsToStandings,
  rowsToUnlocks,
  type StatedAmendment,
  xpToStanding,
} from '@arena/core'
import { requireReportUser } from './access/require-report-user.ts'
import { type Auth, requireScope } from './authenticate.ts'
import type { RequestLimits } from './rate-limit/rate-limits.ts'
import type { Recorded } from './recorder.ts'
import type { ServerParts } from './server-parts.ts'
import type { CorrectionRefusal } from './store/store.ts'

export interface StatedCorrection {
  readonly reportId: string
  /** The report's user, when that is another than the key's. */
  readonly userId?: string | undefined
  /** Null takes the report out. */
  readonly amendment: StatedAmendment | null
  readonly reason?: string | undefined
}

interface Context {
  readonly auth: Auth
  readonly parts: ServerParts
  readonly limits: RequestLimits
}

/** Adds late facts to a report or takes it out, and says what became of its XP. */
export async function correctReport(
  stated: StatedCorrection,
  { auth, parts, limits }: Context,
): Promise<CorrectionAnswer> {
  const { reportId, reason = null } = stated
  const { workspaceId, keyId, scopes } = auth
  const amendment = stated.amendment && resolveAmendment(stated.amendment, { auth, userId: stated.userId })
  const userId = await requireReportUser(auth, stated.userId, parts.deps.store)
  limits.take(auth.keyId, [{ quota: 'reports', count: 1 }])
  const by = scopes.includes('review') ? 'review' : 'self'
  const receivedAtInMs = parts.deps.clock()
  const place = { workspaceId, userId, reportId, keyId, receivedAtInMs }
  const [recorded] = await parts.recorder.record([{ kind: 'correction', ...place, by, amendment, reason }])
  if (!recorded) throw new Error(`the store gave no outcome for the correction of report ${reportId}`)
  return answerFor(recorded, { reportId, amendment, parts })
}

/** Adds who judges, which must be said where it can't be the report's own user. */
function resolveAmendment(
  { quality, ...facts }: StatedAmendment,
  { auth, userId = auth.userId }: { readonly auth: Auth; readonly userId: string | undefined },
): Amendment {
  if (!quality && Object.values(facts).every((fact) => fact === undefined)) {
    throw invalid('', 'States nothing: give outcome, quality or evidence.')
  }
  if (!quality) return facts
  const isOwn = userId === auth.userId
  const source = quality.source ?? 'self'
  if (!isOwn && source === 'self') {
    throw invalid('quality.source', 'say who judges the work of another user: human, ci or model')
  }
  if (source !== 'self') requireScope(auth, 'review')
  return { ...facts, quality: { ...quality, source } }
}

function answerFor(
  { outcome, rank }: Recorded,
  {
    reportId,
    amendment,
    parts,
  }: { readonly reportId: string; readonly amendment: Amendment | null; readonly parts: ServerParts },
): CorrectionAnswer {
  if (outcome.status === 'refused') throw refusalToError(outcome.reason)
  if (outcome.status === 'unchanged') {
    const { counted, agentName, agentXp, userXp } = outcome
    const xp = counted?.xp ?? 0
    return {
      status: 'unchanged',
      reportId,
      seq: null,
      ...{ xpBefore: xp, xpChange: 0, xp, isVoid: counted === null },
      agent: { name: agentName, ...xpToStanding(agentXp, null) },
      user: xpToStanding(userXp, null),
      achievements: [],
      rank: null,
      outranked: counted && amendment ? outrankedFacts(counted.report, amendment) : [],
    }
  }
  const [first, ...unlocks] = outcome.status === 'committed' ? outcome.rows : []
  if (!first?.before) throw new Error(`the store gave no row for the correction of report ${reportId}`)
  const counted = countedReport(first)
  return {
    status: 'corrected',
    reportId,
    seq: first.seq,
    ...{ xpBefore: first.before.xp, xpChange: first.xp, xp: counted?.xp ?? 0, isVoid: counted === null },
    ...rowsToStandings([first, ...unlocks]),
    achievements: rowsToUnlocks(unlocks, parts.achievementById),
    rank,
    outranked: counted && amendment ? outrankedFacts(counted.report, amendment) : [],
  }
}

function refusalToError(reason: CorrectionRefusal): ArenaError {
  switch (reason) {
    case 'no-report':
      return new ArenaError('not-found', 'You have no report of this id.')
    case 'taken-out':
      return new ArenaError('report-void', 'The report was taken out, and stays so.')
    case 'reviewed':
      return new ArenaError(
        'missing-scope',
        'A reviewer has corrected this report. To take it out, the key needs the scope review.',
      )
    case 'too-much-evidence':
      return invalid('evidence', `a report holds at most ${maxEvidence} types`)
  }
}

function invalid(path: string, message: string): ArenaError {
  return new ArenaError('invalid-input', path ? `${path}: ${message}` : message, {
    issues: [{ path, message }],
  })
}
