import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { arenaProgram } from './throw-away-server.ts'

/** Runs an `arena` command as a person would, its output shown as it comes. Rejects when it fails. */
export async function runArena(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [arenaProgram, ...args], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const kill = () => child.kill()
  process.once('exit', kill) // a demo that ends early leaves none behind
  const [code] = await once(child, 'exit')
  process.off('exit', kill)
  if (code !== 0) throw new Error(`arena ${args.join(' ')} ended with ${code}`)
}
