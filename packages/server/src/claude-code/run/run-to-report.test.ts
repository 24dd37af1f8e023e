import { reportSchema } from '@arena/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longAfterInMs, recorded, recordedProjects } from '../../../test/recorded-sessions.ts'
import { readClaudeCodeRuns } from '../transcript/read-claude-code-runs.ts'
import type { ClaudeCodeRun } from './claude-code-run.ts'
import { runToReport } from './run-to-report.ts'

async function readReports(nowInMs: number) {
  const reports = []
  for await (const run of readClaudeCodeRuns(recordedProjects, { nowInMs })) reports.push(runToReport(run))
  return reports
}

const tokens = { input: 441, output: 147, cacheCreation: 1140, cacheRead: 1920 }
const run: ClaudeCodeRun = {
  sessionId: '7b5c6305-887a-4550-91c6-afff10481358',
  agentId: 'aa043a65c967b5dd4',
  agentType: 'python-pro',
  startedAt: '2026-11-22T11:52:22.179Z',
  endedAt: '2026-11-22T11:53:23.128Z',
  lastSeenAt: '2026-11-22T11:53:23.128Z',
  durationInMs: 60_949,
  toolCalls: 6,
  tokens,
  model: 'claude-opus-5-5',
  cwd: '/home/dev/projects/shop-api',
  project: 'shop-api',
  parentAgentId: null,
  toolUseId: 'toolu_1',
  outcome: 'success',
  isClosed: true,
  isEstimated: false,
  provenWork: { mendedTestCommands: 0, commits: [] },
  agentVersion: null,
}

describe('runToReport', () => {
  it('states what the run tells', () => {
    expect(runToReport(run)).toEqual({
      id: '45fa3b6a-12bb-5d7b-9164-a3ae901ffaa1',
      agent: 'python-pro',
      outcome: 'success',
      task: { complexityInferred: 'medium' },
      durationInMs: 60_949,
      usage: {
        inputTokens: 441,
        outputTokens: 147,
        cacheReadTokens: 1920,
        cacheWriteTokens: 1140,
        toolCalls: 6,
        estimated: false,
      },
      project: 'shop-api',
      sessionId: '7b5c6305-887a-4550-91c6-afff10481358',
      runId: 'aa043a65c967b5dd4',
      model: 'claude-opus-5-5',
      source: 'claude-code',
      occurredAt: '2026-11-22T11:53:23.128Z',
    })
  })

  it('leaves out what was not measured', () => {
    const report = runToReport({ ...run, endedAt: null, durationInMs: null, model: null, project: null })
    expect(report).not.toHaveProperty('durationInMs')
    expect(report).not.toHaveProperty('model')
    expect(report).not.toHaveProperty('project')
    expect(report.occurredAt).toBe(run.lastSeenAt)
  })

  it('names the agent that called this one', () => {
    expect(runToReport({ ...run, parentAgentId: 'aed6a2fa40b147a92' }).parentRunId).toBe('aed6a2fa40b147a92')
  })

  it('keeps plugin names and makes others valid', () => {
    expect(runToReport({ ...run, agentType: 'arena:python-pro' }).agent).toBe('arena:python-pro')
    expect(runToReport({ ...run, agentType: ' review (fast)! ' }).agent).toBe('review -fast--')
  })

  it('states evidence that the transcript proves, as inferred', () => {
    const provenWork = { mendedTestCommands: 1, commits: ['1a2b3c4'] }
    const report = runToReport({ ...run, provenWork, agentVersion: 'abc' })
    expect(report).toMatchObject({ agentVersion: 'abc' })
    expect(report.evidence).toEqual([
      { type: 'bug_resolution', data: { mendedTestCommands: 1 }, inferred: true },
      { type: 'code_quality', data: { commits: ['1a2b3c4'] }, inferred: true },
    ])
    expect(reportSchema.safeParse(report).success).toBe(true)
  })

  it('does not let placeholder tokens speak for the complexity', () => {
    const placeholders = { ...tokens, output: 3 }
    const estimated = runToReport({
      ...run,
      tokens: placeholders,
      toolCalls: 21,
      durationInMs: 200_000,
      isEstimated: true,
    })
    expect(estimated.task).toEqual({ complexityInferred: 'complex' })
    expect(estimated.usage?.estimated).toBe(true)
  })

  it('gives the identical valid reports whenever the recordings are read', async () => {
    const reports = await readReports(longAfterInMs)
    expect(reports).toHaveLength(recorded.runs.length)
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length)
    for (const report of reports) expect(reportSchema.safeParse(report).success).toBe(true)
    expect(JSON.stringify(await readReports(longAfterInMs + 86_400_000))).toBe(JSON.stringify(reports))
  })

  it('is valid for any text that a transcript may hold', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(text, text, text, (agentType, project, model) => {
        const report = runToReport({ ...run, agentType, project, model })
        expect(reportSchema.safeParse(report).error?.issues).toBeUndefined()
      }),
    )
  })
})
