import { createHash } from 'node:crypto'

/** One run of an agent, as the tool that ran it names it. */
export interface RunIdentity {
  readonly source: string
  readonly sessionId: string
  readonly runId: string
}

/** Part of every id ever made from a run: with another namespace all runs would count a second time. */
const namespace = Buffer.from('6f1a3c0e-5d0b-4c7e-9a5e-2b8d41f7c693'.replaceAll('-', ''), 'hex')

/** The report id (UUIDv5) of a run that can be seen more than once, such as by a hook and by an import. */
export function runReportId({ source, sessionId, runId }: RunIdentity): string {
  const name = JSON.stringify([source, sessionId, runId]) // no two identities give the same text
  const hash = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
