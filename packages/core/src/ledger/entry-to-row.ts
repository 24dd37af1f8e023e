import type { LedgerEntry } from './ledger-entry.ts'
import type { LedgerRow } from './ledger-row.ts'

/** Where an entry goes in the ledger, and what it is about; kept in parts, since all rows of a report share most. */
export interface EntryContext {
  readonly place: Pick<
    LedgerRow,
    'workspaceId' | 'userId' | 'teamId' | 'userDay' | 'day' | 'occurredAtInMs' | 'receivedAtInMs'
  >
  readonly seq: number
  readonly refSeq?: number
  readonly about?: Pick<LedgerRow, 'agentKey' | 'agentName' | 'project' | 'keyId'>
  /** Of a report's own row and of its corrections. */
  readonly report?: LedgerRow['report']
  readonly identity?: Pick<LedgerRow, 'reportId' | 'contentHash'>
}

/** An entry of core's fold as a whole row of the ledger; what the context leaves out is null. */
export function entryToRow(
  entry: LedgerEntry,
  { place, seq, refSeq, about, report, identity }: EntryContext,
): LedgerRow {
  return {
    workspaceId: place.workspaceId,
    seq,
    kind: entry.kind,
    userId: place.userId,
    agentKey: about?.agentKey ?? null,
    agentName: about?.agentName ?? null,
    teamId: place.teamId,
    project: about?.project ?? null,
    reportId: identity?.reportId ?? null,
    refSeq: refSeq ?? null,
    achievementId: entry.kind === 'achievement' ? entry.achievementId : null,
    isQuiet: entry.kind === 'achievement' && entry.isQuiet,
    xp: entry.xp,
    agentXp: entry.agentXp,
    agentLevel: entry.agentLevel,
    userXp: entry.userXp,
    userLevel: entry.userLevel,
    agentLevelReached: entry.agentLevelReached,
    userLevelReached: entry.userLevelReached,
    rules: entry.rules,
    breakdown: entry.kind === 'achievement' ? null : entry.breakdown,
    report: report ?? null,
    before: entry.kind === 'correction' ? entry.before : null,
    contentHash: identity?.contentHash ?? null,
    userDay: place.userDay,
    day: place.day,
    occurredAtInMs: place.occurredAtInMs,
    receivedAtInMs: place.receivedAtInMs,
    keyId: about?.keyId ?? null,
  }
}
