import { gzipSync } from 'node:zlib'
import type { Signal } from '../src/telemetry/otlp/read-telemetry.ts'
import type { TestApp } from './create-test-app.ts'

interface OtlpRequest {
  readonly key?: string | null
  readonly isCompressed?: boolean
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends telemetry to an app as an exporter does. */
export async function otlpRequest(
  app: TestApp,
  [signal, body]: readonly [signal: Signal, body: unknown],
  {
    key = app.fullKey,
    isCompressed = false,
    contentType = 'application/json',
    headers = {},
  }: OtlpRequest = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await app.request(`/v1/${signal}`, {
    method: 'POST',
    headers: {
      'content-type': contentType,
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(isCompressed && { 'content-encoding': 'gzip' }),
      ...headers,
    },
    body: isCompressed ? gzipSync(text) : text,
  })
  const answer = (await response.json()) as Record<string, unknown>
  return { status: response.status, headers: response.headers, body: answer }
}
