import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Options, query, type SDKMessage, type SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { runReportId } from '@arena/core'
import { afterAll, describe, expect, it } from 'vitest'
import { describeAdapter, recordingArena, type Scenario } from '../../src/adapter/adapter.contract.ts'
import type { Reporting } from '../../src/adapter/adapter-options.ts'
import { openRunsOf } from '../../src/adapter/open-runs.ts'
import { withArena } from '../../src/claude-agent-sdk.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const pathOf = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
const program = pathOf('examples/10-claude-agent-sdk/recorded-claude-code.mjs')
const recordings = pathOf('fixtures/claude-code')
const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())

/** Options of a query that is answered by a recording. */
function answeredBy(recording: string, more: Options = {}): Options {
  return {
    pathToClaudeCodeExecutable: program,
    settingSources: [],
    env: { ...process.env, RECORDING: recording },
    ...more,
  }
}

let written = 0
function record(...messages: readonly object[]): string {
  written += 1
  const path = join(folder.path, `${written}.ndjson`)
  const common = { session_id: 'session-1', uuid: crypto.randomUUID() }
  writeFileSync(path, messages.map((message) => JSON.stringify({ ...common, ...message })).join('\n'))
  return path
}

const usage = {
  input_tokens: 5,
  output_tokens: 5,
  cache_read_input_tokens: 3,
  cache_creation_input_tokens: 2,
}
const init = { type: 'system', subtype: 'init', model: 'fake-1' }
const says = (more: object = {}, id: string = crypto.randomUUID()) => ({
  type: 'assistant',
  parent_tool_use_id: null,
  message: { id, model: 'fake-1', content: [{ type: 'text', text: 'hi' }], usage },
  ...more,
})
const result = (more: object = {}) => ({
  type: 'result',
  subtype: 'success',
  is_error: false,
  result: 'hi',
  duration_ms: 40,
  total_cost_usd: 0.5,
  usage,
  ...more,
})
const started = { type: 'system', subtype: 'task_started', task_id: 'task-1', tool_use_id: 'toolu-1' }
const ended = { type: 'system', subtype: 'task_notification', task_id: 'task-1', tool_use_id: 'toolu-1' }

async function play(scenario: Scenario, arenas: readonly Reporting[]): Promise<unknown> {
  let tracked = query
  const name = { success: 'writer', failure: 'failer', abort: 'slow', nested: 'outer' }[scenario]
  for (const arena of arenas) tracked = withArena(tracked, { arena, agent: name })
  const abort = new AbortController()
  const recording = {
    success: () => record(init, says(), result()),
    failure: () =>
      record(init, result({ subtype: 'error_during_execution', is_error: true, errors: ['no'] })),
    abort: () => record(init, says(), { hold: true }),
    nested: () =>
      record(
        init,
        says(),
        { ...started, subagent_type: 'inner' },
        says({ parent_tool_use_id: 'toolu-1' }, 'message-1'),
        says({ parent_tool_use_id: 'toolu-1' }, 'message-1'),
        { ...ended, status: 'completed', usage: { total_tokens: 15, tool_uses: 2, duration_ms: 20 } },
        result(),
      ),
  }[scenario]()
  const types: string[] = []
  for await (const message of tracked({
    prompt: 'x',
    options: answeredBy(recording, { abortController: abort }),
  })) {
    types.push(message.type)
    if (scenario === 'abort' && message.type === 'assistant') abort.abort()
    if (message.type === 'result' && message.is_error) throw new Error('no')
  }
  return types
}

const stated = { inputTokens: 5, outputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 2, costInUsd: 0.5 }
describeAdapter('the query for the Claude Agent SDK', {
  source: 'claude-agent-sdk',
  model: 'fake-1',
  usage: stated,
  innerUsage: { inputTokens: 5, cacheReadTokens: 3, cacheWriteTokens: 2, toolCalls: 2, estimated: true },
  outerUsage: stated,
  play,
})

