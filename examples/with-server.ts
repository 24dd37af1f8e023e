// Runs a program beside a server of its own, which is thrown away afterwards:
// node --import ./scripts/typescript.mjs examples/with-server.ts examples/01-first-report/main.ts
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startThrowAwayServer } from '../demo/throw-away-server.ts'

const typescript = new URL('../scripts/typescript.mjs', import.meta.url).href
const [program, ...args] = process.argv.slice(2)
if (program === undefined) throw new Error('name the program to run')

await using server = await startThrowAwayServer()
const child = spawn(process.execPath, ['--import', typescript, program, ...args], {
  env: server.environment,
  stdio: ['ignore', 'inherit', 'inherit'],
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
const [code] = await once(child, 'exit')
process.exitCode = code ?? 1
