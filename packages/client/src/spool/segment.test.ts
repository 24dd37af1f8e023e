import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { createSegment, openSegment } from './segment.ts'

const destination = { url: 'http://127.0.0.1:1', keyFingerprint: null }
const limits = { maxReports: 1_000, maxBytes: 10_000_000 }

describe('a segment', () => {
  it('loses at most the cut line, wherever it is cut', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'whole')
    const segment = createSegment(path, destination)
    const reports = Array.from({ length: 12 }, (_, n) => JSON.stringify({ n, text: '☕"\n\\'.repeat(n) }))
    const ends = reports.map((json) => {
      segment.append(json)
      return segment.size
    })
    const start = openSegment(path)
    expect(start?.read(limits).reports).toEqual(reports)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: segment.size }), (cut) => {
        const copy = join(folder.path, 'cut')
        copyFileSync(path, copy)
        truncateSync(copy, cut)
        const kept = ends.filter((end) => end <= cut).length
        const opened = openSegment(copy)
        expect(opened?.read(limits).reports ?? []).toEqual(reports.slice(0, kept))
        opened?.close()
      }),
    )
  })

  it('skips a line with an altered byte and reads on behind it', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'segment')
    const segment = createSegment(path, destination)
    const first = segment.size
    for (const n of [1, 2, 3]) segment.append(JSON.stringify({ n }))
    const bytes = readFileSync(path)
    const lineLength = (bytes.length - first) / 3
    fc.assert(
      fc.property(
        fc.integer({ min: first + lineLength, max: first + 2 * lineLength - 2 }),
        fc.integer({ min: 1, max: 255 }),
        (at, difference) => {
          const altered = Buffer.from(bytes)
          altered[at] = (altered[at] ?? 0) ^ difference
          writeFileSync(path, altered)
          const read = openSegment(path)?.read(limits)
          expect(read?.reports).toEqual(['{"n":1}', '{"n":3}'])
          expect(read?.tornLines).toBeGreaterThan(0)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('reads over garbage larger than one chunk', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'segment')
    createSegment(path, destination).append('{"n":1}')
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(3_000_000, 'x')]))
    expect(openSegment(path)?.read(limits)).toMatchObject({ reports: ['{"n":1}'] })
  })

  it('goes back to its start when another epoch acknowledges a later part', () => {
    using folder = temporaryFolder()
    const segment = createSegment(join(folder.path, 'segment'), destination)
    segment.append('{"n":1}')
    segment.acknowledge(segment.read(limits).end, 'old')
    segment.append('{"n":2}')
    segment.acknowledge(segment.read(limits).end, 'new')
    expect(segment.read(limits).reports).toEqual(['{"n":1}', '{"n":2}'])
  })

  it('is not opened without a readable first line', () => {
    using folder = temporaryFolder()
    for (const text of ['', 'x', '{"arenaSpool":1}\n', '["00000000",{}]\n']) {
      const path = join(folder.path, 'foreign')
      writeFileSync(path, text)
      expect(openSegment(path)).toBeNull()
    }
  })
})
