import type { AgentTranscript } from './find-transcripts.ts'
import { createInlineRuns, isInline } from './inline-runs.ts'
import { type FileFacts, readJsonLines } from './read-json-lines.ts'
import { inlineRecord, sessionRecord } from './record-shape.ts'
import type { RunFacts } from './run-facts.ts'
import { readRunMeta } from './run-meta.ts'
import { createRunTally } from './run-tally.ts'
import { noteTold, type ToldNote } from './told-endings.ts'

/** The transcript of a session, or that of an agent. */
export type Transcript = { readonly path: string; readonly agentId: null } | AgentTranscript

/** What one transcript tells. Plain data, so that another thread can find it. */
export interface TranscriptFindings extends FileFacts {
  /** The runs in it: of an agent's at most its own, of a session's those that the oldest versions wrote there. */
  readonly runs: readonly RunFacts[]
  /** What it tells of the agents called in it. */
  readonly told: readonly ToldNote[]
  readonly skippedLines: number
  /** Whether it could not be read, or not to its end. */
  readonly isUnreadable: boolean
}

/** Reads a transcript. Whatever happens to the file, it tells what was found. */
export async function readTranscript(transcript: Transcript): Promise<TranscriptFindings> {
  const told: ToldNote[] = []
  let skippedLines = 0
  const options = { told, onSkippedLine: () => (skippedLines += 1) }
  try {
    const read =
      transcript.agentId === null ? readSession(transcript.path, options) : readAgent(transcript, options)
    return { ...(await read), told, skippedLines, isUnreadable: false }
  } catch {
    return { runs: [], bytes: 0, modifiedAtInMs: 0, told, skippedLines, isUnreadable: true }
  }
}

interface ReadOptions {
  readonly told: ToldNote[]
  readonly onSkippedLine: () => void
}

type Runs = Pick<TranscriptFindings, 'runs' | keyof FileFacts>

async function readSession(path: string, { told, onSkippedLine }: ReadOptions): Promise<Runs> {
  const inline = createInlineRuns()
  const file = await readJsonLines(path, {
    shapeOfNext: () => sessionRecord,
    onObject(record, readAgain) {
      noteTold(record, told)
      inline.add(isInline(record) ? readAgain(inlineRecord) : record)
    },
    onSkippedLine,
  })
  return { ...file, runs: inline.read() }
}

async function readAgent(
  { path, agentId, sessionId }: AgentTranscript,
  { told, onSkippedLine }: ReadOptions,
): Promise<Runs> {
  const meta = readRunMeta(path)
  const tally = createRunTally()
  const file = await readJsonLines(path, {
    shapeOfNext: tally.shapeOfNext,
    onObject(record) {
      tally.add(record)
      noteTold(record, told)
    },
    onSkippedLine,
  })
  const counted = tally.read()
  const session = counted?.sessionId ?? sessionId
  const runs = counted === null || session === null ? [] : [{ ...counted, agentId, sessionId: session, meta }]
  return { ...file, runs }
}
