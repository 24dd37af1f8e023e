// Makes a checkout ready to run: installs when node_modules is missing or behind the lockfile, builds when
// a package is not built from its present sources. Says nothing when there is nothing to do.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTool } from './run-tool.mjs'
import { sourceDigest } from './source-digest.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.cache', 'arena', 'built')

function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  return statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

function isBuilt(digest) {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) return false
  return readdirSync(join(root, 'packages')).every((name) => existsSync(join(root, 'packages', name, 'dist')))
}

function install() {
  console.log('Installing the packages of the lockfile (once, about a minute)')
  const flags = ['--no-audit', '--no-fund', '--loglevel=error']
  if (runTool('npm', ['ci', ...flags], { root, isCaptured: true }) === 0) return
  console.log('npm ci did not work here; trying npm install')
  if (runTool('npm', ['install', ...flags], { root }) !== 0) fail('The packages could not be installed.')
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
if (!isInstalled()) install()
const digest = sourceDigest(root)
if (!isBuilt(digest)) build(digest)
