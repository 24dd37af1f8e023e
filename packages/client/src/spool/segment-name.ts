import { randomBytes } from 'node:crypto'
import { ownIdentity, type ProcessIdentity } from './process-identity.ts'

const pattern = /^(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{12}\.ndjson$/

/** A fresh file name that says whose segment it is. */
export function newSegmentName(owner: ProcessIdentity = ownIdentity()): string {
  return `${owner.pid}-${owner.startTime}-${owner.host}-${randomBytes(6).toString('hex')}.ndjson`
}

/** A fresh file name for a segment that its process has given up and any other may take. */
export function newFreeSegmentName(): string {
  return newSegmentName({ ...ownIdentity(), pid: 0 })
}

/** The process that a segment belongs to, or null when the file is no segment. */
export function segmentOwner(name: string): ProcessIdentity | null {
  const match = pattern.exec(name)
  if (match === null) return null
  const [, pid = '', startTime = '', host = ''] = match
  return { pid: Number(pid), startTime, host }
}
