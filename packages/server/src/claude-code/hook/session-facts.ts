import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type HookFact, hookFactSchema } from './hook-fact.ts'

const reportedSchema = z.strictObject({
  kind: z.literal('reported'),
  agentId: z.string(),
  /** How many facts were known of the run when it was reported. */
  facts: z.number(),
})
const lineSchema = z.union([hookFactSchema, reportedSchema])

type Reported = z.output<typeof reportedSchema>

/** What is known of one session's runs and not yet done with. */
export interface SessionFacts {
  readonly name: string
  readonly facts: readonly HookFact[]
  /** By agent: how many facts its last report was made of. */
  readonly reportedFacts: ReadonlyMap<string, number>
}

/** The facts that wait on disk for the end of their runs: a file for each session, a fact on each line. */
export interface SessionFactsFolder {
  /** Gives the name of the session's file. */
  add(fact: HookFact): Promise<string>
  markReported(name: string, reported: Omit<Reported, 'kind'>): Promise<void>
  names(): Promise<readonly string[]>
  read(name: string): Promise<SessionFacts>
  remove(name: string): Promise<void>
}

export function openSessionFacts(folder: string): SessionFactsFolder {
  const append = async (name: string, line: HookFact | Reported) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // The line feed comes first, so that a line torn by a crash spoils no other.
    await appendFile(join(folder, name), `\n${JSON.stringify(line)}`, { mode: 0o600, flush: true })
  }
  return {
    async add(fact) {
      const name = fileName(fact.sessionId)
      await append(name, fact)
      return name
    },
    markReported: (name, reported) => append(name, { kind: 'reported', ...reported }),
    names: () => readdir(folder).catch(() => []),
    async read(name) {
      const lines = (await readFile(join(folder, name), 'utf8')).split('\n').flatMap(parseLine)
      return {
        name,
        facts: lines.filter((line): line is HookFact => line.kind !== 'reported'),
        reportedFacts: new Map(
          lines.flatMap((line) => (line.kind === 'reported' ? [[line.agentId, line.facts]] : [])),
        ),
      }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  }
}

/** A session's id comes from outside and could be any text. */
function fileName(sessionId: string): string {
  return `${createHash('sha256').update(sessionId).digest('hex').slice(0, 32)}.ndjson`
}

function parseLine(line: string): (HookFact | Reported)[] {
  try {
    const { data } = lineSchema.safeParse(JSON.parse(line))
    return data ? [data] : []
  } catch {
    return []
  }
}
