import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complexities } from '../report.ts'
import { type ComplexitySignals, type InferredComplexity, inferComplexity } from './infer-complexity.ts'

interface Vector {
  readonly name: string
  readonly input: { readonly signals: ComplexitySignals }
  readonly expected: InferredComplexity
}

const file = new URL('../../vectors/insights/infer-complexity.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Vector[] }

describe('inferComplexity', () => {
  it('has vectors to check', () => {
    expect(cases.length).toBeGreaterThan(10)
  })

  it.each(cases)('agrees with the vector $name', ({ input, expected }) => {
    const inferred = inferComplexity(input.signals)
    expect(inferred.complexity).toBe(expected.complexity)
    expect(inferred.signals).toBe(expected.signals)
    if (expected.agreement === null) expect(inferred.agreement).toBeNull()
    else expect(inferred.agreement).toBeCloseTo(expected.agreement, 9)
  })

  it('never falls when a signal rises', () => {
    const signal = fc.nat(600_000)
    fc.assert(
      fc.property(signal, signal, signal, fc.nat(600_000), (toolCalls, outputTokens, durationInMs, more) => {
        const rank = (signals: ComplexitySignals) => {
          const { complexity } = inferComplexity(signals)
          return complexity === null ? -1 : complexities.indexOf(complexity)
        }
        const before = rank({ toolCalls, outputTokens, durationInMs })
        expect(rank({ toolCalls: toolCalls + more, outputTokens, durationInMs })).toBeGreaterThanOrEqual(
          before,
        )
        expect(rank({ toolCalls, outputTokens: outputTokens + more, durationInMs })).toBeGreaterThanOrEqual(
          before,
        )
        expect(rank({ toolCalls, outputTokens, durationInMs: durationInMs + more })).toBeGreaterThanOrEqual(
          before,
        )
      }),
    )
  })
})
