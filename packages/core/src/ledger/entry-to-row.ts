import type { LedgerEntry } from './ledger-entry.ts'
import type { LedgerRow } from './ledger-row.ts'

type Place = Pick<
  LedgerRow,
  'workspaceId' | 'seq' | 'userId' | 'userDay' | 'day' | 'occurredAtInMs' | 'receivedAtInMs'
>
type Facts = Pick<
  LedgerRow,
  'agentKey' | 'agentName' | 'teamId' | 'project' | 'reportId' | 'refSeq' | 'report' | 'contentHash' | 'keyId'
>

/** Where an entry goes in the ledger, and what it is about; facts left out are null. */
export type EntryContext = Place & Partial<Facts>

/** An entry of core's fold as a whole row of the ledger. */
export function entryToRow(entry: LedgerEntry, context: EntryContext): LedgerRow {
  return {
    workspaceId: context.workspaceId,
    seq: context.seq,
    kind: entry.kind,
    userId: context.userId,
    agentKey: context.agentKey ?? null,
    agentName: context.agentName ?? null,
    teamId: context.teamId ?? null,
    project: context.project ?? null,
    reportId: context.reportId ?? null,
    refSeq: context.refSeq ?? null,
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
    report: context.report ?? null,
    before: entry.kind === 'correction' ? entry.before : null,
    contentHash: context.contentHash ?? null,
    userDay: context.userDay,
    day: context.day,
    occurredAtInMs: context.occurredAtInMs,
    receivedAtInMs: context.receivedAtInMs,
    keyId: context.keyId ?? null,
  }
}
