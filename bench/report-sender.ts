import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { postReports } from './post-reports.ts'

export interface ReportSender {
  /** Sends so many reports in one request; resolves when they are durable, throws when one is not scored. */
  send(count: number): Promise<void>
}

const complexities = ['simple', 'medium', 'complex', 'expert'] as const

/** Reports of 50 agents on 5 projects, no two alike. */
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
    async send(count) {
      const body = JSON.stringify({ schema: 1, reports: Array.from({ length: count }, nextReport) })
      const { status, text } = await postReports(url, { agent, key, body })
      const scored = text.split('"status":"scored"').length - 1
      if (status !== 200 || scored !== count) throw new Error(`${status}: ${text.slice(0, 300)}`)
    },
  }
}
