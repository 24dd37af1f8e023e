// Runs every example as a program of its own; each asserts what it shows and exits non-zero otherwise.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTool } from './run-tool.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const names = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'main.ts')),
)
if (names.length === 0) throw new Error('found no examples')

for (const name of names) {
  const args = ['--import', './scripts/typescript.mjs', 'examples/with-server.ts', `examples/${name}/main.ts`]
  const code = runTool(process.execPath, args, { root })
  console.log(`${name}: ${code === 0 ? 'ok' : 'failed'}`)
  if (code !== 0) process.exit(code)
}
