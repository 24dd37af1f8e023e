import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { readTranscript, type TranscriptFindings } from './read-transcript.ts'
import { type FoundBatch, type TranscriptQueue, takeBatch } from './transcript-queue.ts'

/** A thread that reads transcripts until none is left, and then ends. It answers in JSON, which V8 copies fastest. */
async function readQueue(port: MessagePort, queue: TranscriptQueue): Promise<void> {
  for (let taken = takeBatch(queue); taken !== null; taken = takeBatch(queue)) {
    const findings: TranscriptFindings[] = []
    for (const transcript of taken.batch) findings.push(await readTranscript(transcript))
    port.postMessage(JSON.stringify({ start: taken.start, findings } satisfies FoundBatch))
  }
}

if (parentPort) await readQueue(parentPort, workerData as TranscriptQueue)
