import {
  type AchievementUnlocked,
  type BoardChanged,
  type LevelReached,
  levelForXp,
  type Update,
  type XpGained,
} from '@arena/core'
import type { SocketMessage } from './socket-message.ts'

/** A message with the place that it stands at. */
export interface PlacedMessage extends SocketMessage {
  /** Of the report's row; null for what stands at no place. */
  readonly seq: number | null
  /** From 1, among the messages that this row brought. */
  readonly count: number
  readonly userId: string | null
}

type Row = Extract<Update, { readonly seq: number }>

/** The messages of the original system that stand for the updates of a frame. */
export function updatesToMessages(updates: readonly Update[]): readonly PlacedMessage[] {
  const boards = updates.filter((update) => update.type === 'board-changed').map(boardMessage)
  return [...groupByReport(updates).flatMap(placeMessages), ...boards]
}

/** A report comes with what follows from it: the levels reached, the achievements unlocked. */
function groupByReport(updates: readonly Update[]): readonly (readonly Row[])[] {
  const groups: Row[][] = []
  for (const update of updates) {
    if (!('seq' in update)) continue
    const group = update.type === 'xp-gained' ? undefined : groups.at(-1)
    if (group) group.push(update)
    else groups.push([update])
  }
  return groups
}

function placeMessages(group: readonly Row[]): readonly PlacedMessage[] {
  const { seq, userId } = group[0] as Row
  const gained = group.find((update) => update.type === 'xp-gained') ?? null
  const messages = group.map((update) => rowMessage(update, { group, gained }))
  return messages.map((message, index) => ({ ...message, seq, count: index + 1, userId }))
}

function rowMessage(
  update: Row,
  { group, gained }: { readonly group: readonly Row[]; readonly gained: XpGained | null },
): SocketMessage {
  switch (update.type) {
    case 'xp-gained':
      return xpMessage(update, group)
    case 'achievement-unlocked':
      return achievementMessage(update)
    case 'level-reached':
      return levelMessage(update, gained)
  }
}

function xpMessage(update: XpGained, group: readonly Row[]): SocketMessage {
  const level = group.find((other) => other.type === 'level-reached' && other.subject === 'agent') as
    | LevelReached
    | undefined
  const unlocked = group.filter((other) => other.type === 'achievement-unlocked')
  return {
    type: 'xp_update',
    data: {
      user_id: update.userId,
      agent_name: update.agent,
      xp_gained: update.xp,
      total_xp: update.agentXp,
      level_up: level !== undefined,
      new_level: level?.level ?? null,
      achievements: unlocked.map(({ name }) => name),
      agent_level: update.agentLevel,
      user_xp: update.userXp,
      user_level: update.userLevel,
      report_id: update.reportId,
      outcome: update.outcome,
      is_correction: update.corrects !== null,
    },
  }
}

function achievementMessage({ userId, achievementId, name, ...update }: AchievementUnlocked): SocketMessage {
  return {
    type: 'achievement_unlocked',
    data: {
      user_id: userId,
      agent_name: update.agent,
      achievement_name: achievementId.replaceAll('-', '_'),
      achievement_display: name,
      rarity: update.rarity,
      xp_reward: update.xp,
      unlocked_at: update.at,
    },
  }
}

function levelMessage(update: LevelReached, gained: XpGained | null): SocketMessage {
  return {
    type: 'level_up',
    data: {
      user_id: update.userId,
      subject: update.subject,
      agent_name: update.agent,
      old_level: gained && levelBefore(update, gained),
      new_level: update.level,
      title: update.title,
      timestamp: update.at,
    },
  }
}

function levelBefore({ subject }: LevelReached, { xp, agentXp, userXp }: XpGained): number {
  return levelForXp((subject === 'agent' ? agentXp : userXp) - xp).level
}

function boardMessage({ board, at }: BoardChanged): PlacedMessage {
  const entries = board.entries.map(({ id, name, xp, ...entry }) => ({
    rank: entry.rank,
    [`${board.subject}_id`]: id,
    name,
    total_xp: xp,
    level: entry.level,
    title: entry.title,
    reports: entry.reports,
    successes: entry.successes,
    failures: entry.failures,
  }))
  const message =
    board.scope === 'team'
      ? {
          type: 'team_leaderboard_update',
          data: { team_id: board.scopeId, leaderboard: entries, updated_at: at },
        }
      : {
          type: 'leaderboard_update',
          data: { category: `${board.window}_xp`, top_entries: entries, updated_at: at },
        }
  return { ...message, seq: null, count: 0, userId: null }
}
