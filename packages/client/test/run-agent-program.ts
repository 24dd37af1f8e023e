import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const typescript = new URL('../../../scripts/typescript.mjs', import.meta.url).href
const program = fileURLToPath(new URL('./agent-program.ts', import.meta.url))

export interface AgentProgram {
  readonly lines: readonly unknown[]
  readonly stderr: string
  readonly exitCode: number | null
  readonly endedAtInMs: number
}

export interface AgentProgramOptions {
  readonly env: Readonly<Record<string, string>>
  /** Kills it with SIGKILL as soon as it has written this many lines. */
  readonly killAfterLines?: number
  /** Every write to a file fails, as on a full disk. */
  readonly isDiskFull?: boolean
}

/** Runs one scenario of `agent-program.ts` to its end. */
export function runAgentProgram(
  args: readonly string[],
  options: AgentProgramOptions,
): Promise<AgentProgram> {
  const { env, killAfterLines = Number.POSITIVE_INFINITY, isDiskFull = false } = options
  return new Promise((resolve, reject) => {
    const command = [process.execPath, '--conditions=@arena/source', '--import', typescript, program, ...args]
    const shell = ['-c', `${isDiskFull ? 'ulimit -f 0; ' : ''}exec "$0" "$@"`, ...command]
    const child = spawn('/bin/sh', shell, { env: { PATH: process.env['PATH'] ?? '', ...env } })
    let stdout = ''
    let stderr = ''
    let exitedAtInMs = 0
    child.stdout.on('data', (chunk) => {
      stdout += chunk
      if (stdout.split('\n').length > killAfterLines) child.kill('SIGKILL')
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('exit', () => {
      exitedAtInMs = Date.now()
    })
    child.on('close', (exitCode) => {
      const whole = stdout.slice(0, stdout.lastIndexOf('\n') + 1)
      const lines = whole
        .split('\n')
        .filter(Boolean)
        .map((line): unknown => JSON.parse(line))
      resolve({ lines, stderr, exitCode, endedAtInMs: exitedAtInMs })
    })
  })
}
