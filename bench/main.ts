// Runs the benches one after the other, each in a process of its own: npm run bench -- [NAME...]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const benches = [
  'serve-start',
  'report-cost',
  'throughput',
  'overload',
  'host-cost',
  'server-down',
  'fan-out',
  'boards',
  'hook-cost',
  'import',
]
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !benches.includes(name))
if (unknown.length > 0) {
  console.error(`no bench is named ${unknown.join(', ')}; there are ${benches.join(', ')}`)
  process.exit(2)
}

for (const name of asked.length > 0 ? asked : benches) {
  console.log(`\n# ${name}\n`)
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, program], { stdio: 'inherit' })
  const [exitCode] = await once(child, 'exit')
  if (exitCode !== 0) process.exitCode = 1
}
