import { execFileSync } from 'node:child_process'

/** Keeps this process, with its threads, on one core, where the system has `taskset`; says whether it is kept. */
export function pinToCore(core: number): boolean {
  try {
    execFileSync('taskset', ['-a', '-pc', String(core), String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
