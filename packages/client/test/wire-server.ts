import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Submitted {
  readonly schema: number
  readonly reports: readonly { readonly id: string }[]
}

export type Answer = (response: ServerResponse, submitted: Submitted, request: IncomingMessage) => void

/** A peer that speaks the wire format of `report.submit`, with whatever answer a test wants. */
export async function startWireServer(first: Answer = accept()) {
  const received: string[][] = []
  const keys: (string | undefined)[] = []
  let answer = first
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const submitted = JSON.parse(Buffer.concat(chunks).toString() || '{"reports":[]}') as Submitted
    received.push(submitted.reports.map(({ id }) => id))
    keys.push(request.headers.authorization)
    answer(response, submitted, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    received,
    keys,
    setAnswer(next: Answer) {
      answer = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Takes everything. */
export function accept(epoch = 'epoch'): Answer {
  return (response, { reports }) => {
    const answers = reports.map(({ id }) => ({ status: 'scored', id, seq: 1, xp: 10 }))
    sendJson(response, 200, { result: { data: { epoch, answers } } })
  }
}

/** Fails the way Arena does. */
export function fail(httpStatus: number, code: string, more: object = {}): Answer {
  return (response) =>
    sendJson(response, httpStatus, {
      error: {
        message: `no: ${code}`,
        code: -32000,
        data: { code, httpStatus, isRetryable: false, issues: [], ...more },
      },
    })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
