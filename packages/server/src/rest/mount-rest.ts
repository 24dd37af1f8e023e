import { ArenaError } from '@arena/core'
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { requireScope } from '../authenticate.ts'
import { type CallContext, countRequest, createCallContext } from '../call-context.ts'
import { jsonOnly } from '../http/json-only.ts'
import { rateLimitHeaders } from '../rate-limit/rate-limit-headers.ts'
import type { ServerParts } from '../server-parts.ts'
import type { RestCall, RestRoute } from './rest-route.ts'

/** Serves the routes; a path asked with another method answers which ones it has. */
export function mountRest(app: Hono, routes: readonly RestRoute[], parts: ServerParts): void {
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, jsonOnly(), (context) =>
      answerRoute(context, route, parts),
    )
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase())
    const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
    app.all(path, (context) => {
      context.header('allow', allow)
      throw new ArenaError('method-not-allowed', `This path takes ${allow}.`)
    })
  }
}

async function answerRoute(context: Context, route: RestRoute, parts: ServerParts): Promise<Response> {
  const call = createCallContext(context, parts)
  try {
    const answer = await handle(context, route, call)
    setHeaders(context, call)
    if (route.answerType === undefined) return context.json(answer as object)
    const isStream = answer instanceof ReadableStream
    if (isStream && context.req.method === 'HEAD') await answer.cancel() // nobody would read it to its end
    const body = isStream ? answer : String(answer)
    return context.body(body, 200, { 'content-type': route.answerType })
  } catch (error) {
    setHeaders(context, call)
    throw error
  }
}

async function handle(context: Context, route: RestRoute, call: CallContext): Promise<unknown> {
  const restCall: RestCall = {
    parts: call.parts,
    limits: call.limits,
    auth: route.scope === null ? null : await call.authenticate(),
    setHeader: (name, value) => context.header(name, value),
  }
  if (restCall.auth && route.scope !== null) {
    requireScope(restCall.auth, route.scope)
    if (route.scope !== 'report:write') countRequest(call, restCall.auth) // reports are counted by themselves
  }
  const input = {
    params: check(route.params, context.req.param()),
    query: check(route.query, context.req.query()),
    headers: check(route.headers, context.req.header()),
    body: route.body && check(route.body, await readJson(context)),
  }
  return route.handle(input, restCall)
}

function check(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema === undefined ? undefined : schema.parse(value)
}

async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ArenaError('invalid-input', 'The body is not valid JSON.', { cause })
  }
}

function setHeaders(context: Context, { limits }: CallContext): void {
  for (const [name, value] of Object.entries(rateLimitHeaders(limits.states()))) context.header(name, value)
}