describe('the query for the Claude Agent SDK', () => {
  it.each(['j1-sdk-a-and-b', 'j2-sdk-failures'])(
    'finds the runs of the recorded session %s',
    async (name) => {
      const arena = recordingArena()
      const tracked = withArena(query, { arena })
      const options = answeredBy(join(recordings, 'agent-sdk', `${name}.ndjson`))
      for await (const _ of tracked({ prompt: 'x', options }));
      const main = arena.reports.at(-1)
      expect(main).toMatchObject({ agent: 'claude', outcome: 'success' })
      expect(main?.usage?.costInUsd).toBeGreaterThan(0)
      const { runs } = JSON.parse(readFileSync(join(recordings, 'expected.json'), 'utf8'))
      for (const run of runs.filter(({ session }: { session: string }) => session === name)) {
        const { sessionId, agentId: runId, agentType, outcome, toolCalls } = run
        const report = arena.reports.find((each) => each.runId === runId)
        expect(report).toMatchObject({ agent: agentType, outcome, sessionId, parentRunId: main?.runId })
        expect(report?.id).toBe(runReportId({ source: 'claude-code', sessionId, runId })) // as an import names it
        if (outcome === 'success') expect(report?.usage).toMatchObject({ toolCalls, estimated: true })
        if (outcome === 'success')
          expect(Math.abs((report?.durationInMs ?? 0) - run.durationInMs)).toBeLessThan(300)
      }
      expect(arena.reports).toHaveLength(5)
      expect(openRunsOf(arena, 'claude-code').size).toBe(0)
    },
  )

  it('keeps what else a query can do', async () => {
    const arena = recordingArena()
    const running = withArena(query, { arena })({
      prompt: (async function* (): AsyncGenerator<SDKUserMessage> {
        yield {
          type: 'user',
          message: { role: 'user', content: 'x' },
          parent_tool_use_id: null,
          session_id: '',
        }
        await new Promise(() => {})
      })(),
      options: answeredBy(
        record(
          init,
          says(),
          { hold: true },
          result({ is_error: true, terminal_reason: 'aborted_streaming' }),
        ),
      ),
    })
    const seen: SDKMessage['type'][] = []
    for await (const message of running) {
      seen.push(message.type)
      if (message.type === 'assistant') await running.interrupt()
      if (message.type === 'result') break
    }
    expect(seen).toEqual(['system', 'assistant', 'result'])
    expect(arena.reports).toMatchObject([
      { agent: 'claude', outcome: 'cancelled', usage: { outputTokens: 5 } },
    ])
  })

  it('reports each result as a run of its own, with what it alone cost', async () => {
    const arena = recordingArena()
    const recording = record(init, says(), result(), init, says(), result({ total_cost_usd: 0.75 }))
    const tracked = withArena(query, { arena })
    for await (const _ of tracked({ prompt: 'x', options: answeredBy(recording, { agent: 'planner' }) }));
    expect(arena.reports).toMatchObject([
      { agent: 'planner', durationInMs: 40, usage: { costInUsd: 0.5 } },
      { agent: 'planner', durationInMs: 40, usage: { costInUsd: 0.25 } },
    ])
  })

  it('states no cost for what a resumed session brought along', async () => {
    const arena = recordingArena()
    const tracked = withArena(query, { arena })
    for await (const _ of tracked({
      prompt: 'x',
      options: answeredBy(record(init, says(), result()), { resume: crypto.randomUUID() }),
    }));
    expect(arena.reports[0]?.usage).not.toHaveProperty('costInUsd')
  })

  it('does not know how sub-agents ended that were still at work at the end', async () => {
    const arena = recordingArena()
    const recording = record(init, { ...started, subagent_type: 'inner' }, result())
    const tracked = withArena(query, { arena })
    for await (const _ of tracked({ prompt: 'x', options: answeredBy(recording) }));
    expect(arena.reports).toMatchObject([
      { agent: 'claude', outcome: 'success' },
      { agent: 'inner', outcome: 'unknown' },
    ])
  })

  it('reports a program that cannot be started as a failure', async () => {
    const arena = recordingArena()
    const tracked = withArena(query, { arena })
    const options = answeredBy('', { pathToClaudeCodeExecutable: '/nowhere/claude.mjs' })
    await expect(async () => {
      for await (const _ of tracked({ prompt: 'x', options }));
    }).rejects.toThrow()
    expect(arena.reports).toMatchObject([{ agent: 'claude', outcome: 'failure' }])
  })
})
