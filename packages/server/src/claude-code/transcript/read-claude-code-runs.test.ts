import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { reportSchema } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  longAfterInMs,
  type RecordedRun,
  recorded,
  recordedProjects,
} from '../../../test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import type { ClaudeCodeRun } from '../run/claude-code-run.ts'
import { runToReport } from '../run/run-to-report.ts'
import { findTranscripts } from './find-transcripts.ts'
import { readClaudeCodeRuns } from './read-claude-code-runs.ts'
import { emptyReadingCounters } from './reading-counters.ts'

const toleranceInMs = 300
const known = recorded.runs.filter((run) => run.outcomeBySource.transcript !== null)

async function readRuns(folder: string, { nowInMs = longAfterInMs, quietForInMs = 3_600_000 } = {}) {
  const counters = emptyReadingCounters()
  const runs: ClaudeCodeRun[] = []
  for await (const run of readClaudeCodeRuns(folder, { nowInMs, quietForInMs, counters })) runs.push(run)
  return { runs, counters }
}

function nameOf({ sessionId, agentId }: Pick<ClaudeCodeRun, 'sessionId' | 'agentId'>): string {
  return `${sessionId} ${agentId}`
}

function recordedRun(session: string): RecordedRun {
  const run = recorded.runs.find((each) => each.session === session)
  if (run === undefined) throw new Error(`no recording ${session}`)
  return run
}

/** The transcript of a recorded run's agent, relative to the projects folder. */
async function transcriptOf(run: RecordedRun): Promise<string> {
  const projects = await findTranscripts(recordedProjects)
  const agent = projects.flatMap(({ agents }) => agents).find(({ agentId }) => agentId === run.agentId)
  if (agent === undefined) throw new Error(`no transcript of ${run.agentId}`)
  return relative(recordedProjects, agent.path)
}

