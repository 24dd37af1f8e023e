import type { Achievement } from '../achievement/achievement.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'
import { titleForLevel } from '../level/level-curve.ts'
import type { Update } from './update.ts'

/** The updates that a ledger row stands for, in the order in which people read them. None for a quiet grant. */
export function rowToUpdates(
  row: LedgerRow,
  achievementById: ReadonlyMap<string, Achievement>,
): readonly Update[] {
  if (row.isQuiet) return []
  const base = { seq: row.seq, userId: row.userId, at: new Date(row.receivedAtInMs).toISOString() }
  const updates: Update[] = []
  if (row.kind === 'achievement') {
    const entry = row.achievementId === null ? undefined : achievementById.get(row.achievementId)
    if (entry) {
      updates.push({
        ...base,
        type: 'achievement-unlocked',
        achievementId: entry.id,
        name: entry.name,
        description: entry.description,
        rarity: entry.rarity,
        icon: entry.icon,
        xp: row.xp,
        agent: row.agentName,
      })
    }
  } else if (row.agentName !== null) {
    updates.push({
      ...base,
      type: 'xp-gained',
      agent: row.agentName,
      reportId: row.reportId ?? row.before?.report.id ?? null,
      corrects: row.kind === 'correction' ? row.refSeq : null,
      outcome: row.report?.outcome ?? null,
      xp: row.xp,
      agentXp: row.agentXp,
      agentLevel: row.agentLevel,
      userXp: row.userXp,
      userLevel: row.userLevel,
    })
  }
  if (row.agentLevelReached !== null) {
    updates.push({
      ...base,
      type: 'level-reached',
      subject: 'agent',
      agent: row.agentName,
      level: row.agentLevelReached,
      title: titleForLevel(row.agentLevelReached),
    })
  }
  if (row.userLevelReached !== null) {
    updates.push({
      ...base,
      type: 'level-reached',
      subject: 'user',
      agent: null,
      level: row.userLevelReached,
      title: titleForLevel(row.userLevelReached),
    })
  }
  return updates
}
