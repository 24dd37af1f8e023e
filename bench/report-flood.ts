import { randomBytes } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { postReports } from './post-reports.ts'

export interface Flood {
  /** Ids of reports that were answered as scored. */
  readonly acknowledged: readonly string[]
  /** Of requests that were taken, from their first byte to the last of their answer. */
  readonly takenInMs: readonly number[]
  readonly refusedInMs: readonly number[]
  /** Requests by what came of them, such as `200`, `503`, `503 without Retry-After`, `ECONNRESET`. */
  readonly requestsByResult: ReadonlyMap<string, number>
  readonly requests: number
  readonly durationInMs: number
}

interface FloodOptions {
  readonly url: string
  /** Take turns. */
  readonly keys: readonly string[]
  readonly forInMs: number
  /** Null: as fast as answers come, on `connections` at a time. */
  readonly requestsPerSecond: number | null
  readonly connections: number
}

export const reportsInRequest = 100
const refused = new Set([429, 503])

/**
 * Sends arrays of reports, all new, at a rate that no answer slows down; a refused request is not sent again. Where
 * more than `connections` would be open, the next request waits, which the caller sees by `requests`.
 */
export async function floodWithReports(options: FloodOptions): Promise<Flood> {
  const { url, keys, forInMs, requestsPerSecond, connections } = options
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const run = randomBytes(4).toString('hex')
  const acknowledged: string[] = []
  const takenInMs: number[] = []
  const refusedInMs: number[] = []
  const requestsByResult = new Map<string, number>()
  let requests = 0
  let open = 0
  let wake = () => {}

  function count(result: string): void {
    requestsByResult.set(result, (requestsByResult.get(result) ?? 0) + 1)
  }

  async function send(number: number): Promise<void> {
    const startedAt = performance.now()
    try {
      const body = createBatch(run, number)
      const key = keys[number % keys.length] ?? ''
      const { status, retryAfter, text } = await postReports(url, { agent, key, body })
      const tookInMs = performance.now() - startedAt
      if (status === 200) {
        takenInMs.push(tookInMs)
        for (const { id, status } of JSON.parse(text).result.data.answers) {
          if (status === 'scored') acknowledged.push(id)
          else count(`answer ${status}`)
        }
      } else if (refused.has(status)) refusedInMs.push(tookInMs)
      count(
        refused.has(status) && !(Number(retryAfter) > 0) ? `${status} without Retry-After` : String(status),
      )
    } catch (error) {
      count(String((error as NodeJS.ErrnoException).code ?? error))
    }
    open -= 1
    wake()
  }

  const beganAt = performance.now()
  const under: Promise<void>[] = []
  while (performance.now() - beganAt < forInMs) {
    if (open >= connections) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      continue
    }
    if (requestsPerSecond !== null) {
      const aheadInMs = (requests * 1000) / requestsPerSecond - (performance.now() - beganAt)
      if (aheadInMs > 1) {
        await wait(aheadInMs)
        continue
      }
    }
    open += 1
    under.push(send(requests))
    requests += 1
  }
  const durationInMs = performance.now() - beganAt
  await Promise.all(under)
  agent.destroy()
  return { acknowledged, takenInMs, refusedInMs, requestsByResult, requests, durationInMs }
}

function createBatch(run: string, number: number): string {
  const occurredAt = new Date().toISOString()
  const reports = Array.from({ length: reportsInRequest }, (_, index) => {
    const id = `${run}-0000-4000-8000-${(number * reportsInRequest + index).toString(16).padStart(12, '0')}`
    return `{"id":"${id}","agent":"agent ${index % 20}","occurredAt":"${occurredAt}","task":{"complexity":"medium","type":"refactor","description":"Split a module that grew too large, and its tests"},"durationInMs":${20_000 + index},"quality":{"response":0.9},"usage":{"inputTokens":1200,"outputTokens":340},"sessionId":"${run}"}`
  })
  return `{"schema":1,"reports":[${reports.join()}]}`
}
