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

/** What uninstalling needs to know of one settings file. */
interface Installation {
  /** What the installation wrote; while it is still there, the text of before takes its place. */
  readonly written: string
  /** Without anything of Arena in it; null when there was no file. */
  readonly before: string | null
}

/** By the path of the settings file; they lie beside the scripts. */
type Installations = Readonly<Record<string, Installation>>

const recordName = 'installation.json'
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
  await makeFolder(folder)
  for (const name of scripts)
    await writeWhole(join(folder, name), await readFile(join(scriptsFolder, name), 'utf8'))
  const recordPath = join(folder, recordName)
  const known = await readInstallations(folder)
  const last = known[settingsPath] ?? null
  if (written === before) return { isChanged: false, backupPath: last && recordPath, hasStatusLine }

  const isUntouched = last !== null && last.written === before
  const original = isUntouched ? last.before : before && withoutArena(before, last)
  await writeInstallations(folder, { ...known, [settingsPath]: { written, before: original } })
  await makeFolder(dirname(settingsPath))
  await writeWhole(settingsPath, written)
  return { isChanged: true, backupPath: before === null ? null : recordPath, hasStatusLine }
}

export interface Uninstalled {
  /** False if there was nothing of Arena. */
  readonly isChanged: boolean
  readonly settingsPath: string
}

/** Takes out of the settings what `install` put in, and removes the scripts when no other settings need them. */
export async function uninstall({ settingsPath, home }: InstallationPlaces): Promise<Uninstalled> {
  const folder = installationFolder(home)
  const known = await readInstallations(folder)
  const [only, ...others] = Object.keys(known)
  const isElsewhere = known[settingsPath] === undefined && only !== undefined && others.length === 0
  const path = isElsewhere ? only : settingsPath
  const { [path]: last = null, ...rest } = known
  const present = await readOrNull(path)
  if (present !== null) await restore(path, { present, last })
  if (Object.keys(rest).length > 0) await writeInstallations(folder, rest)
  else await rm(folder, { recursive: true, force: true })
  const isChanged = last !== null || (present !== null && (await readOrNull(path)) !== present)
  return { isChanged, settingsPath: path }
}

async function restore(
  path: string,
  { present, last }: { readonly present: string; readonly last: Installation | null },
): Promise<void> {
  if (last?.written === present) {
    if (last.before !== null) return writeWhole(path, last.before)
    await rm(path)
    await rmdir(dirname(path)).catch(() => undefined) // only if nothing else has come into it
    return
  }
  const edited = editing(path, () => withoutArena(present, last))
  if (edited !== present) await writeWhole(path, edited)
}

/** Other edits stay; a status line that was replaced comes back. */
function withoutArena(text: string, last: Installation | null): string {
  if (text.trim() === '') return text
  const before = last?.before?.trim() ? JSON.parse(last.before.replace(/^\uFEFF/, '')) : {}
  return removeStatusLine(removeHooks(text), before.statusLine)
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

/** What is damaged is as good as gone: then all is taken out of the settings by edits. */
async function readInstallations(folder: string): Promise<Installations> {
  const text = await readOrNull(join(folder, recordName))
  try {
    const known: Installations = JSON.parse(text ?? '{}')
    return Object.values(known).every(isInstallation) ? known : {}
  } catch {
    return {}
  }
}

function isInstallation({ written, before }: Partial<Installation>): boolean {
  return typeof written === 'string' && (before === null || typeof before === 'string')
}

async function writeInstallations(folder: string, installations: Installations): Promise<void> {
  await writeWhole(join(folder, recordName), `${JSON.stringify(installations, null, 2)}\n`)
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new ArenaError('invalid-config', `${path} cannot be read.`, { cause })
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new ArenaError('invalid-config', `The folder ${path} cannot be made.`, { cause })
  })
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
