import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const typescript = new URL('../../scripts/typescript.mjs', import.meta.url).href
const program = fileURLToPath(new URL('./writing-store.ts', import.meta.url))

/** What a process did to the files of its database, and what it acknowledged, in order. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'acknowledge'; readonly ids: readonly string[] }

const calls = 'pwrite64,write,ftruncate,fsync,fdatasync,unlink'

const tracer = 'strace'

export const canTrace = spawnSync(tracer, ['-f', '-e', 'trace=fsync', 'true']).status === 0

/** Runs `writing-store.ts` on a database and records every write and sync of its files. */
export async function traceDisk(path: string, options: { readonly commits: number }): Promise<DiskEvent[]> {
  const trace = `${path}.trace`
  const node = [process.execPath, '--conditions=@arena/source', '--import', typescript, program]
  const child = spawn(
    tracer,
    [
      '-f',
      '-y',
      '-xx',
      '-s',
      '1000000',
      '-e',
      `trace=${calls}`,
      '-o',
      trace,
      ...node,
      path,
      String(options.commits),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  child.stdout.resume()
  await once(child, 'close')
  return parseTrace(await readFile(trace, 'latin1'), basename(path))
}

function parseTrace(text: string, database: string): DiskEvent[] {
  const unfinished = new Map<string, string>()
  const events: DiskEvent[] = []
  for (const line of text.split('\n')) {
    const [, thread = '', said = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (said.endsWith(' <unfinished ...>')) {
      unfinished.set(thread, said.slice(0, -' <unfinished ...>'.length))
      continue
    }
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(said)?.[1]
    const event = parseCall(rest === undefined ? said : `${unfinished.get(thread)}${rest}`)
    if (event && (event.kind === 'acknowledge' || event.file.startsWith(database))) events.push(event)
  }
  return events
}

function parseCall(call: string): DiskEvent | null {
  const removed = /^unlink\("([^"]*)"\) += 0$/.exec(call)?.[1]
  if (removed !== undefined) return { kind: 'remove', file: basename(decode(removed).toString('utf8')) }
  const [, name, descriptor, place = '', more = ''] = /^(\w+)\((\d+)<([^>]*)>(.*)\) += \d+$/.exec(call) ?? []
  if (name === undefined) return null
  const file = basename(decode(place).toString('utf8'))
  const data = /^, "([^"]*)"/.exec(more)?.[1] ?? ''
  if (name === 'write') {
    const [said, ...ids] = decode(data).toString('utf8').trim().split(' ')
    return descriptor === '1' && said === 'committed' ? { kind: 'acknowledge', ids } : null
  }
  const last = Number(more.slice(more.lastIndexOf(' ')))
  if (name === 'pwrite64') return { kind: 'write', file, offset: last, data: decode(data) }
  return name === 'ftruncate' ? { kind: 'truncate', file, size: last } : { kind: 'sync', file }
}

function decode(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}
