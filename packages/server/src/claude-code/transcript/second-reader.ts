import { Worker } from 'node:worker_threads'
import type { FoundBatch, TranscriptQueue } from './transcript-queue.ts'

/** A second thread at work on a queue. */
export interface SecondReader {
  /** What it found since it was asked last. */
  takeFound(): FoundBatch[]
  /** Settles when nothing more will come of it, since the queue is empty, or since it died: it never rejects. */
  readonly ended: Promise<void>
}

const isSource = import.meta.url.endsWith('.ts')

/** Source can't run in a thread under Node 20, so from source the last build is used. */
const program = new URL(
  isSource ? '../../../dist/transcript-worker.js' : './transcript-worker.js',
  import.meta.url,
)

export function startSecondReader(queue: TranscriptQueue): SecondReader {
  const found: string[] = []
  // Options of this process can be wrong for a file, as those are that let it load source or run a text.
  const worker = new Worker(program, { workerData: queue, execArgv: [] })
  worker.on('message', (batch: string) => found.push(batch))
  worker.on('error', () => undefined) // what it leaves behind is read by the caller
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return { takeFound: () => found.splice(0).map((batch) => JSON.parse(batch) as FoundBatch), ended }
}
