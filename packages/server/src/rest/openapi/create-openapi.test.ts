import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { createTestApp } from '../../../test/create-test-app.ts'
import { restRequest } from '../../../test/rest-request.ts'
import { startTestServer } from '../../../test/start-test-server.ts'
import { createApp } from '../../create-app.ts'
import { createRestRoutes } from '../create-rest-routes.ts'
import { createOpenApi } from './create-openapi.ts'

const routes = createRestRoutes({ instance: 'test', version: '0.0.0' })
const document = createOpenApi(routes, '0.0.0')

/** What the document leaves to others: tRPC has types of its own, OpenTelemetry's bodies are its own, sockets no paths. */
const isElsewhere = (path: string) => ['/trpc/', '/v1/', '/ws/'].some((start) => path.startsWith(start))

describe('the OpenAPI document', () => {
  it('is accepted by a validator, which refuses a broken one', async () => {
    const validate = (value: object) => new Validator().validate(JSON.parse(JSON.stringify(value)))
    expect(await validate(document)).toMatchObject({ valid: true })
    expect(await validate({ ...document, paths: { 'no-slash': {} } })).toMatchObject({ valid: false })
  })

  it('has every route of the server', async () => {
    await using app = await createTestApp()
    const served = createApp(app.parts, { instance: 'test', version: '0.0.0', isLocal: true })
      .routes.filter(({ method, path }) => method !== 'ALL' && !isElsewhere(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect([...new Set(served)].sort()).toEqual(described.sort())
    expect(described.length).toBeGreaterThan(12)
  })

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'says of %s what it takes, what it answers and which errors it has',
    (_, route) => {
      const operation = document.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method]
      expect(Object.values(operation?.responses['200']?.content ?? {})[0]?.schema).toBeTruthy()
      expect(operation?.responses['500']).toBeTruthy()
      expect(operation?.security).toEqual(route.scope === null ? [] : [{ key: [route.scope] }])
      expect(Boolean(operation?.requestBody)).toBe(route.method === 'post')
      expect(
        operation?.parameters?.filter(({ in: place }) => place === 'path').map(({ name }) => name),
      ).toEqual(Array.from(route.path.matchAll(/:(\w+)/g), ([, name]) => name))
    },
  )

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'gives examples of %s that its schemas accept',
    (_, route) => {
      if (route.answerExample !== undefined) route.answer.parse(route.answerExample)
      for (const { value } of route.bodyExamples ?? []) route.body?.parse(value)
      if (route.params) route.params.parse(route.paramExamples)
    },
  )

  it('gives bodies that a server takes, and its answers are as described', async () => {
    await using server = await startTestServer()
    const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' }
    const fill = (path: string, values: Readonly<Record<string, string>> = {}) =>
      path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? name)
    for (const route of routes) {
      const url = server.url + fill(route.path, route.paramExamples)
      const bodies =
        route.method === 'post' ? (route.bodyExamples ?? []).map(({ value }) => value) : [undefined]
      expect(bodies.length).toBeGreaterThan(0)
      for (const body of bodies) {
        const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
        const response = await fetch(url, { headers, ...init })
        if (route.path.includes('/team/')) expect(response.status).toBe(404)
        else {
          expect([route.path, response.status]).toEqual([route.path, 200])
          route.answer.parse(route.answerType ? await response.text() : await response.json())
        }
      }
    }
  })

  it('is served without a key', async () => {
    await using app = await createTestApp()
    const { body } = await restRequest(app, ['GET', '/openapi.json'], { key: null })
    expect(body).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('has the limits of reports in it', () => {
    const body =
      document.paths['/api/v1/agents/{name}/xp']?.['post']?.requestBody?.content['application/json']
    const properties = body?.schema['properties'] as Record<string, { anyOf: object[] }>
    expect(JSON.stringify(properties['task_description'])).toContain('"maxLength":2000')
    expect(JSON.stringify(properties['task_duration'])).toContain('"maximum":31622400')
    expect(JSON.stringify(properties['multipliers'])).toContain('"maxItems":10')
    expect(body?.schema['additionalProperties']).toBe(false)
  })
})
