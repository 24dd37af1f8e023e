import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { ArenaError } from '@arena/core'
import { asObject, type JsonObject } from '../../claude-code/read-json-value.ts'

/** Of a request as it comes, compressed or not. */
export const maxTelemetryBytes = 4 * 1024 * 1024
const maxDecompressedBytes = 16 * 1024 * 1024

const decompress = promisify(gunzip)

export interface EncodedBody {
  readonly bytes: ArrayBuffer
  /** Of the header; undefined where there was none. */
  readonly encoding: string | undefined
}

/** The JSON object of a body, which may be compressed by gzip. */
export async function decodeBody({ bytes, encoding = 'identity' }: EncodedBody): Promise<JsonObject> {
  const text = new TextDecoder().decode(await plainBytes(bytes, encoding.trim().toLowerCase()))
  return parseObject(text)
}

async function plainBytes(bytes: ArrayBuffer, encoding: string): Promise<ArrayBuffer | Uint8Array> {
  if (encoding === 'identity') return bytes
  if (encoding !== 'gzip') {
    throw new ArenaError('unsupported-media-type', 'A body may be compressed by gzip and nothing else.')
  }
  try {
    return await decompress(bytes, { maxOutputLength: maxDecompressedBytes })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
      const message = `A body may hold at most ${maxDecompressedBytes} bytes when decompressed. Split it.`
      throw new ArenaError('too-large', message, { cause })
    }
    throw new ArenaError('invalid-input', 'The body is not valid gzip.', { cause })
  }
}

function parseObject(text: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ArenaError('invalid-input', 'The body is not valid JSON.', { cause })
  }
  const object = asObject(value)
  if (object === null) throw new ArenaError('invalid-input', 'The body is not an object of OTLP.')
  return object
}
