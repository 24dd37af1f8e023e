import { randomUUID } from 'node:crypto'
import { mkdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ArenaError } from '@arena/core'
import {
  addHooks,
  addStatusLine,
  type ClaudeCommands,
  removeHooks,
  removeStatusLine,
} from './claude-settings.ts'

export interface InstallationPlaces {
  /** Claude Code's settings of the user. */
  readonly settingsPath: string
  /** Arena's folder, such as ~/.arena. */
  readonly home: string
  /** Where the scripts lie that come with this command. */
  readonly scriptsFolder: string
}

export interface Installed {
  readonly isChanged: boolean
  /** Null when there were no settings before. */
  readonly backupPath: string | null
  /** Whether Claude Code's status line is Arena's. */
  readonly hasStatusLine: boolean
}

/** What uninstalling needs to know; it lies beside the scripts. */
interface InstallationRecord {
  readonly settingsPath: string
  /** What the installation wrote; while it is still there, the text of before takes its place. */
  readonly written: string
  /** Null when there was no file. */
  readonly before: string | null
}

const scripts = ['claude-code-hook.sh', 'claude-code-statusline.sh'] as const

/** Makes Claude Code run Arena's hooks. Again it changes nothing; with a new version it brings the scripts up to date. */
export async function install(
  places: InstallationPlaces,
  { isStatusLineReplaced }: { readonly isStatusLineReplaced: boolean },
): Promise<Installed> {
  const { settingsPath, home, scriptsFolder } = places
  const folder = installationFolder(home)
  const before = await readOrNull(settingsPath)
  const commands = commandsFor(home)
  const written = editing(settingsPath, () => {
    const settings = before?.trim() ? before : '{}\n'
    return addStatusLine(addHooks(settings, commands), commands, { isReplaced: isStatusLineReplaced })
  })
  const hasStatusLine = written.includes(JSON.stringify(commands.statusLine))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of scripts)
    await writeWhole(join(folder, name), await readFile(join(scriptsFolder, name), 'utf8'))
  const recordPath = join(folder, 'installation.json')
  const known = await readRecord(recordPath)
  if (written === before) return { isChanged: false, backupPath: known ? recordPath : null, hasStatusLine }

  const isFirst = known?.settingsPath !== settingsPath
  const record: InstallationRecord = { settingsPath, written, before: isFirst ? before : known.before }
  await writeWhole(recordPath, `${JSON.stringify(record, null, 2)}\n`)
  await mkdir(dirname(settingsPath), { recursive: true })
  await writeWhole(settingsPath, written)
  return { isChanged: true, backupPath: before === null ? null : recordPath, hasStatusLine }
}

/** Takes out of the settings what `install` put in, and removes the scripts. False if there was nothing of it. */
export async function uninstall({ settingsPath, home }: InstallationPlaces): Promise<boolean> {
  const folder = installationFolder(home)
  const record = await readRecord(join(folder, 'installation.json'))
  const path = record?.settingsPath ?? settingsPath
  const present = await readOrNull(path)
  if (present !== null) await restore(path, { present, record })
  await rm(folder, { recursive: true, force: true })
  return record !== null || (present !== null && (await readOrNull(path)) !== present)
}

async function restore(
  path: string,
  { present, record }: { readonly present: string; readonly record: InstallationRecord | null },
): Promise<void> {
  if (record?.written === present) {
    if (record.before !== null) return writeWhole(path, record.before)
    await rm(path)
    await rmdir(dirname(path)).catch(() => undefined) // only if nothing else has come into it
    return
  }
  const statusLineBefore = record?.before
    ? JSON.parse(record.before.replace(/^\uFEFF/, '')).statusLine
    : undefined
  const edited = editing(path, () => removeStatusLine(removeHooks(present), statusLineBefore))
  if (edited !== present) await writeWhole(path, edited)
}

function commandsFor(home: string): ClaudeCommands {
  const run = (script: string, argument = '') => {
    const path = shellQuote(join(installationFolder(home), script))
    return `ARENA_HOME=${shellQuote(home)} sh ${path}${argument && ` ${argument}`} 2>/dev/null || :`
  }
  return { hook: (argument) => run(scripts[0], argument), statusLine: run(scripts[1]) }
}

function installationFolder(home: string): string {
  return join(home, 'claude-code')
}

/** For a POSIX shell, whatever the text holds. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function editing(path: string, edit: () => string): string {
  try {
    return edit()
  } catch (cause) {
    if (!ArenaError.is(cause)) throw cause
    throw new ArenaError('invalid-config', `${path} was left as it is: ${cause.message}.`, { cause })
  }
}

async function readRecord(path: string): Promise<InstallationRecord | null> {
  const text = await readOrNull(path)
  return text === null ? null : JSON.parse(text)
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new ArenaError('invalid-config', `${path} cannot be read.`, { cause })
  }
}

/** Through a link to the file that it names, and with the mode that it has. */
async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const mode = await stat(target).then(
    (held) => held.mode & 0o777,
    () => 0o600,
  )
  const draft = `${target}.${randomUUID()}.tmp`
  try {
    await writeFile(draft, text, { mode, flag: 'wx' })
    await rename(draft, target)
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined) // the first error is the one to tell
    throw new ArenaError('invalid-config', `${target} cannot be written.`, { cause })
  }
}
