import { readdirSync } from 'node:fs'
import { ArenaError, type ReportAnswer, type ReportInput } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { otlpSpans } from '../../test/otlp-span.ts'
import { createTemporaryFolder } from '../../test/temporary-folder.ts'
import type { Auth } from '../authenticate.ts'
import { createLogger } from '../logger.ts'
import { readTelemetry } from './otlp/read-telemetry.ts'
import { createTelemetryDrainer } from './telemetry-drainer.ts'

const auth: Auth = {
  ...{ workspaceId: 'w', userId: 'u', keyId: 'k', role: 'owner', teamId: null },
  scopes: ['report:write'],
}
const startInMs = Date.parse('2026-11-22T12:00:00Z')
const { facts } = readTelemetry('traces', {
  ...otlpSpans([{ id: 'a', name: 'invoke_agent a' }], { atInMs: startInMs }),
})

function drainerOf(folder: string, maxFacts = 100) {
  const time = { nowInMs: startInMs }
  const submitted: ReportInput[] = []
  const state: { failure: Error | null } = { failure: null }
  const drainer = createTelemetryDrainer({
    folder,
    maxFacts,
    clock: () => time.nowInMs,
    logger: createLogger({ level: 'silent' }),
    async submit(reports): Promise<ReportAnswer[]> {
      if (state.failure) throw state.failure
      submitted.push(...reports)
      return reports.map(({ id }) => ({
        status: 'rejected',
        id,
        code: 'report-conflict',
        message: '',
        issues: [],
      }))
    },
    amend: async () => undefined,
  })
  return { drainer, time, submitted, state }
}

describe('createTelemetryDrainer', () => {
  it('reports after a restart what it took before', async () => {
    using folder = createTemporaryFolder()
    await drainerOf(folder.path).drainer.take(auth, facts)
    const { drainer, time, submitted } = drainerOf(folder.path)
    time.nowInMs += 2000
    await drainer.drain()
    expect(submitted).toMatchObject([{ agent: 'a' }])
  })

  it('keeps a run until it could be reported', async () => {
    using folder = createTemporaryFolder()
    const { drainer, time, submitted, state } = drainerOf(folder.path)
    await drainer.take(auth, facts)
    time.nowInMs += 2000
    state.failure = new ArenaError('store-unavailable', 'The database does not answer.')
    await expect(drainer.drain()).rejects.toThrow('does not answer')
    state.failure = null
    await drainer.drain()
    expect(submitted).toHaveLength(1)
  })

  it('gives up what can never be reported, and goes on with the rest', async () => {
    using folder = createTemporaryFolder()
    const { drainer, time, state } = drainerOf(folder.path)
    await drainer.take(auth, facts)
    time.nowInMs += 2000
    state.failure = new ArenaError('not-found', 'There is no such user.')
    await drainer.drain()
    expect(readdirSync(folder.path)).toEqual([])
  })

  it('leaves nothing on the disk of what is done', async () => {
    using folder = createTemporaryFolder()
    const { drainer, time } = drainerOf(folder.path)
    await drainer.take(auth, facts)
    expect(readdirSync(folder.path)).toHaveLength(1)
    time.nowInMs += 600_000
    await drainer.drain()
    expect(readdirSync(folder.path)).toEqual([])
  })

  it('takes no more than it can hold, until it has reported some', async () => {
    using folder = createTemporaryFolder()
    const { drainer, time } = drainerOf(folder.path, facts.length)
    await drainer.take(auth, facts)
    await expect(drainer.take(auth, facts)).rejects.toMatchObject({ code: 'server-busy' })
    time.nowInMs += 2000
    await drainer.drain()
    await drainer.take(auth, facts)
  })

  it('passes over files that hold none', async () => {
    using folder = createTemporaryFolder()
    folder.write('torn.json', '{"receivedAtInMs":')
    const { drainer } = drainerOf(folder.path)
    await drainer.drain()
    expect(readdirSync(folder.path)).toEqual([])
  })
})
