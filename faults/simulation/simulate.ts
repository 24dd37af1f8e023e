import type { Auth } from '../../packages/server/src/authenticate.ts'
import type { Store } from '../../packages/server/src/store/store.ts'
import { verifyLedger } from '../../packages/server/src/verify-ledger.ts'
import { checkHistory, type HistoryFaults } from '../history/check-history.ts'
import { recordHistory } from '../history/history.ts'
import { createSimulatedClient } from './simulated-client.ts'
import { createSimulatedTransport } from './simulated-network.ts'
import { type Bug, createSimulatedServer } from './simulated-server.ts'
import { createWorld } from './world.ts'

export interface SimulationOptions {
  readonly seed: number
  /** Each simulation has a workspace of its own in it. */
  readonly store: Store
  /** Where spools lie. */
  readonly folder: string
  readonly bug?: Bug
}

export interface Simulation {
  readonly faults: HistoryFaults
  /** What verification says, in words. */
  readonly verification: readonly string[]
  readonly reports: number
  readonly trace: readonly string[]
}

const zone = 'Europe/Berlin'
const troubleInMs = 120_000
const healingInMs = 3_600_000
const userIds = ['ada', 'ada', 'grace'] // of two clients of one user, and one of another

/**
 * Three clients report to a server while requests get lost, doubled and late, disks fail and processes are killed. Then
 * nothing goes wrong any more until all is sent, and what everybody was told is compared with the ledger.
 */
export async function simulate({ seed, store, folder, bug }: SimulationOptions): Promise<Simulation> {
  const workspaceId = crypto.randomUUID()
  await addUsers(store, workspaceId)
  const world = createWorld(seed)
  const { time } = world
  const history = recordHistory()
  const server = createSimulatedServer(world, { store, bug: bug ?? null })
  server.start()
  const clients = userIds.map((userId, index) => {
    const name = `client ${index + 1}`
    const auth: Auth = {
      ...{ workspaceId, userId, keyId: 'key', role: 'member', teamId: null },
      scopes: ['report:write', 'read'],
    }
    const transport = createSimulatedTransport(world, { server, auth, name })
    const client = createSimulatedClient(world, { name, folder, transport, history })
    return { client, name, userId }
  })

  for (const { client, name, userId } of clients) {
    for (let n = world.between(2, 6); n > 0; n -= 1) {
      time.plan(
        () => {
          for (let burst = world.between(1, 3); burst > 0; burst -= 1) client.report()
        },
        world.between(0, troubleInMs),
      )
    }
    for (let n = world.between(0, 2); n > 0; n -= 1) time.plan(client.restart, world.between(0, troubleInMs))
    const read = async () => (await store.readStanding({ workspaceId, userId }))?.progress.xp ?? 0
    for (let n = 0; n < 3; n += 1) {
      time.plan(() => void world.await(history.read(name, userId, read)), world.between(0, troubleInMs))
    }
  }
  for (let n = world.between(0, 3); n > 0; n -= 1) {
    time.plan(
      () => {
        if (!server.isUp) return
        server.crash()
        time.plan(server.start, world.between(10, 20_000))
      },
      world.between(0, troubleInMs),
    )
  }
  await time.run(time.nowInMs + troubleInMs)

  world.heal()
  if (!server.isUp) await time.run(time.nowInMs + 20_000)
  for (const { client } of clients) {
    let isEmpty = false
    const untilInMs = time.nowInMs + healingInMs
    while (!isEmpty && time.nowInMs < untilInMs) {
      void client.drain().then((isDrained) => {
        isEmpty = isDrained
      })
      await time.run(time.nowInMs + 30_000)
    }
    world.note(`all sent: ${isEmpty}`)
    client.close()
  }
  const rows = await store.readLedger({ workspaceId, afterSeq: 0, limit: 10_000 })
  for (const { seq, kind, xp, userXp } of rows) world.note(`row ${seq} ${kind} ${xp} ${userXp}`)
  const zones = new Map(userIds.map((userId) => [userId, zone]))
  return {
    faults: checkHistory(history, { rows, zones }),
    verification: (await verifyLedger(store, workspaceId)).faults,
    reports: history.operations.length,
    trace: world.trace,
  }
}

async function addUsers(store: Store, workspaceId: string): Promise<void> {
  const createdAtInMs = Date.UTC(2026, 4, 1)
  await store.addWorkspace({ workspaceId, userId: 'ada', name: 'Ada', zone, epoch: 'epoch', createdAtInMs })
  await store.changeDirectory(workspaceId, [
    { kind: 'member-added', member: { id: 'grace', name: 'Grace', zone, role: 'member', createdAtInMs } },
  ])
}
