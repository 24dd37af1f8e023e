import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { ReportInput } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropHooks, hooksOf } from '../../../test/hook-spool.ts'
import {
  longAfterInMs,
  type RecordedHook,
  recorded,
  recordedProjects,
} from '../../../test/recorded-sessions.ts'
import { createTemporaryFolder, type TemporaryFolder } from '../../../test/temporary-folder.ts'
import { createLogger } from '../../logger.ts'
import { runToReport } from '../run/run-to-report.ts'
import { readClaudeCodeRuns } from '../transcript/read-claude-code-runs.ts'
import { createHookDrainer } from './hook-drainer.ts'

const sessions = recorded.sessions.map(({ name }) => name)
const toleranceInMs = 300

function openDrainer(home: TemporaryFolder) {
  const time = { nowInMs: longAfterInMs }
  const reports: ReportInput[] = []
  const logLines: string[] = []
  const drainer = createHookDrainer({
    home: home.path,
    clock: () => time.nowInMs,
    logger: createLogger({ level: 'debug', write: (line) => logLines.push(line) }),
    async submit(stated) {
      reports.push(...stated)
      return []
    },
  })
  return { ...drainer, time, reports, logLines }
}

/** Root may read everything. */
async function asOrdinaryUser<Result>(work: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

async function reportsOf(hooks: readonly RecordedHook[]): Promise<ReportInput[]> {
  using home = createTemporaryFolder()
  const drainer = openDrainer(home)
  dropHooks(home, hooks)
  await drainer.drain()
  return drainer.reports.sort((a, b) => (a.id < b.id ? -1 : 1))
}

describe('the drainer of hooks', () => {
  it.each(sessions)('makes of hooks and transcripts of %s exactly the recorded runs', async (session) => {
    const reports = await reportsOf(hooksOf(session))
    const runs = recorded.runs.filter((run) => run.session === session)
    expect(reports).toHaveLength(runs.length)
    for (const run of runs) {
      const report = reports.find(({ runId }) => runId === run.agentId)
      expect(report).toMatchObject({
        agent: run.agentType,
        outcome: run.outcome,
        sessionId: run.sessionId,
        usage: { toolCalls: run.toolCalls, outputTokens: run.tokens.output, inputTokens: run.tokens.input },
      })
      expect(report?.parentRunId ?? null).toBe(run.parentAgentId)
      if (run.durationInMs === null) expect(report).not.toHaveProperty('durationInMs')
      else expect(Math.abs((report?.durationInMs ?? 0) - run.durationInMs)).toBeLessThan(toleranceInMs)
    }
  })

  it.each(sessions)('makes of the hooks of %s alone what they can know', async (session) => {
    const reports = await reportsOf(hooksOf(session, 'missing'))
    const runs = recorded.runs.filter((run) => run.session === session)
    expect(reports.map(({ runId, outcome, agent }) => [runId, outcome, agent]).sort()).toEqual(
      runs.map((run) => [run.agentId, run.outcomeBySource.hooks, run.agentType]).sort(),
    )
  })

  it('gives the reports that a history import gives, but for ends that only hooks tell', async () => {
    const imported = new Map<string, ReportInput>()
    for await (const run of readClaudeCodeRuns(recordedProjects, { nowInMs: longAfterInMs })) {
      const report = runToReport(run)
      imported.set(report.id, report)
    }
    for (const session of sessions) {
      const run = recorded.runs.find((each) => each.session === session)
      for (const report of await reportsOf(hooksOf(session))) {
        if (session === 'h3-sigterm-background') {
          expect(report).toEqual({ ...imported.get(report.id), outcome: run?.outcome })
        } else expect(report).toEqual(imported.get(report.id))
      }
    }
  })

  it('gives one and the same report for a run, however its hooks are shuffled and doubled', async () => {
    const expected = new Map<string, Promise<ReportInput[]>>()
    const transcripts = fc.constantFrom('recorded' as const, 'missing' as const)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sessions),
        transcripts,
        fc.infiniteStream(fc.nat()),
        async (session, kind, numbers) => {
          const next = () => numbers.next().value ?? 0
          const hooks = hooksOf(session, kind)
          const name = `${session} ${kind}`
          const once = expected.get(name) ?? reportsOf(hooks)
          expected.set(name, once)
          const shuffled = hooks
            .flatMap((hook) => (next() % 2 === 0 ? [hook, hook] : [hook]))
            .map((hook) => ({ hook, at: next() }))
            .sort((a, b) => a.at - b.at)
            .map(({ hook }) => hook)
          expect(await reportsOf(shuffled)).toEqual(await once)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('waits for the end of a run, and knows of it after a restart', async () => {
    using home = createTemporaryFolder()
    const hooks = hooksOf('a-foreground-success')
    const endsAt = hooks.findIndex(({ payload }) => payload['hook_event_name'] === 'SubagentStop')
    const first = openDrainer(home)
    first.time.nowInMs = hooks[endsAt]?.receivedAtInMs ?? 0
    dropHooks(home, hooks.slice(0, endsAt))
    await first.drain()
    expect(readdirSync(join(home.path, 'spool', 'hooks'))).toEqual(['pending'])
    expect(first.reports).toEqual([])

    const second = openDrainer(home)
    second.time.nowInMs = (hooks.at(-1)?.receivedAtInMs ?? 0) + 1500
    dropHooks(home, hooks.slice(endsAt))
    await second.drain()
    expect(second.reports).toMatchObject([{ agent: 'python-pro', outcome: 'success' }])
    await second.drain()
    expect(second.reports).toHaveLength(1)
  })

  it('calls a run of which nobody tells an end unknown, an hour later', async () => {
    using home = createTemporaryFolder()
    const drainer = openDrainer(home)
    const hooks = hooksOf('h1-sigkill')
    const lastInMs = hooks.at(-1)?.receivedAtInMs ?? 0
    dropHooks(home, hooks)
    drainer.time.nowInMs = lastInMs + 3_590_000
    await drainer.drain()
    expect(drainer.reports).toEqual([])
    drainer.time.nowInMs = lastInMs + 3_610_000
    await drainer.drain()
    expect(drainer.reports).toMatchObject([{ agent: 'python-pro', outcome: 'unknown' }])
  })

  it('keeps no text of a payload, and nothing at all when its session is over for an hour', async () => {
    using home = createTemporaryFolder()
    const drainer = openDrainer(home)
    const hooks = sessions.flatMap((session) => hooksOf(session))
    drainer.time.nowInMs = hooks.at(0)?.receivedAtInMs ?? 0
    dropHooks(home, hooks)
    await drainer.drain()
    const pending = join(home.path, 'spool', 'hooks', 'pending')
    expect(readdirSync(pending)).toHaveLength(sessions.length)
    for (const name of readdirSync(pending)) {
      const text = readFileSync(join(pending, name), 'utf8')
      expect(text).not.toMatch(/prompt|description|"tool_|add\(\)|message/i)
      expect(statSync(join(pending, name)).mode & 0o777).toBe(0o600)
    }
    drainer.time.nowInMs = longAfterInMs
    await drainer.drain()
    expect(readdirSync(pending)).toEqual([])
    expect(drainer.reports).toHaveLength(recorded.runs.length)
  })

  it('leaves a payload that is still being written until it is whole', async () => {
    using home = createTemporaryFolder()
    const drainer = openDrainer(home)
    const payload = JSON.stringify({ hook_event_name: 'SessionEnd', session_id: 'é' })
    const bytes = Buffer.from(payload)
    const writtenAtInSeconds = longAfterInMs / 1000 - 1
    for (let length = 0; length <= bytes.length; length += 1) {
      const path = home.write('spool/hooks/1-0.json', '')
      writeFileSync(path, bytes.subarray(0, length))
      utimesSync(path, writtenAtInSeconds, writtenAtInSeconds)
      await drainer.drain()
      expect(existsSync(path)).toBe(length < bytes.length)
    }
    expect(drainer.logLines).toEqual([])
    expect(readdirSync(join(home.path, 'spool', 'hooks', 'pending'))).toHaveLength(1)
  })

  it('takes what it can beside a file that it may not read, of which it tells once', async () => {
    using home = createTemporaryFolder()
    const spool = join(home.path, 'spool', 'hooks')
    chmodSync(home.write('spool/hooks/1-0.json', '{}'), 0)
    home.write('spool/hooks/2-0.json', '{"hook_event_name":"SessionEnd","session_id":"s"}')
    for (const folder of [home.path, dirname(spool), spool]) chmodSync(folder, 0o777)
    const logLines = await asOrdinaryUser(async () => {
      const drainer = openDrainer(home)
      await drainer.drain()
      await drainer.drain()
      return drainer.logLines
    })
    expect(readdirSync(spool)).toEqual(['1-0.json', 'pending'])
    expect(readdirSync(join(spool, 'pending'))).toHaveLength(1)
    expect(logLines).toHaveLength(1)
    expect(logLines[0]).toContain('"unreadable":1')
  })

  it('says what was dropped, and what a killed hook left of a payload', async () => {
    using home = createTemporaryFolder()
    const drainer = openDrainer(home)
    home.write('spool/hooks/dropped', '...')
    const torn = home.write('spool/hooks/1-0.json', '{"torn": ')
    utimesSync(torn, longAfterInMs / 1000 - 61, longAfterInMs / 1000 - 61)
    await drainer.drain()
    expect(readdirSync(join(home.path, 'spool', 'hooks'))).toEqual([])
    expect(drainer.logLines.join('')).toContain('"dropped":3')
    expect(drainer.logLines.join('')).toContain('"damaged":1')
  })
})
