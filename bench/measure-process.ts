import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

export interface Measured {
  readonly durationInMs: number
  /** The most that the process held in memory; null where the system does not tell. */
  readonly peakInMb: number | null
}

interface Program {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
}

/** Runs a program to its end. Throws if it fails, since a failure is no measurement. */
export async function measureProcess({ command, args, env = {}, cwd }: Program): Promise<Measured> {
  const startedAt = performance.now()
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  })
  let said = ''
  child.stderr.on('data', (part) => (said += part))
  let peakInMb: number | null = null
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1])
    if (Number.isFinite(peak)) peakInMb = peak / 1024
  }, 10)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`)
  return { durationInMs: performance.now() - startedAt, peakInMb }
}
