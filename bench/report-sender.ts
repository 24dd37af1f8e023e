import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface ReportSender {
  /** Sends so many reports in one request; resolves when they are durable, throws when one is not scored. */
  send(count: number): Promise<void>
}

const complexities = ['simple', 'medium', 'complex', 'expert'] as const

/** Sends reports as plain HTTP, so that the sender's core is not the limit. */
export function createReportSender({
  url,
  key,
}: {
  readonly url: string
  readonly key: string
}): ReportSender {
  const agent = new Agent({ keepAlive: true })
  let sent = 0

  function nextReport() {
    sent += 1
    return {
      id: randomUUID(),
      agent: `agent-${sent % 50}`,
      occurredAt: new Date().toISOString(),
      project: `project-${sent % 5}`,
      task: { complexity: complexities[sent % 4], type: 'fix' },
      outcome: sent % 10 === 0 ? 'failure' : 'success',
      durationInMs: 1000 + (sent % 60_000),
      quality: { response: (sent % 11) / 10 },
      usage: { inputTokens: 1000 + (sent % 5000), outputTokens: 200 + (sent % 800) },
    }
  }

  return {
    send(count) {
      const body = JSON.stringify({ schema: 1, reports: Array.from({ length: count }, nextReport) })
      return new Promise((resolve, reject) => {
        const call = request(
          `${url}/trpc/report.submit`,
          {
            agent,
            method: 'POST',
            headers: {
              authorization: `Bearer ${key}`,
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(body),
            },
          },
          (response) => {
            let text = ''
            response.setEncoding('utf8')
            response.on('data', (part) => (text += part))
            response.on('end', () => {
              const scored = text.split('"status":"scored"').length - 1
              if (response.statusCode === 200 && scored === count) resolve()
              else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`))
            })
          },
        )
        call.on('error', reject)
        call.end(body)
      })
    },
  }
}
