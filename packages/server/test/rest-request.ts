import type { TestApp } from './create-test-app.ts'

export interface RestAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers as they come over the wire
  readonly body: any
}

interface RestRequest {
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** Calls the REST API of an app as a client does, with a key that may do everything unless told otherwise. */
export async function restRequest(
  app: TestApp,
  [method, path, body]: readonly [method: 'GET' | 'POST', path: string, body?: unknown],
  { key = app.fullKey, headers = {} }: RestRequest = {},
): Promise<RestAnswer> {
  const response = await app.request(path, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}
