import { type ErrorCode, maxBatchBytes } from '@arena/core'
import { z } from 'zod'
import { errorToHttp } from '../../error-to-http.ts'
import { problemSchema, problemType } from '../../http/problem.ts'
import type { RestRoute } from '../rest-route.ts'

/** An OpenAPI 3.1 document. */
export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly [part: string]: unknown
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: true; readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, OpenApiAnswer>>
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: JsonSchema
  readonly description?: string
  readonly example?: string
}

export interface Content {
  readonly schema: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>
}

interface OpenApiAnswer {
  readonly description: string
  readonly content?: Readonly<Record<string, Content>>
  readonly [part: string]: unknown
}

export type JsonSchema = Readonly<Record<string, unknown>>

/** Describes the routes, from the schemas that check what they are called with. */
export function createOpenApi(routes: readonly RestRoute[], version: string): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: toOperation(route, path) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Arena',
      version,
      description: `XP, levels, achievements and leaderboards for AI agents. Bodies are JSON of at most ${maxBatchBytes / 2 ** 20} MB.`,
      license: { name: 'MIT', identifier: 'MIT' },
    } as OpenApi['info'],
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key of the workspace, such as arena_...' },
      },
      schemas: { Problem: toJsonSchema(problemSchema, 'output') },
    },
  }
}

function toOperation(route: RestRoute, path: string): Operation {
  const { summary, description, scope, body, bodyExamples = [] } = route
  return {
    operationId: `${route.method}${path.replaceAll(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase())}`,
    summary,
    ...(description !== undefined && { description: description.replaceAll('\n', ' ') }),
    parameters: [
      ...parametersOf(route, 'path'),
      ...parametersOf(route, 'query'),
      ...parametersOf(route, 'header'),
    ],
    ...(body && {
      requestBody: {
        required: true as const,
        content: {
          'application/json': {
            schema: toJsonSchema(body, 'input'),
            examples: Object.fromEntries(
              bodyExamples.map(({ name, value }) => [name.replaceAll(' ', '-'), { summary: name, value }]),
            ),
          },
        },
      },
    }),
    responses: { '200': answerOf(route), ...problemsOf(route) },
    security: scope === null ? [] : [{ key: [scope] }],
  }
}

function answerOf({
  answer,
  answerType = 'application/json',
  answerExample,
  scope,
}: RestRoute): OpenApiAnswer {
  const content = {
    schema: toJsonSchema(answer, 'output'),
    ...(answerExample !== undefined && { example: answerExample }),
  }
  return {
    description: 'The answer.',
    ...(scope !== null && { headers: { RateLimit: rateLimitHeader, 'RateLimit-Policy': rateLimitHeader } }),
    content: { [answerType]: content },
  }
}

const rateLimitHeader = {
  description: 'As in draft-ietf-httpapi-ratelimit-headers; there where a limit is set.',
  schema: { type: 'string' },
}
const retryAfterHeader = { description: 'Seconds to wait.', schema: { type: 'integer' } }

function problemsOf(route: RestRoute): Record<string, OpenApiAnswer> {
  const codes = new Set<ErrorCode>([...(route.errors ?? []), ...usualCodes(route)])
  const codesByStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) {
    const status = errorToHttp(code)
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code])
  }
  const problems = [...codesByStatus].sort(([a], [b]) => a - b)
  return Object.fromEntries(
    problems.map(([status, list]) => [
      String(status),
      {
        description: list.join(', '),
        ...((status === 429 || status === 503) && { headers: { 'Retry-After': retryAfterHeader } }),
        content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

/** What any call of such a route may meet. */
function usualCodes({ scope, params, query, body }: RestRoute): readonly ErrorCode[] {
  return [
    ...(params || query || body ? (['invalid-input'] as const) : []),
    ...(scope === null ? [] : (['no-key', 'invalid-key', 'missing-scope', 'rate-limited'] as const)),
    ...(body ? (['too-large', 'unsupported-media-type', 'server-busy', 'disk-full'] as const) : []),
    ...(scope === null ? [] : (['store-unavailable'] as const)),
    'internal',
  ]
}

function parametersOf(route: RestRoute, place: Parameter['in']): readonly Parameter[] {
  const schema = { path: route.params, query: route.query, header: route.headers }[place]
  if (!schema) return []
  const { properties = {}, required = [] } = toJsonSchema(schema, 'output') as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    // a default makes it part of every output, though nobody has to give it
    required: required.includes(name) && !('default' in property),
    schema: property,
    ...(typeof description === 'string' && { description }),
    ...(place === 'path' && { example: route.paramExamples?.[name] ?? name }),
  }))
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return described
}
