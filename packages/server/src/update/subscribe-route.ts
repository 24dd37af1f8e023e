import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { CallContext } from '../call-context.ts'
import { retryAfter } from '../http/retry-after.ts'
import { answerHeaders } from '../http/security-headers.ts'
import { rateLimitHeaders } from '../rate-limit/rate-limit-headers.ts'
import { appRouter } from '../router/index.ts'
import {
  createCallerFactory,
  pingIntervalInMs,
  reconnectAfterInactivityMs,
  rpcError,
} from '../router/trpc.ts'
import { type EventStream, openEventStream } from './event-stream.ts'
import type { Frame } from './frame.ts'

const createCaller = createCallerFactory(appRouter)
const drainTimeoutInMs = 30_000

/**
 * Answers `update.subscribe` before tRPC's handler does: by the same procedure and in the same wire format, but with
 * frames that are encoded once for all who get them. What is no plain subscription over a socket goes on to that handler.
 */
export function subscribeRoute(contextOf: (context: Context) => CallContext): MiddlewareHandler {
  return async (context, next) => {
    const outgoing: ServerResponse | undefined = context.env?.outgoing
    const lastEventId = readLastEventId(context)
    const input = readInput(context, lastEventId)
    if (!outgoing || !input) return next()
    // the answer bypasses the layers around this route, which would have set these
    const headers = { ...answerHeaders, ...Object.fromEntries(context.res.headers) }
    void answer(outgoing, { call: contextOf(context), input, lastEventId, headers })
    return RESPONSE_ALREADY_SENT
  }
}

interface Subscribe {
  readonly call: CallContext
  readonly input: object
  readonly lastEventId: string | null
  readonly headers: Readonly<Record<string, string>>
}

async function answer(
  outgoing: ServerResponse,
  { call, input, lastEventId, ...rest }: Subscribe,
): Promise<void> {
  const leaving = new AbortController()
  outgoing.once('close', () => leaving.abort())
  const open = (headers: Readonly<Record<string, string>>) =>
    openEventStream(outgoing, {
      headers: { ...rest.headers, ...rateLimitHeaders(call.limits.states()), ...headers },
      lastEventId,
      pingIntervalInMs,
      reconnectAfterInactivityMs,
      drainTimeoutInMs,
    })
  let stream: EventStream | null = null
  try {
    const frames = await createCaller(call, { signal: leaving.signal }).update.subscribe(input)
    stream = open({})
    await stream.send(frames as unknown as AsyncIterable<Frame, void>) // typed as a client would get them
  } catch (thrown) {
    if (isAbort(thrown)) return void outgoing.end()
    const error = rpcError(thrown, call.parts.deps)
    stream ??= open(retryAfter([error.data.retryAfterInMs ?? null]))
    stream.fail(error)
  }
}

/** The server stops: the stream ends like a lost connection, so that clients come back. */
function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

function readLastEventId({ req }: Context): string | null {
  const id = req.header('last-event-id') ?? req.query('lastEventId') ?? req.query('Last-Event-Id')
  return id && !/[\0\n\r]/.test(id) ? id : null
}

/** Null when the request is not a subscription alone, or its input can't be read. */
function readInput({ req }: Context, lastEventId: string | null): object | null {
  if (req.method !== 'GET' || req.query('batch') !== undefined) return null
  try {
    const input: unknown = JSON.parse(req.query('input') ?? '{}')
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return null
    return lastEventId === null ? input : { ...input, lastEventId }
  } catch {
    return null
  }
}
