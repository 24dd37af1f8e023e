import { ArenaError } from '@arena/core'
import { z } from 'zod'
import { asObject, type JsonObject } from '../claude-code/read-json-value.ts'
import { instantInZone } from './instant-in-zone.ts'

/** One call of an agent, as the tracker wrote it down. */
export interface Mission {
  readonly agent: string
  readonly task: string
  readonly isSuccess: boolean
  /** As written, to tell missions apart: it has microseconds. */
  readonly timestamp: string
  readonly atInMs: number
  /** Null when it was not measured. */
  readonly durationInMs: number | null
  readonly hasResolvedError: boolean
  /** By the tracker's own rules. */
  readonly xp: number | null
}

export interface TrackerFile {
  /** 2 tells what XP was given for, and keeps streaks. */
  readonly generation: 1 | 2
  /** In order of time. */
  readonly missions: readonly Mission[]
  readonly skipped: readonly { readonly reason: string; readonly count: number }[]
  /** What the tracker itself counted; null where it says nothing. */
  readonly xp: number | null
  readonly agents: readonly { readonly name: string; readonly xp: number; readonly level: number }[]
}

const seconds = z
  .number()
  .min(0)
  .max(366 * 24 * 3600)
const missionSchema = z.object({
  agent: z.string().trim().min(1),
  task: z.string().nullish(),
  success: z.boolean(),
  xp_gained: z.number().nullish().catch(null),
  duration: seconds.nullish().catch(null),
  timestamp: z.string(),
  error: z.string().nullish().catch(null),
})
const agentSchema = z.object({ xp: z.number(), level: z.number() })

/** Reads the JSON of the tracker, of either generation. Its times are local and name no zone, so that must be told. */
export function readTrackerFile(text: string, { zone }: { readonly zone: string }): TrackerFile {
  const file = parse(text)
  const records = file?.['missions']
  if (!file || !Array.isArray(records)) {
    throw new ArenaError('invalid-input', 'This is no file of the squad tracker: it has no list of missions.')
  }
  const missions: Mission[] = []
  const skipped = new Map<string, number>()
  for (const record of records) {
    const read = readMission(record, zone)
    if (typeof read !== 'string') missions.push(read)
    else skipped.set(read, (skipped.get(read) ?? 0) + 1)
  }
  const { total_xp: totalXp } = file
  return {
    generation: isSecondGeneration(file, records) ? 2 : 1,
    missions: missions.sort((a, b) => a.atInMs - b.atInMs), // those of one instant stay in the file's order
    skipped: [...skipped].map(([reason, count]) => ({ reason, count })),
    xp: typeof totalXp === 'number' ? totalXp : null,
    agents: Object.entries(asObject(file['agents']) ?? {}).flatMap(([name, stated]) => {
      const { data } = agentSchema.safeParse(stated)
      return data ? [{ name, ...data }] : []
    }),
  }
}

const byteOrderMark = /^\uFEFF/

function parse(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text.replace(byteOrderMark, '')))
  } catch (cause) {
    throw new ArenaError('invalid-input', 'The file is not valid JSON.', { cause })
  }
}

/** A mission, or why it is none. */
function readMission(record: unknown, zone: string): Mission | string {
  const { data, error } = missionSchema.safeParse(record)
  if (!data) {
    const [field] = error.issues[0]?.path ?? []
    return field === undefined ? 'is no mission' : `has no valid ${String(field)}`
  }
  const atInMs = instantInZone(data.timestamp, zone)
  if (atInMs === null) return 'has no valid timestamp'
  return {
    agent: data.agent,
    task: data.task ?? '',
    isSuccess: data.success,
    timestamp: data.timestamp,
    atInMs,
    durationInMs: data.duration ? Math.round(data.duration * 1000) : null,
    hasResolvedError: !data.success && (data.error ?? '').toLowerCase().includes('resolved'),
    xp: data.xp_gained ?? null,
  }
}

function isSecondGeneration(file: JsonObject, records: readonly unknown[]): boolean {
  const agents = Object.values(asObject(file['agents']) ?? {})
  return (
    records.some((record) => asObject(record)?.['xp_breakdown'] !== undefined) ||
    agents.some((agent) => asObject(agent)?.['daily_streak'] !== undefined)
  )
}
