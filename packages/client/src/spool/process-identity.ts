import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process, so that a later one with the same pid is not taken for it. */
export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks since boot, or '0' where that cannot be told. */
  readonly startTime: string
  /** Pids mean nothing on another host or in another container. */
  readonly host: string
}

let own: ProcessIdentity | undefined

export function ownIdentity(): ProcessIdentity {
  own ??= { pid: process.pid, startTime: readStat(process.pid)?.startTime ?? '0', host: hostTag() }
  return own
}

/** Whether the process still runs; null when that cannot be told from here. */
export function isProcessAlive({ pid, startTime, host }: ProcessIdentity): boolean | null {
  if (pid === 0) return false // given up by its owner
  if (host !== ownIdentity().host) return null
  const stat = readStat(pid)
  if (stat !== null) return !stat.isZombie && (startTime === '0' || stat.startTime === startTime)
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readStat(pid: number): { readonly startTime: string; readonly isZombie: boolean } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ') // from field 3 on; the name may hold spaces
    const startTime = fields[19]
    return startTime === undefined ? null : { startTime, isZombie: fields[0] === 'Z' || fields[0] === 'X' }
  } catch {
    return null
  }
}

function hostTag(): string {
  let pidSpace = ''
  try {
    pidSpace = readlinkSync('/proc/self/ns/pid')
  } catch {}
  return createHash('sha256').update(`${hostname()} ${pidSpace}`).digest('hex').slice(0, 8)
}
