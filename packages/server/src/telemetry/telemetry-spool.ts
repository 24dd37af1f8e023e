import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { roles } from '../store/directory.ts'
import { scopes } from '../store/key-record.ts'
import { writeFileWhole } from '../write-file-whole.ts'
import { telemetryFactSchema } from './telemetry-fact.ts'

const batchSchema = z.strictObject({
  receivedAtInMs: z.number().int().min(0),
  /** Who sent it, as the key said it then. */
  auth: z.strictObject({
    workspaceId: z.string(),
    userId: z.string(),
    keyId: z.string(),
    scopes: z.array(z.enum(scopes)),
    role: z.enum(roles),
    teamId: z.string().nullable(),
  }),
  facts: z.array(telemetryFactSchema),
})

/** The facts of one request. */
export type TelemetryBatch = z.output<typeof batchSchema>

/** Batches on disk, a file each, until all their runs are done with: what was acknowledged outlives the process. */
export interface TelemetrySpool {
  /** Resolves with the batch's name once it is durable. */
  add(batch: TelemetryBatch): Promise<string>
  /** Those that an earlier process left, and how many files held none. */
  readAll(): Promise<{ readonly batches: ReadonlyMap<string, TelemetryBatch>; readonly damaged: number }>
  remove(name: string): Promise<void>
}

export function openTelemetrySpool(folder: string): TelemetrySpool {
  return {
    async add(batch) {
      const name = `${randomUUID()}.json`
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFileWhole(join(folder, name), JSON.stringify(batch))
      return name
    },
    async readAll() {
      const batches = new Map<string, TelemetryBatch>()
      let damaged = 0
      for (const name of await readdir(folder).catch(() => [])) {
        const batch = name.endsWith('.json') ? parseBatch(await readFile(join(folder, name), 'utf8')) : null
        if (batch) batches.set(name, batch)
        else {
          damaged += 1
          await rm(join(folder, name), { force: true })
        }
      }
      return { batches, damaged }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  }
}

function parseBatch(text: string): TelemetryBatch | null {
  try {
    return batchSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
