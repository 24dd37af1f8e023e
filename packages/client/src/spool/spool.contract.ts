import { describe, expect, it } from 'vitest'
import type { Spool, SpoolLimits } from './spool.ts'

const limits: SpoolLimits = { maxReports: 100, maxBytes: 1_000_000, accepts: () => true }
const report = (n: number) => JSON.stringify({ id: `report-${n}`, text: 'ü\n"'.repeat(n % 5) })

/** What every spool holds to. `createSpool` gives an empty one whose parts are cleared away by the caller. */
export function describeSpool(name: string, createSpool: () => Spool): void {
  describe(name, () => {
    it('has nothing to read at first', () => {
      expect(createSpool().readBatch(limits)).toBeNull()
    })

    it('gives reports back as they were, in order', () => {
      const spool = createSpool()
      const reports = Array.from({ length: 7 }, (_, n) => report(n))
      for (const json of reports) expect(spool.append(json)).toBe('kept')
      expect(spool.readBatch(limits)?.reports).toEqual(reports)
    })

    it('gives the same reports until they are acknowledged', () => {
      const spool = createSpool()
      spool.append(report(1))
      const batch = spool.readBatch(limits)
      spool.append(report(2))
      expect(spool.readBatch({ ...limits, maxReports: 1 })?.reports).toEqual([report(1)])
      batch?.acknowledge('epoch')
      expect(spool.readBatch(limits)?.reports).toEqual([report(2)])
    })

    it('is empty after all were acknowledged, and goes on from there', () => {
      const spool = createSpool()
      spool.append(report(1))
      spool.readBatch(limits)?.acknowledge('epoch')
      expect(spool.readBatch(limits)).toBeNull()
      spool.append(report(2))
      expect(spool.readBatch(limits)?.reports).toEqual([report(2)])
    })

    it('keeps a batch within its limits, but never below one report', () => {
      const spool = createSpool()
      for (let n = 0; n < 10; n += 1) spool.append(JSON.stringify({ n, text: 'x'.repeat(100) }))
      expect(spool.readBatch({ ...limits, maxReports: 3 })?.reports).toHaveLength(3)
      expect(spool.readBatch({ ...limits, maxReports: 3 })?.isRest).toBe(false)
      expect(spool.readBatch(limits)?.isRest).toBe(true)
      expect(spool.readBatch({ ...limits, maxBytes: 300 })?.reports).toHaveLength(2)
      expect(spool.readBatch({ ...limits, maxBytes: 1 })?.reports).toHaveLength(1)
    })

    it('takes an acknowledgement once', () => {
      const spool = createSpool()
      for (let n = 0; n < 3; n += 1) spool.append(report(n))
      const first = spool.readBatch({ ...limits, maxReports: 1 })
      first?.acknowledge('epoch')
      first?.acknowledge('epoch')
      expect(spool.readBatch(limits)?.reports).toEqual([report(1), report(2)])
    })
  })
}
