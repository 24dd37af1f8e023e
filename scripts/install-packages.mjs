import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from './run-tool.mjs'

const flags = ['--no-audit', '--no-fund', '--loglevel=error']

/**
 * Installs the packages of the lockfile in `folder` when they are missing or behind it, and answers whether they
 * are there. `what` tells people what takes so long.
 */
export function installPackages(folder, { what }) {
  const lockfile = join(folder, 'package-lock.json')
  const installed = join(folder, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return true
  console.log(`Installing ${what} (once, about a minute)`)
  if (runTool('npm', ['ci', ...flags], { root: folder, isCaptured: true }) === 0) return true
  console.log('npm ci did not work here; trying npm install')
  return runTool('npm', ['install', ...flags], { root: folder }) === 0
}
