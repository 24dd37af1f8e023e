import { Worker } from 'node:worker_threads'
import { builtProgram } from '../../built-program.ts'
import type { FoundBatch, TranscriptQueue } from './transcript-queue.ts'

/** A second thread at work on a queue. */
export interface SecondReader {
  /** What it found since it was asked last. */
  takeFound(): FoundBatch[]
  /** Settles when nothing more will come of it, since the queue is empty, or since it died: it never rejects. */
  readonly ended: Promise<void>
}

export function startSecondReader(queue: TranscriptQueue): SecondReader {
  const found: string[] = []
  // Options of this process can be wrong for a file, as those are that let it load source or run a text.
  const worker = new Worker(builtProgram('transcript-worker'), { workerData: queue, execArgv: [] })
  worker.on('message', (batch: string) => found.push(batch))
  worker.on('error', () => undefined) // what it leaves behind is read by the caller
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return { takeFound: () => found.splice(0).map((batch) => JSON.parse(batch) as FoundBatch), ended }
}
