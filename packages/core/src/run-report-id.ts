import { sha1 } from './sha1.ts'

/** One run of an agent, as the tool that ran it names it. */
export interface RunIdentity {
  readonly source: string
  readonly sessionId: string
  readonly runId: string
}

/** Part of every id ever made from a run: with another namespace all runs would count a second time. */
const namespace = bytesOfHex('6f1a3c0e-5d0b-4c7e-9a5e-2b8d41f7c693'.replaceAll('-', ''))

/** The report id (UUIDv5) of a run that can be seen more than once, such as by a hook and by an import. */
export function runReportId({ source, sessionId, runId }: RunIdentity): string {
  const name = JSON.stringify([source, sessionId, runId]) // no two identities give the same text
  const bytes = sha1(new Uint8Array([...namespace, ...utf8Bytes(name)]))
  let hex = ''
  for (let index = 0; index < 16; index += 1) hex += hexOf(withVersion(bytes[index] ?? 0, index))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function withVersion(byte: number, index: number): number {
  if (index === 6) return (byte & 0x0f) | 0x50
  return index === 8 ? (byte & 0x3f) | 0x80 : byte
}

function hexOf(byte: number): string {
  return (byte < 16 ? '0' : '') + byte.toString(16)
}

function bytesOfHex(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

/** Of well-formed text, as JSON is. */
function utf8Bytes(text: string): number[] {
  const bytes: number[] = []
  const coded = encodeURIComponent(text)
  for (let at = 0; at < coded.length; at += 1) {
    if (coded[at] !== '%') bytes.push(coded.charCodeAt(at))
    else {
      bytes.push(Number.parseInt(coded.slice(at + 1, at + 3), 16))
      at += 2
    }
  }
  return bytes
}
