// Runs every example as a program of its own, beside a server unless it is to do without one; each asserts what it
// shows and exits non-zero otherwise.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTool } from './run-tool.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const names = readdirSync(join(root, 'examples')).filter((name) =>
  existsSync(join(root, 'examples', name, 'main.ts')),
)
if (names.length === 0) throw new Error('found no examples')

const withoutServer = new Set(['04-no-server'])

function runExample(name) {
  const typescript = ['--import', './scripts/typescript.mjs']
  const program = `examples/${name}/main.ts`
  if (!withoutServer.has(name)) {
    return runTool(process.execPath, [...typescript, 'examples/with-server.ts', program], { root })
  }
  const home = mkdtempSync(join(tmpdir(), 'arena-example-'))
  const environment = { ARENA_HOME: home, ARENA_URL: '', ARENA_API_KEY: '', ARENA_DB: '', ARENA_EMBED: '1' }
  const code = runTool(process.execPath, [...typescript, program], { root, environment })
  rmSync(home, { recursive: true, force: true })
  return code
}

for (const name of names) {
  const code = runExample(name)
  console.log(`${name}: ${code === 0 ? 'ok' : 'failed'}`)
  if (code !== 0) process.exit(code)
}
