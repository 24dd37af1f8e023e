// Makes a checkout ready to run: installs when node_modules is missing or behind the lockfile, builds when
// a package is not built from its present sources; with --frameworks also what the adapters for agent frameworks
// are tested with. Says nothing when there is nothing to do.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages } from './install-packages.mjs'
import { runTool } from './run-tool.mjs'
import { sourceDigest } from './source-digest.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.cache', 'arena', 'built')

function isBuilt(digest) {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) return false
  return readdirSync(join(root, 'packages')).every((name) => existsSync(join(root, 'packages', name, 'dist')))
}

/** The tests of the adapters find the frameworks where the examples have them. */
function installFrameworks() {
  const examples = join(root, 'examples')
  if (!installPackages(examples, { what: 'the agent frameworks' })) {
    console.log('The agent frameworks could not be installed: their tests and examples are left out.')
    return
  }
  const link = join(root, 'packages', 'client', 'test', 'adapter', 'node_modules')
  if (!existsSync(link)) symlinkSync(join(examples, 'node_modules'), link, 'junction')
}

function build(digest) {
  console.log('Building the packages')
  if (runTool('npm', ['run', 'build', '--silent'], { root, isCaptured: true }) !== 0) {
    fail('The build failed. After a fix run: npm run build')
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  fail(`Arena needs Node 20.19 or newer; this is ${process.version}.`)
if (!installPackages(root, { what: 'the packages of the lockfile' })) {
  fail('The packages could not be installed.')
}
if (process.argv.includes('--frameworks')) installFrameworks()
const digest = sourceDigest(root)
if (!isBuilt(digest)) build(digest)
