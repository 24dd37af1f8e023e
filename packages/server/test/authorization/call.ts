import type { ErrorCode } from '@arena/core'
import { closeCode } from '../../src/socket/close-code.ts'
import { openSocket } from '../open-socket.ts'
import type { Verdict } from './expectation.ts'
import type { RestInput } from './rest-rows.ts'

export interface Answer {
  /** A close code for sockets, which tell several errors by one. */
  readonly verdict: Verdict | number
  readonly text: string
}

interface Place {
  readonly url: string
  readonly key: string | null
}

const headersOf = ({ key }: Place) => (key === null ? {} : { authorization: `Bearer ${key}` })
const json = { 'content-type': 'application/json' }

export async function callProcedure(
  place: Place,
  { path, type, input }: { readonly path: string; readonly type: string; readonly input: unknown },
): Promise<Answer> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  if (type === 'subscription') return subscribe(`${place.url}/trpc/${path}${query}`, place)
  const response = await (type === 'mutation'
    ? fetch(`${place.url}/trpc/${path}`, {
        method: 'POST',
        headers: { ...json, ...headersOf(place) },
        body: JSON.stringify(input ?? {}),
      })
    : fetch(`${place.url}/trpc/${path}${query}`, { headers: headersOf(place) }))
  const text = await response.text()
  return { verdict: response.ok ? 'ok' : (JSON.parse(text).error.data.code as ErrorCode), text }
}

/** Reads until it is clear whether the stream is one. */
async function subscribe(url: string, place: Place): Promise<Answer> {
  const leaving = new AbortController()
  const response = await fetch(url, { headers: headersOf(place), signal: leaving.signal })
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const [, failure] = /event: serialized-error\ndata: (.*)\n\n/.exec(text) ?? []
    if (failure !== undefined) return { verdict: JSON.parse(failure).data.code as ErrorCode, text }
    if (/^data: .*"updates"/m.test(text)) break
  }
  leaving.abort()
  return { verdict: 'ok', text }
}

export async function callRoute(
  place: Place,
  { method, input }: { readonly method: string; readonly input: RestInput },
): Promise<Answer> {
  const { path, body, headers } = input
  const response = await fetch(`${place.url}${path}`, {
    method: method.toUpperCase(),
    headers: { ...(body && json), ...headers, ...headersOf(place) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const isText = /json|text/.test(response.headers.get('content-type') ?? '')
  const text = isText ? await response.text() : `${(await response.arrayBuffer()).byteLength} bytes`
  return { verdict: response.ok ? 'ok' : (JSON.parse(text).code as ErrorCode), text }
}

/** Opens a socket, and says a message where there is one. */
export async function callSocket(
  { url, key }: Place,
  { path, message }: { readonly path: string; readonly message?: string },
): Promise<Answer> {
  const socket = openSocket(`${url}${path}`, { headers: headersOf({ url, key }) })
  try {
    const hello = await socket.next('connection_established').catch(() => null)
    if (!hello) return { verdict: (await socket.closed).code, text: (await socket.closed).reason }
    if (message === undefined) return { verdict: 'ok', text: JSON.stringify(hello) }
    socket.send(message)
    const answer = await socket.next('pong', 'connection_status', 'subscription_confirmed', 'error')
    const { timestamp: _, ...told } = answer
    return { verdict: answer.type === 'error' ? answer.data.code : 'ok', text: JSON.stringify(told) }
  } finally {
    socket.socket.close()
    await socket.closed
  }
}

/** How a socket says a verdict. */
export function closeCodeOf(verdict: Verdict): Verdict | number {
  if (verdict === 'no-key' || verdict === 'invalid-key' || verdict === 'missing-scope')
    return closeCode.badToken
  if (verdict === 'not-found' || verdict === 'wrong-user') return closeCode.wrongSubject
  return verdict
}
