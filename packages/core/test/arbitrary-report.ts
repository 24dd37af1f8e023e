import fc from 'fast-check'
import {
  actions,
  complexities,
  evidenceTypes,
  outcomes,
  qualitySources,
  type Report,
  reportSchema,
} from '../src/report.ts'

/** Any valid report; agents are drawn from a small set so that they meet again. */
export function arbitraryReport(): fc.Arbitrary<Report> {
  const share = fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100)
  const option = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  return fc
    .record({
      id: fc.uuid(),
      agent: fc.constantFrom('python-pro', 'Python-Pro', 'code-reviewer', 'acme/tester:2', 'Über agent'),
      action: fc.constantFrom(...actions),
      outcome: fc.constantFrom('success' as const, ...outcomes),
      task: option(
        fc.record({
          complexity: option(fc.constantFrom(...complexities)),
          complexityInferred: option(fc.constantFrom(...complexities)),
        }),
      ),
      durationInMs: option(
        fc.oneof(fc.integer({ min: 0, max: 2_000_000 }), fc.double({ min: 0, max: 1e6, noNaN: true })),
      ),
      quality: option(
        fc.record({
          response: option(share),
          satisfaction: option(share),
          code: option(share),
          source: fc.constantFrom(...qualitySources),
        }),
      ),
      evidence: option(
        fc.uniqueArray(
          fc.record({
            type: fc.constantFrom(...evidenceTypes),
            data: fc.constant({ note: 'measured' }),
            improvementFactor: option(fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10)),
          }),
          { maxLength: 5, selector: (item) => item.type },
        ),
      ),
      basePoints: option(fc.integer({ min: 0, max: 300 })),
      bonusPoints: option(fc.integer({ min: 0, max: 300 })),
      multipliers: option(
        fc.array(
          fc.record({
            type: fc.constant('custom'),
            value: fc.integer({ min: 1, max: 100 }).map((tenths) => tenths / 10),
          }),
          { maxLength: 10 },
        ),
      ),
      occurredAt: fc
        .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
        .map((instant) => new Date(instant).toISOString()),
    })
    .map((stated) => reportSchema.parse(JSON.parse(JSON.stringify(stated))))
}
