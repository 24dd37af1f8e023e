import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recordedProjects } from '../../../test/recorded-sessions.ts'
import { createTemporaryFolder } from '../../../test/temporary-folder.ts'
import { findTranscripts } from './find-transcripts.ts'
import { readTranscript, type Transcript, type TranscriptFindings } from './read-transcript.ts'
import { readTranscripts } from './read-transcripts.ts'
import { startSecondReader } from './second-reader.ts'
import { createTranscriptQueue, type TranscriptQueue, takeBatch } from './transcript-queue.ts'

const projects = await findTranscripts(recordedProjects)
const transcripts: Transcript[] = projects.flatMap(({ sessions, agents }) => [
  ...sessions.map((path) => ({ path, agentId: null })),
  ...agents,
])
const expected: TranscriptFindings[] = []
for (const each of transcripts) expected.push(await readTranscript(each))

describe('readTranscripts', () => {
  it.each([true, false])('finds all in order, with help or without', async (isLong) => {
    let told = 0
    const onTranscript = () => (told += 1)
    expect(await readTranscripts(transcripts, { onTranscript, isLong: () => isLong })).toEqual(expected)
    expect(told).toBe(transcripts.length)
  })

  it('asks for help by what was read', async () => {
    const asked: number[] = []
    const isLong = ({ bytesRead }: { readonly bytesRead: number }) => asked.push(bytesRead) < 0
    await readTranscripts(transcripts, { isLong })
    expect(asked[0]).toBe(0)
    expect(asked.at(-1)).toBeGreaterThan(100_000)
  })

  it('reads itself what a second reader had taken when it died', async () => {
    const startSecond = (queue: TranscriptQueue) => {
      takeBatch(queue)
      return { takeFound: () => [], ended: Promise.resolve() }
    }
    expect(await readTranscripts(transcripts, { isLong: () => true, startSecond })).toEqual(expected)
  })

  it('tells of what has vanished, and reads the others', async () => {
    using folder = createTemporaryFolder()
    const path = folder.write('agent-a1.jsonl', '')
    rmSync(path)
    const [gone, first] = await readTranscripts([{ path, agentId: null }, ...transcripts.slice(0, 1)])
    expect(gone).toMatchObject({ runs: [], told: [], isUnreadable: true })
    expect(first).toEqual(expected[0])
  })
})

describe('the second reader', () => {
  it('finds what nobody took before, and ends', async () => {
    const queue = createTranscriptQueue(transcripts)
    const taken = takeBatch(queue)
    const second = startSecondReader(queue)
    await second.ended
    const found = second.takeFound().flatMap(({ findings }) => findings)
    expect(taken?.batch.length).toBeGreaterThan(0)
    expect(found).toEqual(expected.slice(taken?.batch.length))
    expect(takeBatch(queue)).toBeNull()
  })
})
