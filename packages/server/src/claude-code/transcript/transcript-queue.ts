import type { Transcript, TranscriptFindings } from './read-transcript.ts'

const batchSize = 16

/** Transcripts to be read by several threads, each by one of them. All threads share the number of those taken. */
export interface TranscriptQueue {
  readonly transcripts: readonly Transcript[]
  readonly taken: Int32Array
}

/** What a thread found in transcripts that follow each other, from the one at `start`. */
export interface FoundBatch {
  readonly start: number
  readonly findings: readonly TranscriptFindings[]
}

export function createTranscriptQueue(transcripts: readonly Transcript[]): TranscriptQueue {
  return { transcripts, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) }
}

/** Takes the next few transcripts for the calling thread; null if none is left. */
export function takeBatch({ transcripts, taken }: TranscriptQueue) {
  const start = Atomics.add(taken, 0, batchSize)
  return start < transcripts.length ? { start, batch: transcripts.slice(start, start + batchSize) } : null
}
