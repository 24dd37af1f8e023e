import { ArenaError } from '@arena/core'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { openWithOwner } from '../test/open-with-owner.ts'
import { owner, reportCommit } from '../test/report-commit.ts'
import { createProjector } from './projector.ts'
import type { Store } from './store/store.ts'

const { workspaceId } = owner
const logger = pino({ level: 'silent' })

function signal() {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

async function openWithReports(count: number) {
  const opened = await openWithOwner()
  await opened.store.commit(Array.from({ length: count }, () => reportCommit()))
  return opened
}

function isCurrent(store: Store): Promise<boolean> {
  return Promise.all([store.readWorkspaces(), store.advanceProjections(workspaceId, 0)]).then(
    ([[workspace], { watermark }]) => watermark === workspace?.lastSeq,
  )
}

describe('createProjector', () => {
  it('brings a woken workspace to the end of its ledger, in chunks', async () => {
    await using held = await openWithReports(25)
    const projector = createProjector({ store: held.store, logger }, { maxRowsInChunk: 4 })
    projector.wake(workspaceId)
    expect(await isCurrent(held.store)).toBe(false)
    await projector.settle()
    expect(await isCurrent(held.store)).toBe(true)
  })

  it('runs by itself after a wake', async () => {
    await using held = await openWithReports(3)
    const finished = signal()
    const store: Store = {
      ...held.store,
      async advanceProjections(id, maxRows) {
        const state = await held.store.advanceProjections(id, maxRows)
        if (state.isCurrent) finished.resolve()
        return state
      },
    }
    createProjector({ store, logger }, { delayInMs: 1 }).wake(workspaceId)
    await finished.promise
    expect(await isCurrent(held.store)).toBe(true)
  })

  it('tries again after a failure, and says why it could not settle', async () => {
    await using held = await openWithReports(3)
    const finished = signal()
    let failures = 0
    const store: Store = {
      ...held.store,
      async advanceProjections(id, maxRows) {
        if (failures++ < 1) throw new ArenaError('store-unavailable', 'The store is away.')
        const state = await held.store.advanceProjections(id, maxRows)
        finished.resolve()
        return state
      },
    }
    const projector = createProjector({ store, logger }, { delayInMs: 60_000, retryDelayInMs: 1 })
    projector.wake(workspaceId)
    await expect(projector.settle()).rejects.toThrow('The store is away.')
    await finished.promise
    await projector.settle()
    expect(await isCurrent(held.store)).toBe(true)
  })

  it('begins nothing after it was stopped', async () => {
    await using held = await openWithReports(3)
    const projector = createProjector({ store: held.store, logger }, { delayInMs: 0 })
    projector.wake(workspaceId)
    await projector.stop()
    projector.wake(workspaceId)
    await projector.settle()
    expect(await isCurrent(held.store)).toBe(false)
  })
})
