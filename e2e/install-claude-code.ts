import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const version = process.env['CLAUDE_CODE_VERSION'] ?? '2.1.330'

/** Installs the native program of Claude Code into a folder, without running a script of the package. */
export async function installClaudeCode(folder: string): Promise<string> {
  const name = `@anthropic-ai/claude-code-${process.platform}-${process.arch}`
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...options, `${name}@${version}`])
  return join(folder, 'node_modules', name, process.platform === 'win32' ? 'claude.exe' : 'claude')
}
