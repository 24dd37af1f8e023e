import { expect, it } from 'vitest'
import { createTestApp } from '../../test/create-test-app.ts'
import { restRequest } from '../../test/rest-request.ts'

it("shows a team's members its agents and users in order, and nothing of a team that is not there", async () => {
  await using app = await createTestApp()
  const { store } = app.parts.deps
  const { workspaceId, userId } = app.owner
  const team = { id: 'red', name: 'Red', createdAtInMs: 0, archivedAtInMs: null }
  await store.changeDirectory(workspaceId, [
    { kind: 'team-saved', team },
    { kind: 'member-placed', userId, teamId: 'red', joinedAtInMs: 0 },
  ])
  await restRequest(app, ['POST', '/api/v1/agents/python-pro/xp', { task_duration: 20 }])
  await restRequest(app, ['POST', '/api/v1/agents/sql-pro/xp', { success: false }])
  while (!(await store.advanceProjections(workspaceId, 500)).isCurrent);

  const { status, body } = await restRequest(app, ['GET', '/api/v1/leaderboards/team/red?limit=1'])
  expect([status, body]).toEqual([
    200,
    {
      team_id: 'red',
      subject: 'agent',
      window: 'week',
      period_start: '2026-11-16',
      period_end: '2026-11-22',
      entries: [
        {
          rank: 1,
          id: 'python-pro',
          name: 'python-pro',
          xp: 15,
          level: 1,
          total_calls: 1,
          success_rate: 100,
          avg_task_time: 20,
          is_mine: true,
        },
      ],
    },
  ])
  const users = await restRequest(app, ['GET', '/api/v1/leaderboards/team/red?subject=user&window=all'])
  expect(users.body.entries).toMatchObject([{ id: userId, total_calls: 2, success_rate: 50 }])
  expect((await restRequest(app, ['GET', '/api/v1/leaderboards/team/blue'])).body.code).toBe('not-found')
})
