import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTool } from './run-tool.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo')
process.exitCode = runTool(process.execPath, [turbo, 'run', 'build', '--no-update-notifier'], { root })