describe('readClaudeCodeRuns', () => {
  const reading = readRuns(recordedProjects)

  it('finds the recorded runs and nothing else', async () => {
    const { runs, counters } = await reading
    expect(known).toHaveLength(48)
    expect(runs.map(nameOf).sort()).toEqual(known.map(nameOf).sort())
    expect(counters).toEqual({
      ...emptyReadingCounters(),
      transcripts: recorded.sessions.length + recorded.runs.length,
    })
  })

  it.each(known.map((run) => [`${run.session} ${run.agentId}`, run] as const))(
    'reads %s',
    async (_name, run) => {
      const { runs } = await reading
      const found = runs.find(({ agentId }) => agentId === run.agentId)
      const { project } = recorded.sessions.find(({ sessionId }) => sessionId === run.sessionId) ?? {}
      const { input, output, cacheCreation, cacheRead } = run.tokens
      expect(found).toMatchObject({
        sessionId: run.sessionId,
        agentType: run.agentType,
        toolCalls: run.toolCalls,
        tokens: { input, output, cacheCreation, cacheRead },
        toolUseId: run.toolUseId,
        parentAgentId: run.parentAgentId,
        project,
        outcome: run.outcomeBySource.transcript,
        isClosed: true,
        isEstimated: false,
      })
      expectNear(found?.startedAt, run.startedAt)
      expectNear(found?.lastSeenAt, run.lastSeenAt)
      expectNear(found?.endedAt, run.endedAt)
      if (run.durationInMs === null) expect(found?.durationInMs).toBeNull()
      else expect(Math.abs((found?.durationInMs ?? 0) - run.durationInMs)).toBeLessThanOrEqual(toleranceInMs)
    },
  )

  it('sums the activations of a continued agent without the pause between them', async () => {
    const { runs } = await reading
    const continued = recordedRun('g3-agent-continued')
    expect(runs.filter(({ agentId }) => agentId === continued.agentId)).toHaveLength(1)
    expect(runs.find(({ agentId }) => agentId === continued.agentId)?.durationInMs).toBe(
      continued.durationInMs,
    )
  })

  it('yields runs in order of their start across projects', async () => {
    const { runs } = await reading
    const starts = runs.map(({ startedAt }) => startedAt)
    expect(starts).toEqual([...starts].sort())
  })

  it('tells how far it is', async () => {
    const steps: { read: number; total: number }[] = []
    const options = {
      nowInMs: longAfterInMs,
      onTranscript: (step: { read: number; total: number }) => steps.push(step),
    }
    for await (const _run of readClaudeCodeRuns(recordedProjects, options)) expect(steps).toHaveLength(71)
    expect(steps.at(-1)).toEqual({ read: 71, total: 71 })
  })

  it('holds back runs without an end until they are quiet', async () => {
    const killed = recordedRun('h1-sigkill')
    const lastSeenInMs = Date.parse(killed.lastSeenAt)
    const soon = await readRuns(recordedProjects, { nowInMs: lastSeenInMs + 3_599_999 })
    expect(soon.runs.map(nameOf)).not.toContain(nameOf(killed))
    expect(soon.counters.openRuns).toBe(2) // and the background agent that SIGTERM left behind
    expect(soon.runs).toHaveLength(46)
    const later = await readRuns(recordedProjects, { nowInMs: lastSeenInMs + 3_601_000 })
    expect(later.runs.map(nameOf)).toContain(nameOf(killed))
    expect(later.counters.openRuns).toBe(1)
  })

  it('calls no torn run a success', async () => {
    using folder = createTemporaryFolder()
    cpSync(recordedProjects, folder.path, { recursive: true })
    const run = recordedRun('a-foreground-success')
    const path = await transcriptOf(run)
    const lines = readFileSync(join(recordedProjects, path), 'utf8').trimEnd().split('\n')
    const lastAnswer = lines.findLastIndex((line) => JSON.parse(line).type === 'assistant')
    folder.write(path, [...lines.slice(0, lastAnswer), lines[lastAnswer]?.slice(0, 50)].join('\n'))
    const { runs, counters } = await readRuns(folder.path)
    expect(runs.find(({ agentId }) => agentId === run.agentId)).toMatchObject({
      outcome: 'unknown',
      toolCalls: 3,
    })
    expect(counters.skippedLines).toBe(1)
  })

  it('skips and counts garbage between the records', async () => {
    using folder = createTemporaryFolder()
    cpSync(recordedProjects, folder.path, { recursive: true })
    for (const run of known) {
      const path = await transcriptOf(run)
      const content = readFileSync(join(recordedProjects, path), 'utf8').replaceAll('\n', '\n\0\0{not json\n')
      folder.write(path, `garbage\n${content}`)
    }
    const { runs, counters } = await readRuns(folder.path)
    expect(runs).toEqual((await reading).runs)
    expect(counters.skippedLines).toBeGreaterThan(known.length)
  })

  it('survives a cut of any transcript at any byte', async () => {
    const projects = await findTranscripts(recordedProjects)
    const cuts = projects.flatMap(({ folder, sessions, agents }) =>
      [...sessions, ...agents.map(({ path }) => path)].map((path) => ({ folder, path, runs: agents.length })),
    )
    using copy = createTemporaryFolder()
    cpSync(recordedProjects, copy.path, { recursive: true })
    const inCopy = (path: string) => relative(recordedProjects, path)
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cuts), share, async ({ folder, path, runs: all }, kept) => {
        const content = readFileSync(path)
        copy.write(inCopy(path), content.subarray(0, Math.floor(kept * content.length)))
        try {
          const { runs, counters } = await readRuns(join(copy.path, inCopy(folder)))
          expect(counters.skippedLines).toBeLessThanOrEqual(1)
          expect([all, all - 1]).toContain(runs.length)
          for (const run of runs) expect(reportSchema.safeParse(runToReport(run)).success).toBe(true)
        } finally {
          copy.write(inCopy(path), content)
        }
      }),
    )
  })

  it('yields a run once when a fork copied its session', async () => {
    using folder = createTemporaryFolder()
    const original = recordedRun('a-foreground-success')
    const path = await transcriptOf(original)
    const content = readFileSync(join(recordedProjects, path), 'utf8')
    const meta = readFileSync(join(recordedProjects, path.replace('.jsonl', '.meta.json')), 'utf8')
    const fork = 'f0000000-0000-4000-8000-000000000000'
    const put = (name: string, text: string) => {
      folder.write(name, text)
      folder.write(name.replace('.jsonl', '.meta.json'), meta)
    }
    put(path, content)
    const forkPath = path.replace(original.sessionId, fork)
    const marked = content.replaceAll(
      `"sessionId":"${original.sessionId}"`,
      `"sessionId":"${fork}","forkedFrom":{"sessionId":"${original.sessionId}","messageUuid":"x"}`,
    )
    for (const copy of [marked, content, content.replaceAll(original.sessionId, fork)]) {
      put(forkPath, copy)
      const { runs, counters } = await readRuns(folder.path)
      expect(runs.map(nameOf)).toEqual([nameOf(original)])
      expect(counters.copiedRuns).toBe(1)
    }
  })

  it('counts a project that cannot be read, and yields the runs of the others', async () => {
    using folder = createTemporaryFolder()
    cpSync(recordedProjects, folder.path, { recursive: true })
    const loop = join(folder.path, '-unreadable')
    symlinkSync(loop, loop)
    const { runs, counters } = await readRuns(folder.path)
    expect(runs).toHaveLength(known.length)
    expect(counters.unreadableFolders).toBe(1)
  })

  it('leaves out agents that nothing names', async () => {
    using folder = createTemporaryFolder()
    const at = '2026-11-22T11:52:22.179Z'
    const record = {
      type: 'user',
      timestamp: at,
      sessionId: 's',
      message: { role: 'user', content: 'hello' },
    }
    folder.write('-p/s/subagents/agent-aside.jsonl', JSON.stringify(record))
    const { runs, counters } = await readRuns(folder.path)
    expect(runs).toEqual([])
    expect(counters.unnamedRuns).toBe(1)
  })
})

function expectNear(found: string | null | undefined, expected: string | null): void {
  if (found === null || found === undefined || expected === null) expect(found).toBe(expected)
  else expect(Math.abs(Date.parse(found) - Date.parse(expected))).toBeLessThanOrEqual(toleranceInMs)
}
