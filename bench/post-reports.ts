import { type Agent, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly text: string
}

interface PostOptions {
  readonly agent: Agent
  readonly key: string
  /** A batch of reports as JSON. */
  readonly body: string
}

const timeoutInMs = 10_000

/** Posts reports as plain HTTP, so that the sender's core is not the limit. Rejects with a `code` when no answer came. */
export function postReports(url: string, { agent, key, body }: PostOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const call = request(`${url}/trpc/report.submit`, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], text })
      })
    })
    call.setTimeout(timeoutInMs, () =>
      call.destroy(Object.assign(new Error('no answer'), { code: 'no answer' })),
    )
    call.on('error', reject)
    call.end(body)
  })
}
