import { ArenaError } from '@arena/core'
import type { MiddlewareHandler } from 'hono'

/**
 * Refuses bodies above what their path may take, whether or not they say their length. A body of unknown length is read here
 * and handed on whole: the request of the Node adapter can't be given another body, so it is made anew.
 */
export function limitBody(maxBytesOf: (path: string) => number): MiddlewareHandler {
  return async (context, next) => {
    const { raw, path } = context.req
    const maxBytes = maxBytesOf(path)
    const length = context.req.header('content-length')
    if (length !== undefined && context.req.header('transfer-encoding') === undefined) {
      if (Number(length) > maxBytes) throw tooLarge(maxBytes)
    } else if (raw.body) {
      const { method, headers, signal } = raw
      const body = await readBody(raw.body, maxBytes)
      context.req.raw = new Request(raw.url, { method, headers, body, signal })
    }
    await next()
  }
}

async function readBody(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.length
    if (bytes > maxBytes) throw tooLarge(maxBytes)
    chunks.push(read.value)
  }
  return Buffer.concat(chunks)
}

function tooLarge(maxBytes: number): ArenaError {
  return new ArenaError('too-large', `A request may hold at most ${maxBytes} bytes. Split it.`)
}
