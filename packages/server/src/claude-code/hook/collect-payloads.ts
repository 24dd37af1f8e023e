import type { Dirent } from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asObject } from '../read-json-value.ts'
import type { HookFact } from './hook-fact.ts'
import { readHookPayload } from './read-hook-payload.ts'

export interface Collected {
  readonly facts: number
  /** Files that held no payload. */
  readonly damaged: number
  /** Files that are still there since they cannot be read, such as those of another user. */
  readonly unreadable: number
  /** Payloads that hooks threw away, because the folder was full or could not be written. */
  readonly dropped: number
}

interface CollectOptions {
  readonly nowInMs: number
  /** Has made a fact durable when it resolves; then its payload, with all the text in it, is removed. */
  readonly keep: (fact: HookFact) => Promise<void>
}

/** A hook writes its payload under the name it keeps, and none takes longer: what is not whole then was cut off. */
const writtenInMs = 60_000
const maxPayloads = 500 // in one go, so that a long absence does not hold up what is new

/** Turns the payloads that hooks have dropped into facts. A payload is there until its fact is kept. */
export async function collectPayloads(folder: string, { nowInMs, keep }: CollectOptions): Promise<Collected> {
  const entries = await listOrNothing(folder)
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  let facts = 0
  let damaged = 0
  let unreadable = 0
  for (const name of files.filter((file) => file.endsWith('.json')).slice(0, maxPayloads)) {
    const path = join(folder, name)
    const file = await readPayloadFile(path)
    if (file === 'unreadable') unreadable += 1
    if (file === 'gone' || file === 'unreadable') continue
    const payload = parseObject(file.text)
    if (payload === null && nowInMs - file.writtenAtInMs <= writtenInMs) continue
    const fact = payload && readHookPayload(payload, file.writtenAtInMs)
    if (payload === null) damaged += 1
    if (fact) {
      await keep(fact)
      facts += 1
    }
    await rm(path, { force: true })
  }
  return {
    facts,
    damaged,
    unreadable,
    dropped: files.includes('dropped') ? await takeDropped(join(folder, 'dropped')) : 0,
  }
}

/** `gone`: its hook took it back, since nothing came or the disk was full. */
async function readPayloadFile(path: string) {
  try {
    const { mtimeMs } = await stat(path)
    return { text: await readFile(path, 'utf8'), writtenAtInMs: mtimeMs }
  } catch (error) {
    return isMissing(error) ? 'gone' : 'unreadable'
  }
}

async function takeDropped(path: string): Promise<number> {
  const { size } = await stat(path)
  await rm(path, { force: true })
  return size
}

async function listOrNothing(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function parseObject(text: string) {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}
