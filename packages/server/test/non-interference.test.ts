import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from './create-test-app.ts'
import { answersAloneAndBeside } from './non-interference/answers-alone-and-beside.ts'
import { arbitraryTurns, type Reach, type Turn } from './non-interference/arbitrary-script.ts'

/** `ARENA_NON_INTERFERENCE=300` is the long form. */
const runs = Number(process.env['ARENA_NON_INTERFERENCE'] ?? 60)
const timeout = 600_000

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app[Symbol.asyncDispose]())

const interference = (reach: Reach, turns: fc.Arbitrary<readonly Turn[]>) =>
  fc.asyncProperty(turns, async (script) => {
    const { alone, beside } = await answersAloneAndBeside(app, { turns: script, reach })
    expect(beside).toEqual(alone)
  })

describe('what one is answered', () => {
  it('is the same whatever another workspace does', { timeout }, async () => {
    await fc.assert(interference('workspace', arbitraryTurns('workspace')), { numRuns: Math.ceil(runs / 2) })
  })

  it('is the same whatever another team does, but for what the workspace shares', { timeout }, async () => {
    await fc.assert(interference('team', arbitraryTurns('team')), { numRuns: Math.ceil(runs / 2) })
  })

  it('is seen to differ where two teams share a board', { timeout }, async () => {
    const details = await fc.check(interference('team', arbitraryTurns('workspace')), {
      numRuns: 40,
      endOnFailure: true,
    })
    expect(details.failed).toBe(true)
    expect(String(details.errorInstance)).toContain('to deeply equal')
  })
})
