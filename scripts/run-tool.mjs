import { spawnSync } from 'node:child_process'

const quietEnvironment = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }

/**
 * Runs a program at the root of the project and answers its exit code. Captured output is shown only when
 * the program fails. On Windows npm is a command file, which needs a shell.
 */
export function runTool(program, args, { root, isCaptured = false, environment = {} }) {
  const result = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...quietEnvironment, ...environment },
    stdio: isCaptured ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && program === 'npm',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (result.error) process.stderr.write(`${program}: ${result.error.message}\n`)
  const code = result.status ?? 1
  if (isCaptured && code !== 0) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
  return code
}
