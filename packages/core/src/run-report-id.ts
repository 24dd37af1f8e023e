import { sha1 } from './sha1.ts'

/** One run of an agent, as the tool that ran it names it. */
export interface RunIdentity {
  readonly source: string
  readonly sessionId: string
  readonly runId: string
}

/** Part of every id ever made from a run: with another namespace all runs would count a second time. */
const namespace = '6f1a3c0e-5d0b-4c7e-9a5e-2b8d41f7c693'

/** The report id (UUIDv5) of a run that can be seen more than once, such as by a hook and by an import. */
export function runReportId({ source, sessionId, runId }: RunIdentity): string {
  const name = JSON.stringify([source, sessionId, runId]) // no two identities give the same text
  const hash = sha1(Uint8Array.from([...bytesOfHex(namespace.replaceAll('-', '')), ...utf8Bytes(name)]))
  const bytes = [...hash.subarray(0, 16)].map((byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x50
    return index === 8 ? (byte & 0x3f) | 0x80 : byte
  })
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function bytesOfHex(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

/** Of well-formed text, as JSON is. */
function utf8Bytes(text: string): number[] {
  return [...encodeURIComponent(text).matchAll(/%(..)|./g)].map(([character, hex]) =>
    hex === undefined ? character.charCodeAt(0) : Number.parseInt(hex, 16),
  )
}
