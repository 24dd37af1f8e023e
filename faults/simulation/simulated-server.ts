import { ArenaError, achievementCatalog } from '@arena/core'
import type { Submission } from '../../packages/client/src/transport/transport.ts'
import type { Auth } from '../../packages/server/src/authenticate.ts'
import { createEpochReader } from '../../packages/server/src/epoch-reader.ts'
import { createLogger } from '../../packages/server/src/logger.ts'
import { createServerMetrics } from '../../packages/server/src/metrics/server-metrics.ts'
import { noLimits } from '../../packages/server/src/rate-limit/rate-limits.ts'
import { createRecorder } from '../../packages/server/src/recorder.ts'
import type { Store } from '../../packages/server/src/store/store.ts'
import { submitReports } from '../../packages/server/src/submit-reports.ts'
import type { World } from './world.ts'

/** What can be broken on purpose, to see that it is found. */
export type Bug = 'acknowledges-before-commit' | 'no-unique-index'

export interface SimulatedServer {
  readonly isUp: boolean
  /** Null when the server is gone before it answered. */
  submit(reports: readonly unknown[], auth: Auth): Promise<Submission | null>
  crash(): void
  start(): void
}

interface Options {
  readonly store: Store
  readonly bug: Bug | null
}

const logger = createLogger({ level: 'silent' })
const achievementById = new Map(achievementCatalog.map((entry) => [entry.id, entry]))

/** The real way of a report through the server, on a disk that is slow and fails, in a process that is killed. */
export function createSimulatedServer(world: World, { store, bug }: Options): SimulatedServer {
  const { time } = world
  const clock = () => time.nowInMs
  let life = 0
  let isUp = false
  let parts: Parameters<typeof submitReports>[1]['parts']
  const never = new Promise<never>(() => {})

  /** What a dead process asked for is done by nobody, and what was done for it reaches nobody. */
  function diskOf(ownLife: number): Pick<Store, 'commit'> {
    return {
      async commit(commits) {
        await time.wait(world.between(1, 20))
        if (life !== ownLife) return never
        if (world.happens(0.05)) {
          world.note('the disk is full')
          throw new ArenaError('disk-full', 'The disk is full.')
        }
        const outcomes = await world.await(store.commit(commits))
        world.note(`committed ${commits.length}`)
        await time.wait(world.between(0, 10))
        if (life !== ownLife) return never
        if (world.happens(0.03)) {
          world.note('the commit is in doubt')
          throw new ArenaError('store-unavailable', 'The database did not answer.')
        }
        return outcomes
      },
    }
  }

  async function answer(reports: readonly unknown[], auth: Auth): Promise<Submission> {
    const submitted = submitReports({ schema: 1, reports: [...reports] }, { auth, parts, limits: noLimits })
    if (bug === 'acknowledges-before-commit') {
      void submitted.catch(() => undefined)
      const answers = reports.map((report) => ({ status: 'scored', id: (report as { id: string }).id }))
      return { kind: 'answered', epoch: 'epoch', answers: answers as never }
    }
    try {
      return { kind: 'answered', ...(await submitted) }
    } catch (error) {
      const { message } = error as Error
      return {
        kind: 'unavailable',
        message,
        retryAfterInMs: ArenaError.is(error) ? error.retryAfterInMs : null,
      }
    }
  }

  return {
    get isUp() {
      return isUp
    },
    async submit(reports, auth) {
      const ownLife = life
      const submission = await answer(reports, auth)
      return life === ownLife ? submission : null
    },
    crash() {
      world.note('the server is killed')
      life += 1
      isUp = false
    },
    start() {
      world.note('the server starts')
      isUp = true
      parts = {
        deps: { store, clock, newId: world.newId, logger },
        recorder: createRecorder({
          store: diskOf(life),
          clock,
          logger,
          publish: () => [],
          random: world.random,
          maxReportsInCommit: 7,
          maxQueuedReports: 60,
        }),
        metrics: createServerMetrics(),
        readEpoch: createEpochReader({ readWorkspaces: () => world.await(store.readWorkspaces()) }),
        achievementById,
      }
    },
  }
}
