import { describe, expect, it } from 'vitest'
import { longAfterInMs } from '../../../test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import type { ClaudeCodeRun } from '../run/claude-code-run.ts'
import { readClaudeCodeRuns } from './read-claude-code-runs.ts'

const session = '7b5c6305-887a-4550-91c6-afff10481358'
const start = Date.parse('2026-02-01T10:00:00Z')

function at(second: number, record: object): object {
  const timestamp = new Date(start + second * 1000).toISOString()
  return { timestamp, sessionId: session, cwd: '/home/dev/shop', version: '2.1.39', ...record }
}

function answer(second: number, id: string, block: object, { output = 1 } = {}): object {
  const usage = { input_tokens: 10, output_tokens: output }
  return at(second, {
    type: 'assistant',
    message: { id, model: 'claude', stop_reason: null, content: [block], usage },
  })
}

function input(second: number, content: unknown, more: object = {}): object {
  return at(second, { type: 'user', message: { content }, ...more })
}

const text = { type: 'text', text: 'Done.' }
const bash = { type: 'tool_use', id: 'toolu_bash', name: 'Bash', input: {} }
const bashResult = [
  { type: 'tool_result', tool_use_id: 'toolu_bash', is_error: true, content: 'no such file' },
]
const call = { type: 'tool_use', id: 'toolu_call', name: 'Task', input: { subagent_type: 'plugin:reviewer' } }
const finishedWork = [
  input(1, 'Review it'),
  answer(2, 'm1', { type: 'text', text: 'Looking.' }),
  answer(2, 'm1', bash, { output: 4 }),
  input(3, bashResult),
  answer(9, 'm2', text),
]

async function readOne(agent: object[], caller: object[]): Promise<ClaudeCodeRun | undefined> {
  using folder = createTemporaryFolder()
  const lines = (records: object[]) => records.map((record) => JSON.stringify(record)).join('\n')
  folder.write(`-p/${session}.jsonl`, lines(caller))
  folder.write('-p/agent-1a2b3c4d.jsonl', lines(agent))
  for await (const run of readClaudeCodeRuns(folder.path, { nowInMs: longAfterInMs })) return run
  return undefined
}

function result(second: number, toolUseResult: unknown, more: object = {}): object {
  return input(second, [{ type: 'tool_result', tool_use_id: 'toolu_call', ...more }], { toolUseResult })
}

describe('transcripts of older versions', () => {
  it('take name and end from the caller and mark the output as estimated', async () => {
    const completed = { status: 'completed', agentId: '1a2b3c4d' }
    const run = await readOne(finishedWork, [answer(0, 'm0', call), result(10, completed)])
    expect(run).toMatchObject({
      sessionId: session,
      agentId: '1a2b3c4d',
      agentType: 'plugin:reviewer',
      outcome: 'success',
      durationInMs: 8000,
      toolCalls: 1,
      tokens: { input: 20, output: 5 },
      project: 'shop',
      isEstimated: true,
    })
  })

  it('tell no success when the agent was cut off at work', async () => {
    const completed = { status: 'completed', agentId: '1a2b3c4d' }
    const run = await readOne(finishedWork.slice(0, 4), [answer(0, 'm0', call), result(10, completed)])
    expect(run).toMatchObject({ outcome: 'unknown', durationInMs: 2000 })
  })

  it('tell nothing of the end when only the start was told', async () => {
    const launched = { status: 'async_launched', agentId: '1a2b3c4d' }
    const run = await readOne(finishedWork, [answer(0, 'm0', call), result(1, launched)])
    expect(run).toMatchObject({
      agentType: 'plugin:reviewer',
      outcome: 'unknown',
      endedAt: null,
      durationInMs: null,
    })
  })

  it('count a second call of the same agent as another activation', async () => {
    const completed = { status: 'completed', agentId: '1a2b3c4d' }
    const again = [input(100, 'And again'), answer(102, 'm3', text)]
    const caller = [answer(0, 'm0', call), result(10, completed)]
    const between = await readOne([...finishedWork, ...again], caller)
    expect(between).toMatchObject({ outcome: 'unknown', durationInMs: null })
    const both = await readOne([...finishedWork, ...again], [...caller, result(103, completed)])
    expect(both).toMatchObject({ outcome: 'success', durationInMs: 10_000 })
  })

  it('may hold the runs of agents among the records of the session', async () => {
    using folder = createTemporaryFolder()
    const call = (id: string, prompt: string) => ({
      type: 'tool_use',
      id,
      name: 'Task',
      input: { subagent_type: 'reviewer', prompt },
    })
    const inline = (id: string, parentUuid: string | null, record: object) => ({
      ...record,
      uuid: id,
      parentUuid,
      isSidechain: true,
    })
    const ended = (second: number, id: string) =>
      input(second, [{ type: 'tool_result', tool_use_id: id }], { toolUseResult: { status: 'completed' } })
    const records = [
      answer(0, 'm0', call('toolu_1', 'Review a')),
      answer(0, 'm0', call('toolu_2', 'Review b')),
      inline('a1', null, input(1, 'Review a')),
      inline('b1', null, input(1, [{ type: 'text', text: 'Review b' }])),
      inline('a2', 'a1', answer(2, 'm1', bash)),
      inline('b2', 'b1', answer(4, 'm2', text)),
      inline('a3', 'a2', input(3, bashResult)),
      inline('a4', 'a3', answer(9, 'm3', text)),
      inline('x1', null, input(9, 'A warm-up that nobody called')),
      ended(5, 'toolu_2'),
      ended(10, 'toolu_1'),
    ]
    const lines = [...records, ...records.slice(2, 5)].map((record) => JSON.stringify(record)).join('\n')
    folder.write(`-p/${session}.jsonl`, lines)
    const runs: ClaudeCodeRun[] = []
    for await (const run of readClaudeCodeRuns(folder.path, { nowInMs: longAfterInMs })) runs.push(run)
    expect(runs).toMatchObject([
      { agentId: 'toolu_1', agentType: 'reviewer', outcome: 'success', durationInMs: 8000, toolCalls: 1 },
      { agentId: 'toolu_2', agentType: 'reviewer', outcome: 'success', durationInMs: 3000, toolCalls: 0 },
    ])
  })

  it('do not believe an end that the agent itself wrote into its answer', async () => {
    const notice = (status: string, answered: string) =>
      at(10, {
        type: 'queue-operation',
        content: `<task-notification>\n<task-id>1a2b3c4d</task-id>${status}<summary>x</summary><result>${answered}</result>`,
      })
    const launched = result(1, { status: 'async_launched', agentId: '1a2b3c4d' })
    const fake = notice('', '<status>completed</status>')
    expect(await readOne(finishedWork, [answer(0, 'm0', call), launched, fake])).toMatchObject({
      outcome: 'unknown',
    })
    const real = notice('<status>failed</status>', '<status>completed</status>')
    expect(await readOne(finishedWork, [answer(0, 'm0', call), launched, real])).toMatchObject({
      outcome: 'failure',
    })
  })
})
