import { describe, expect, it } from 'vitest'
import type { ReportInput } from '../report/create-report.ts'
import { currentRunId } from './call-tree.ts'
import { openRun } from './run.ts'
import { trackCall } from './track-call.ts'
import { wrapAgent } from './wrap-agent.ts'

function recorder() {
  const reports: ReportInput[] = []
  let count = 0
  let nowInMs = 0
  const open = () => {
    count += 1
    return openRun({
      agent: 'a',
      task: { complexity: 'simple' },
      id: `run-${count}`,
      parentId: currentRunId(),
      startedAtInMs: 0,
      monotonic: () => {
        nowInMs += 20.4
        return nowInMs
      },
      report: (build) => reports.push(build()),
    })
  }
  return { reports, open }
}

describe('wrapAgent', () => {
  it('keeps the name, the properties, `this` and the result of a function', () => {
    const { reports, open } = recorder()
    const target = Object.assign(
      function add(this: { base: number }, n: number) {
        return this.base + n
      },
      { version: 2 },
    )
    const wrapped = wrapAgent(target, open)
    expect(wrapped.call({ base: 40 }, 2)).toBe(42)
    expect([wrapped.name, wrapped.length, wrapped.version]).toEqual(['add', 1, 2])
    expect(reports).toEqual([
      {
        id: 'run-1',
        agent: 'a',
        outcome: 'success',
        occurredAt: '1970-01-01T00:00:00.000Z',
        durationInMs: 20,
        runId: 'run-1',
        task: { complexity: 'simple' },
      },
    ])
  })

  it('throws on what was thrown, and reports a failure', async () => {
    const { reports, open } = recorder()
    const error = new Error('no')
    const throwing = wrapAgent(() => {
      throw error
    }, open)
    const rejecting = wrapAgent(() => Promise.reject(error), open)
    expect(throwing).toThrow(error)
    await expect(rejecting()).rejects.toBe(error)
    expect(reports.map(({ outcome }) => outcome)).toEqual(['failure', 'failure'])
  })

  it('reports an abort as cancelled', async () => {
    const { reports, open } = recorder()
    const wrapped = wrapAgent(() => Promise.reject(AbortSignal.abort().reason), open)
    await expect(wrapped()).rejects.toThrow()
    expect(reports[0]?.outcome).toBe('cancelled')
  })

  it('ends with the last item of a generator, and knows what it calls', async () => {
    const { reports, open } = recorder()
    const inner = wrapAgent(async () => 1, open)
    const wrapped = wrapAgent(async function* count() {
      yield await inner()
      yield 2
    }, open)
    const items: number[] = []
    for await (const item of wrapped()) {
      items.push(item)
      expect(reports.some(({ id }) => id === 'run-1')).toBe(false)
    }
    expect(items).toEqual([1, 2])
    expect(reports.map(({ id, parentRunId }) => [id, parentRunId])).toEqual([
      ['run-2', 'run-1'],
      ['run-1', undefined],
    ])
  })

  it('ends with the last item of a synchronous generator, or with its error', () => {
    const { reports, open } = recorder()
    const inner = wrapAgent(() => 1, open)
    const counting = wrapAgent(function* count() {
      yield inner()
      yield 2
    }, open)
    const failing = wrapAgent(function* fail() {
      yield 1
      throw new Error('no')
    }, open)
    const iterator = counting()
    expect(reports).toEqual([])
    expect([...iterator]).toEqual([1, 2])
    expect(() => [...failing()]).toThrow('no')
    expect(reports.map(({ id, parentRunId, outcome }) => [id, parentRunId, outcome])).toEqual([
      ['run-2', 'run-1', 'success'],
      ['run-1', undefined, 'success'],
      ['run-3', undefined, 'failure'],
    ])
  })

  it('does not wait for a stream that may be read in another way', async () => {
    const { reports, open } = recorder()
    const stream = wrapAgent(() => new Response('text').body, open)()
    expect(reports).toHaveLength(1)
    expect(await new Response(stream).text()).toBe('text')
  })

  it('leaves a class to be constructed, and lists as they are', () => {
    const { reports, open } = recorder()
    class Agent {
      #secret = 5
      work = wrapAgent(function (this: Agent, n: number) {
        return this.#secret + n
      }, open)
    }
    const Wrapped = wrapAgent(Agent as never, open) as unknown as typeof Agent
    expect(new Wrapped().work(1)).toBe(6)
    expect(wrapAgent(() => [1, 2], open)()).toEqual([1, 2])
    expect(reports).toHaveLength(2)
  })

  it('ends when the reader of a stream stops early', async () => {
    const { reports, open } = recorder()
    const wrapped = wrapAgent(
      async () =>
        (async function* () {
          yield 1
          yield 2
        })(),
      open,
    )
    for await (const _ of await wrapped()) break
    expect(reports.map(({ outcome }) => outcome)).toEqual(['success'])
  })

  it('asks a lazy thenable once, and hands out the very object', async () => {
    const { reports, open } = recorder()
    let executions = 0
    class Query extends Promise<number> {
      extra = () => 'more'
    }
    const query = {
      // biome-ignore lint/suspicious/noThenProperty: that is what is tested
      then(onFulfilled: (value: number) => void) {
        executions += 1
        onFulfilled(7)
      },
    }
    expect(wrapAgent(() => query, open)()).toBe(query)
    expect(await (query as unknown as Promise<number>)).toBe(7)
    expect(executions).toBe(1)
    const special = wrapAgent(() => new Query((resolve) => resolve(8)), open)()
    expect(special.extra()).toBe('more')
    expect(await special).toBe(8)
    expect(reports).toHaveLength(2)
  })
})

describe('trackCall', () => {
  it('reports what the run was told', async () => {
    const { reports, open } = recorder()
    const answer = await trackCall(open(), async (run) => {
      run.quality({ code: 0.9 })
      run.evidence({ type: 'innovation', data: { a: 1 } })
      run.usage({ inputTokens: 1, toolCalls: 2 })
      run.usage({ inputTokens: 10, estimated: true })
      run.outcome('unknown')
      run.describe('a thing')
      run.metadata({ a: 1 })
      run.metadata({ b: 2 })
      return 'x'
    })
    expect(answer).toBe('x')
    expect(reports[0]).toMatchObject({
      outcome: 'unknown',
      quality: { code: 0.9 },
      evidence: [{ type: 'innovation', data: { a: 1 } }],
      usage: { inputTokens: 11, toolCalls: 2, estimated: true },
      task: { complexity: 'simple', description: 'a thing' },
      metadata: { a: 1, b: 2 },
    })
  })
})
