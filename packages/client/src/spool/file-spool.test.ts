import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { createFileSpool, type FileSpoolOptions } from './file-spool.ts'
import { describeSpool } from './spool.contract.ts'
import type { Spool, SpoolLimits } from './spool.ts'

const limits: SpoolLimits = { maxReports: 100, maxBytes: 1_000_000, accepts: () => true }
const destination = { url: null, keyFingerprint: null }
const clock = () => Date.now()
const folders = new Set<Disposable>()
afterAll(() => {
  for (const folder of folders) folder[Symbol.dispose]()
})

describeSpool('file spool', () => {
  const folder = temporaryFolder()
  folders.add(folder)
  return createFileSpool(folder.path, { destination, clock })
})

const segmentsIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
const readAll = (spool: Spool, epoch: string | null) => {
  const reports: string[] = []
  for (;;) {
    const batch = spool.readBatch(limits)
    if (batch === null) return reports
    reports.push(...batch.reports)
    if (epoch === null) return reports
    batch.acknowledge(epoch)
  }
}
function openSpool(folder: string, options: Partial<FileSpoolOptions> = {}): Spool {
  return createFileSpool(folder, { destination, clock, ...options })
}

describe('file spool', () => {
  it('leaves what is not acknowledged to another one', () => {
    using folder = temporaryFolder()
    const first = openSpool(folder.path)
    first.append('{"n":1}')
    const second = openSpool(folder.path)
    second.adopt(() => true)
    expect(second.readBatch(limits)).toBeNull() // its process lives
    first.close()
    second.adopt(() => true)
    expect(readAll(second, 'epoch')).toEqual(['{"n":1}'])
    expect(segmentsIn(folder.path)).toEqual([])
    second.close()
  })

  it('adopts nothing that goes elsewhere', () => {
    using folder = temporaryFolder()
    const first = openSpool(folder.path, { destination: { url: 'http://a', keyFingerprint: 'k' } })
    first.append('{}')
    first.close()
    const second = openSpool(folder.path)
    second.adopt(({ url }) => url === null)
    expect(second.readBatch(limits)).toBeNull()
    expect(segmentsIn(folder.path)).toHaveLength(1)
  })

  it('turns over to a new segment and puts acknowledged ones away', () => {
    using folder = temporaryFolder()
    const spool = openSpool(folder.path, { maxSegmentBytes: 500 })
    for (let n = 0; n < 50; n += 1) spool.append(JSON.stringify({ n, text: 'x'.repeat(50) }))
    expect(segmentsIn(folder.path).length).toBeGreaterThan(5)
    expect(readAll(spool, 'e1')).toHaveLength(50)
    expect(segmentsIn(folder.path)).toHaveLength(1)
    spool.close()
    expect(segmentsIn(folder.path)).toHaveLength(0)
    expect(segmentsIn(join(folder.path, 'acknowledged')).every((name) => name.startsWith('e1~'))).toBe(true)
  })

  it('sends again what another epoch acknowledged within a day, and only that', () => {
    using folder = temporaryFolder()
    let nowInMs = Date.now()
    const first = openSpool(folder.path, { clock: () => nowInMs })
    first.append('{"n":1}')
    readAll(first, 'before')
    first.close()
    const second = openSpool(folder.path, { clock: () => nowInMs })
    second.resendOtherEpochs('before', () => true)
    expect(second.readBatch(limits)).toBeNull()
    second.resendOtherEpochs('after', () => true)
    expect(readAll(second, 'after')).toEqual(['{"n":1}'])
    nowInMs += 25 * 60 * 60_000
    second.resendOtherEpochs('third', () => true)
    expect(second.readBatch(limits)).toBeNull()
    second.adopt(() => true) // clears old ones away
    expect(segmentsIn(join(folder.path, 'acknowledged'))).toEqual([])
    second.close()
  })

  it('sends its own open segment again when the epoch changes', () => {
    using folder = temporaryFolder()
    const spool = openSpool(folder.path)
    spool.append('{"n":1}')
    readAll(spool, 'before')
    spool.resendOtherEpochs('after', () => true)
    expect(readAll(spool, 'after')).toEqual(['{"n":1}'])
    spool.close()
  })

  it('frees acknowledged segments before it says that it is full', () => {
    using folder = temporaryFolder()
    let nowInMs = Date.now()
    const options = { maxBytes: 4_000, maxSegmentBytes: 400, clock: () => nowInMs }
    const spool = openSpool(folder.path, options)
    const json = JSON.stringify({ text: 'x'.repeat(80) })
    for (let n = 0; n < 30; n += 1) spool.append(json)
    readAll(spool, 'e')
    const answers = new Set<string>()
    for (let n = 0; n < 60; n += 1) answers.add(spool.append(json))
    expect([...answers]).toEqual(['kept', 'full'])
    expect(readdirSync(join(folder.path, 'acknowledged'))).toEqual([])
    const kept = readAll(spool, 'e').length
    expect(kept).toBeGreaterThan(20)
    nowInMs += 2_000
    expect(spool.append(json)).toBe('kept')
    spool.close()
  })

  it('frees several acknowledged segments at once, so that not every report pays for it', () => {
    using folder = temporaryFolder()
    const acknowledged = join(folder.path, 'acknowledged')
    mkdirSync(acknowledged)
    for (let n = 0; n < 100; n += 1) {
      writeFileSync(
        join(acknowledged, `e~1-1-aaaaaaaa-${String(n).padStart(12, '0')}.ndjson`),
        'x'.repeat(100),
      )
    }
    const spool = openSpool(folder.path, { maxBytes: 10_000 })
    for (let n = 0; n < 40; n += 1)
      expect(spool.append(JSON.stringify({ text: 'x'.repeat(60) }))).toBe('kept')
    const left = segmentsIn(acknowledged).length
    expect(left).toBeGreaterThan(30)
    expect(left).toBeLessThan(80)
    spool.close()
  })

  it('takes over only as many segments at a time as files may be open', () => {
    using folder = temporaryFolder()
    for (let n = 0; n < 10; n += 1) {
      const left = openSpool(folder.path)
      left.append(JSON.stringify({ n }))
      left.close()
    }
    const spool = openSpool(folder.path, { maxAdopted: 4 })
    const perRound: number[] = []
    let mayBeMore = true
    while (mayBeMore) {
      mayBeMore = spool.adopt(() => true)
      perRound.push(readAll(spool, 'before').length)
    }
    expect(perRound).toEqual([4, 4, 2])
    spool.resendOtherEpochs('after', () => true)
    const again = [readAll(spool, 'after').length]
    while (spool.adopt(() => true)) again.push(readAll(spool, 'after').length)
    again.push(readAll(spool, 'after').length)
    expect(again).toEqual([4, 4, 2])
    spool.close()
  })

  it('does not wait for a clock that was set back', () => {
    using folder = temporaryFolder()
    let nowInMs = 1e12
    const path = join(folder.path, 'spool')
    writeFileSync(path, 'a file where the folder should be')
    const spool = openSpool(path, { clock: () => nowInMs })
    expect(spool.append('{}')).toBe('unwritable')
    rmSync(path)
    nowInMs -= 60 * 60_000
    expect(spool.append('{}')).toBe('kept')
    spool.close()
  })

  it('says that it cannot write, and does as soon as it can', () => {
    using folder = temporaryFolder()
    let nowInMs = 1
    const path = join(folder.path, 'spool')
    writeFileSync(path, 'a file where the folder should be')
    const spool = openSpool(path, { clock: () => nowInMs })
    expect(spool.append('{}')).toBe('unwritable')
    rmSync(path)
    nowInMs += 10_000
    expect(spool.append('{}')).toBe('kept')
    spool.close()
  })

  it('goes on in a new segment when its folder is cleared, and still has what it held', () => {
    using folder = temporaryFolder()
    let nowInMs = 1
    const spool = openSpool(folder.path, { clock: () => nowInMs })
    spool.append('{"n":1}')
    rmSync(folder.path, { recursive: true })
    nowInMs += 2_000
    spool.append('{"n":2}')
    expect(segmentsIn(folder.path)).toHaveLength(1)
    expect(readAll(spool, 'e')).toEqual(['{"n":1}', '{"n":2}'])
    spool.close()
  })

  it('leaves files of others alone', () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'hooks'))
    for (const name of ['rejected.ndjson', 'hooks/a.json', '1-2-not-a-segment.ndjson']) {
      writeFileSync(join(folder.path, name), '{}')
    }
    const spool = openSpool(folder.path)
    spool.adopt(() => true)
    spool.append('{}')
    readAll(spool, 'e')
    spool.close()
    for (const name of ['rejected.ndjson', 'hooks/a.json', '1-2-not-a-segment.ndjson']) {
      expect(existsSync(join(folder.path, name))).toBe(true)
    }
  })
})
