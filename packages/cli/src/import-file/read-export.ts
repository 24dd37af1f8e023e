import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  ArenaError,
  type ExportHeader,
  type ExportRecord,
  exportHeaderSchema,
  exportRecordSchema,
  exportSchemaVersion,
} from '@arena/core'

/** What an export says before its history. */
export interface ExportOutline {
  readonly header: ExportHeader
  readonly teams: readonly RecordOf<'team'>[]
  readonly users: readonly RecordOf<'user'>[]
  readonly agents: readonly RecordOf<'agent'>[]
  readonly reports: number
}

export type RecordOf<Kind extends ExportRecord['kind']> = Extract<ExportRecord, { readonly kind: Kind }>

/** Reads an export once from end to end, so that a mistaken or cut file is refused before anything is imported. */
export async function outlineExport(path: string): Promise<ExportOutline> {
  const outline = {
    teams: [] as RecordOf<'team'>[],
    users: [] as RecordOf<'user'>[],
    agents: [] as RecordOf<'agent'>[],
  }
  let reports = 0
  let records = 0
  let end: RecordOf<'end'> | null = null
  const header = await readHeader(path)
  for await (const record of readRecords(path)) {
    if (record.kind === 'end') end = record
    else records += 1
    if (record.kind === 'team') outline.teams.push(record)
    if (record.kind === 'user') outline.users.push(record)
    if (record.kind === 'agent') outline.agents.push(record)
    if (record.kind === 'report') reports += 1
  }
  if (end?.records !== records) throw unusable(path, 'it was cut off: export again')
  return { header, ...outline, reports }
}

/** Every line but the first, in order. */
export async function* readRecords(path: string): AsyncGenerator<ExportRecord> {
  let number = 0
  for await (const line of readLines(path)) {
    number += 1
    if (number === 1) continue
    const parsed = exportRecordSchema.safeParse(parseLine(line))
    if (!parsed.success) throw unusable(path, `line ${number} is no record of an export`)
    yield parsed.data
  }
}

async function readHeader(path: string): Promise<ExportHeader> {
  for await (const line of readLines(path)) {
    const parsed = exportHeaderSchema.safeParse(parseLine(line))
    if (!parsed.success) break
    if (parsed.data.schema > exportSchemaVersion) throw unusable(path, 'a newer Arena wrote it: update Arena')
    return parsed.data
  }
  throw unusable(path, 'it is no export')
}

async function* readLines(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, 'utf8')
  try {
    yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  } catch (cause) {
    throw new ArenaError('file-unusable', `${path} can't be read.`, { cause })
  } finally {
    stream.destroy()
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function unusable(path: string, why: string): ArenaError {
  return new ArenaError('file-unusable', `${path} can't be imported: ${why}.`)
}
