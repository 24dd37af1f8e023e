// Runs every example as a program of its own, beside a server unless it is to do without one; each asserts what it
// shows and exits non-zero otherwise.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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

/** The packages of agent frameworks that an example imports; they are installed below examples/. */
function frameworksOf(name) {
  const text = readFileSync(join(root, 'examples', name, 'main.ts'), 'utf8')
  const specifiers = [...text.matchAll(/ from '([^'.][^']*)'/g)].map(([, specifier]) => specifier)
  return specifiers
    .filter((specifier) => !/^(node:|@arena\/)/.test(specifier))
    .map((specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'))
}

for (const name of names) {
  const missing = frameworksOf(name).filter((each) => !existsSync(join(root, 'examples/node_modules', each)))
  if (missing.length > 0) {
    console.log(`${name}: left out, ${missing[0]} is not installed`)
    continue
  }
  const code = runExample(name)
  console.log(`${name}: ${code === 0 ? 'ok' : 'failed'}`)
  if (code !== 0) process.exit(code)
}
