import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

const maxAnswerBytes = 32 * 1024 * 1024

export interface HttpRequest {
  readonly method?: string | undefined
  readonly headers?: HttpHeaders | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal | null | undefined
}

/** A record or pairs, as every fetch takes them. */
type HttpHeaders = object

/** The part of a fetch `Response` that tRPC and eventsource read. */
export interface HttpAnswer {
  readonly ok: boolean
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly redirected: false
  readonly headers: { get(name: string): string | null }
  readonly body: ReadableStream<Uint8Array>
  /** The same body, where a web stream would cost too much. */
  readonly stream: Readable
  text(): Promise<string>
  json(): Promise<unknown>
}

export type HttpFetch = (url: string | URL, request?: HttpRequest) => Promise<HttpAnswer>

export interface HttpFetchOptions {
  /** Whether an open request lets the process end. Node's own fetch has no such choice. */
  readonly isUnref: boolean
  /** For the whole answer; a stream may go on for ever once it has begun. */
  readonly timeoutInMs: number
  /** A stream that says nothing for this long is cut off. */
  readonly maxSilenceInMs?: number
}

/** A small fetch over node:http. It follows no redirect, so that a key goes to no other address. */
export function createHttpFetch(options: HttpFetchOptions): HttpFetch {
  const { isUnref, timeoutInMs, maxSilenceInMs = 60_000 } = options
  const agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  }

  return (target, { method = 'GET', headers = {}, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(target)
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new Error(`${url.protocol} is not HTTP`)
      const sent = toRecord(headers)
      const text = body === undefined || body === null ? undefined : String(body)
      const send = url.protocol === 'https:' ? https.request : http.request
      const request = send(url, {
        method,
        agent: agents[url.protocol],
        headers: text === undefined ? sent : { ...sent, 'content-length': Buffer.byteLength(text) },
      })
      const cancel = () => request.destroy(signal?.reason ?? new Error('aborted'))
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer in ${timeoutInMs} ms`)),
        timeoutInMs,
      )
      if (isUnref) {
        timer.unref()
        request.on('socket', (socket) => socket.unref())
      }
      request.on('close', () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
      })
      request.on('error', reject)
      request.on('response', (response) => {
        if (response.headers['content-type']?.startsWith('text/event-stream') === true) {
          clearTimeout(timer)
          request.setTimeout(maxSilenceInMs, () => request.destroy(new Error('the stream fell silent')))
        }
        resolve(toAnswer(response, url.href))
      })
      if (signal?.aborted === true) cancel()
      else signal?.addEventListener('abort', cancel, { once: true })
      request.end(text)
    })
}

function toRecord(headers: HttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Symbol.iterator in headers ? (headers as Iterable<[string, string]>) : Object.entries(headers),
  )
}

function toAnswer(response: http.IncomingMessage, url: string): HttpAnswer {
  const status = response.statusCode ?? 0
  const text = async () => {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxAnswerBytes) throw new Error('the answer is too large')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }
  const headers: HttpAnswer['headers'] = {
    get(name) {
      const value = response.headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : (value ?? null)
    },
  }
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: response.statusMessage ?? '',
    url,
    redirected: false,
    headers,
    stream: response,
    get body() {
      return Readable.toWeb(response) as ReadableStream<Uint8Array>
    },
    text,
    async json() {
      const body = await text()
      try {
        return JSON.parse(body)
      } catch {
        // What a proxy says in HTML is of no use; its status and its Retry-After are.
        throw new Error(`HTTP ${status} without an answer of Arena`, {
          cause: { response: { status, headers } },
        })
      }
    },
  }
}
