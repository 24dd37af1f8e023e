import { availableParallelism } from 'node:os'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { readTranscript, type Transcript, type TranscriptFindings } from './read-transcript.ts'
import { type SecondReader, startSecondReader } from './second-reader.ts'
import {
  createTranscriptQueue,
  type FoundBatch,
  type TranscriptQueue,
  takeBatch,
} from './transcript-queue.ts'

interface Work {
  readonly transcripts: number
  readonly bytesRead: number
}

export interface ReadTranscriptsOptions {
  /** Called after each transcript. */
  readonly onTranscript?: () => void
  /** Whether a second thread is worth its while; asked every few transcripts. */
  readonly isLong?: (work: Work) => boolean
  readonly startSecond?: (queue: TranscriptQueue) => SecondReader
}

/** A thread takes some 50 ms to start; so long takes what lies beyond these. */
const isLongByDefault = ({ transcripts, bytesRead }: Work) =>
  availableParallelism() > 1 && (transcripts > 1000 || bytesRead > 16e6)

/** What transcripts tell, in their order. Another thread helps with many. */
export async function readTranscripts(
  transcripts: readonly Transcript[],
  options: ReadTranscriptsOptions = {},
): Promise<TranscriptFindings[]> {
  const {
    onTranscript = () => undefined,
    isLong = isLongByDefault,
    startSecond = startSecondReader,
  } = options
  const queue = createTranscriptQueue(transcripts)
  const found = new Map<number, TranscriptFindings>()
  let second: SecondReader | null = null
  let bytesRead = 0
  const keep = (place: number, findings: TranscriptFindings) => {
    found.set(place, findings)
    bytesRead += findings.bytes
    onTranscript()
  }
  const keepAll = ({ start, findings }: FoundBatch) =>
    findings.forEach((each, index) => {
      keep(start + index, each)
    })

  for (let taken = takeBatch(queue); taken !== null; taken = takeBatch(queue)) {
    if (isLong({ transcripts: transcripts.length, bytesRead })) second ??= startSecond(queue)
    for (const [index, transcript] of taken.batch.entries()) {
      keep(taken.start + index, await readTranscript(transcript))
    }
    if (second === null) continue
    await nextTurn() // in which comes what the second reader found
    second.takeFound().forEach(keepAll)
  }
  await second?.ended
  second?.takeFound().forEach(keepAll)

  const inOrder: TranscriptFindings[] = []
  for (const [place, transcript] of transcripts.entries()) {
    if (!found.has(place)) keep(place, await readTranscript(transcript)) // taken by a second reader that died
    inOrder.push(found.get(place) as TranscriptFindings)
  }
  return inOrder
}
