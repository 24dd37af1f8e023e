import type { UpdateFrame } from '@arena/core'
import { isTrackedEnvelope } from '@trpc/server'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMember, addTeam, type TestMember } from '../../test/add-member.ts'
import { createTestApp, type TestApp } from '../../test/create-test-app.ts'
import { testReport } from '../../test/test-report.ts'
import type { Store } from '../store/store.ts'
import { createFeed } from './feed.ts'
import { subscribeTopic } from './subscribe-topic.ts'

const teamCount = 10

interface Team {
  readonly id: string
  readonly member: TestMember
  /** Agents that were told to the team: each names the team that it reported for. */
  readonly told: string[]
}

/** Ten teams of a workspace, each followed by its member on a feed over the app's store. */
async function followTeams(app: TestApp, wrap: (store: Store) => Store) {
  const store = wrap(app.parts.deps.store)
  const { achievementById, authenticator } = app.parts
  const readBoard = () => Promise.reject(new Error('there is no board here'))
  const feed = createFeed({ store, achievementById, readBoard, paceInMs: 0 })
  const teams: Team[] = []
  for (let index = 0; index < teamCount; index++) {
    const id = await addTeam(app, `team-${index}`)
    const member = await addMember(app, { name: `member-${index}`, teamId: id })
    const told: string[] = []
    const authenticate = () => authenticator.authenticate(`Bearer ${member.key}`)
    const subscription = {
      topic: { type: 'team', teamId: id } as const,
      lastEventId: null,
      signal: undefined,
    }
    const frames = await subscribeTopic(
      { ...subscription, auth: await authenticate(), authenticate },
      { feed, deps: { store, clock: app.parts.deps.clock } },
    )
    void (async () => {
      for await (const frame of frames) {
        const { updates } = isTrackedEnvelope<UpdateFrame>(frame) ? frame[1] : frame
        for (const update of updates) if (update.type === 'xp-gained') told.push(update.agent)
      }
    })().catch(() => undefined) // its end is the feed's
    teams.push({ id, member, told })
  }
  return { feed, teams }
}

/** Reports by these teams' members in this order; resolves when every team has been told of its own. */
async function report(
  app: TestApp,
  { feed, teams }: Awaited<ReturnType<typeof followTeams>>,
  by: readonly number[],
) {
  const told = teams.map((team) => team.told.length)
  for (const index of by) {
    const reports = [testReport({ agent: `team-${index}` })]
    await app.mutate('report.submit', { schema: 1, reports }, teams[index]?.member.key)
    feed.wake()
  }
  const own = (index: number) => by.filter((other) => other === index).length
  while (teams.some((team, index) => team.told.length < (told[index] ?? 0) + own(index))) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const crossed = (teams: readonly Team[]) =>
  teams.flatMap(({ told }, index) => told.filter((agent) => agent !== `team-${index}`))

describe('updates of ten teams', () => {
  it('never cross from one to another, whoever reports in whatever order', async () => {
    await using app = await createTestApp()
    const following = await followTeams(app, (store) => store)
    const order = fc.array(fc.nat(teamCount - 1), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(order, (by) => report(app, following, by)),
      { numRuns: 20 },
    )
    expect(crossed(following.teams)).toEqual([])
    expect(following.teams.flatMap(({ told }) => told).length).toBeGreaterThan(50)
    following.feed.close()
  })

  it('cross when the query does not ask for the team', async () => {
    await using app = await createTestApp()
    const following = await followTeams(app, (store) => ({
      ...store,
      readLedger: ({ teamId: _, ...slice }) => store.readLedger(slice),
    }))
    await report(app, following, [0, 1, 2])
    expect(crossed(following.teams).length).toBeGreaterThan(0)
    following.feed.close()
  })
})
