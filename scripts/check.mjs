// Everything that must hold before a change is handed in, cheapest first. Stops at the first failure.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTool } from './run-tool.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
)

const tool = (name, bin) => [process.execPath, join(root, 'node_modules', name, bin)]
const biome = tool('@biomejs/biome', 'bin/biome')
const tsc = tool('typescript', 'bin/tsc')
const vitest = tool('vitest', 'vitest.mjs')
const publint = tool('publint', 'src/cli.js')
const attw = tool('@arethetypeswrong/cli', 'dist/index.js')
const knip = tool('knip', 'bin/knip.js')

const hasExports = (name) =>
  JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')).exports !== undefined

const namesOfFolders = { '.': 'tests, demo and examples', examples: 'what uses agent frameworks' }

const steps = [
  { name: 'format and lint', command: [...biome, 'ci', '--error-on-warnings', '.'], repair: 'npm run fix' },
  ...['.', 'examples', ...packages.map((name) => `packages/${name}`)].map((folder) => ({
    name: `types of ${namesOfFolders[folder] ?? folder}`,
    command: [...tsc, '-p', folder],
    repair: `npx tsc -p ${folder}`,
  })),
  { name: 'tests', command: [...vitest, 'run'], isShown: true, repair: 'npm test' },
  { name: 'build', command: [process.execPath, 'scripts/build.mjs'], repair: 'npm run build' },
  ...packages.map((name) => ({
    name: `packing of packages/${name}`,
    command: [...publint, `packages/${name}`, '--strict'],
    repair: `npx publint packages/${name} --strict`,
  })),
  ...packages.filter(hasExports).map((name) => ({
    name: `published types of packages/${name}`,
    command: [...attw, '--pack', `packages/${name}`, '--profile', 'esm-only'],
    repair: `npx attw --pack packages/${name} --profile esm-only`,
  })),
  { name: 'unused files, exports and dependencies', command: knip, repair: 'npx knip' },
  {
    name: 'examples',
    command: [process.execPath, 'scripts/run-examples.mjs'],
    repair: 'npm run examples',
  },
]

for (const { name, command, isShown = false, repair } of steps) {
  const [program, ...args] = command
  const startedAt = performance.now()
  if (isShown) console.log(`${name}:`)
  const code = runTool(program, args, { root, isCaptured: !isShown })
  if (code !== 0) {
    console.error(`\n${name}: failed. Look closer with: ${repair}`)
    process.exit(code)
  }
  console.log(`${name}: ok (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
}
