import type { Update } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { updatesToMessages } from './updates-to-messages.ts'

const at = '2026-11-22T12:00:00.000Z'
const base = { userId: 'u1', at }
const gained = (seq: number, xp = 250): Update => ({
  ...base,
  type: 'xp-gained',
  seq,
  agent: 'scout',
  reportId: `report-${seq}`,
  corrects: null,
  outcome: 'success',
  xp,
  agentXp: 350,
  agentLevel: 3,
  userXp: 350,
  userLevel: 3,
})
const level = (seq: number, subject: 'agent' | 'user'): Update => ({
  ...base,
  type: 'level-reached',
  seq,
  subject,
  agent: subject === 'agent' ? 'scout' : null,
  level: 3,
  title: 'Expert',
})
const unlocked = (seq: number): Update => ({
  ...base,
  type: 'achievement-unlocked',
  seq,
  achievementId: 'first-steps',
  name: 'First Steps',
  description: 'Complete your first task with any agent',
  icon: 'step',
  rarity: 'common',
  xp: 50,
  agent: 'scout',
})

describe('updatesToMessages', () => {
  it('tells a report with what it brought, then each of that by itself, at places that count up', () => {
    const messages = updatesToMessages([
      gained(1),
      level(1, 'agent'),
      level(1, 'user'),
      unlocked(2),
      gained(3),
    ])
    expect(messages.map(({ type, seq, count }) => [type, seq, count])).toEqual([
      ['xp_update', 1, 1],
      ['level_up', 1, 2],
      ['level_up', 1, 3],
      ['achievement_unlocked', 1, 4],
      ['xp_update', 3, 1],
    ])
    expect(messages[0]?.data).toMatchObject({
      user_id: 'u1',
      agent_name: 'scout',
      xp_gained: 250,
      total_xp: 350,
      level_up: true,
      new_level: 3,
      achievements: ['First Steps'],
    })
    expect(messages[1]?.data).toMatchObject({ agent_name: 'scout', old_level: 2, new_level: 3 })
    expect(messages[3]?.data).toEqual({
      user_id: 'u1',
      agent_name: 'scout',
      achievement_name: 'first_steps',
      achievement_display: 'First Steps',
      rarity: 'common',
      xp_reward: 50,
      unlocked_at: at,
    })
    expect(messages[4]?.data).toMatchObject({ level_up: false, new_level: null, achievements: [] })
  })

  it('tells a board of a team by the name of the team, and others by their window', () => {
    const entry = { rank: 1, id: 'u1', name: 'Ada', xp: 5, level: 1, title: 'Recruit', stars: 0 } as const
    const entries = [{ ...entry, reports: 1, successes: 1, failures: 0 }]
    const period = { window: 'week', periodStart: '2026-11-16', periodEnd: '2026-11-22' } as const
    const board = (scope: 'team' | 'workspace'): Update => ({
      type: 'board-changed',
      at,
      board: { subject: 'user', scope, scopeId: 's1', ...period, entries },
    })
    const [team, workspace] = updatesToMessages([board('team'), board('workspace')])
    expect(team).toMatchObject({
      type: 'team_leaderboard_update',
      seq: null,
      data: { team_id: 's1', updated_at: at, leaderboard: [{ rank: 1, user_id: 'u1', total_xp: 5 }] },
    })
    expect(workspace).toMatchObject({
      type: 'leaderboard_update',
      data: { category: 'week_xp', top_entries: [{ name: 'Ada' }] },
    })
  })
})
