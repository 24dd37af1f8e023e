import type { ReadableStream } from 'node:stream/web'
import type { ErrorCode } from '@arena/core'
import type { z } from 'zod'
import type { Auth } from '../authenticate.ts'
import type { CallContext } from '../call-context.ts'
import type { Scope } from '../store/key-record.ts'

/** What a handler has beside its input. */
export interface RestCall extends Omit<CallContext, 'authenticate'> {
  /** Null where the route asks for no key. */
  readonly auth: Auth | null
  /** Sets a header of the answer. */
  setHeader(name: string, value: string): void
}

/** Checked by the schemas of its route. */
export interface RestInput<Params, Query, Headers, Body> {
  readonly params: Params
  readonly query: Query
  readonly headers: Headers
  readonly body: Body
}

export interface Example<Value> {
  readonly name: string
  readonly value: Value
}

/** One way in by REST: what it is called with, what it answers, and what the documents say of it. */
export interface RestRoute<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Headers extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post'
  /** With parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** Null: anyone may call. */
  readonly scope: Scope | null
  readonly params?: Params
  readonly query?: Query
  readonly headers?: Headers
  readonly body?: Body
  readonly answer: Answer
  /** `application/json` unless given; other answers are text, or a stream of bytes. */
  readonly answerType?: string
  /** Beside those that any call may meet. */
  readonly errors?: readonly ErrorCode[]
  readonly paramExamples?: Readonly<Record<string, string>>
  readonly bodyExamples?: readonly Example<z.input<Body>>[]
  readonly answerExample?: z.output<Answer>
  handle(
    input: RestInput<z.output<Params>, z.output<Query>, z.output<Headers>, z.output<Body>>,
    call: RestCall,
  ): Promise<z.output<Answer> | ReadableStream<Uint8Array>> | z.output<Answer>
}

/** Lets a route's handler have the types of its schemas. */
export function restRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Headers extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(route: RestRoute<Params, Query, Headers, Body, Answer>): RestRoute {
  return route as unknown as RestRoute
}

/** Who calls a route that asks for a key. */
export function requireAuth({ auth }: RestCall): Auth {
  if (!auth) throw new Error('the route declares no scope')
  return auth
}
