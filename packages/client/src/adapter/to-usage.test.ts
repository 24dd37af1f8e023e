import { expect, it } from 'vitest'
import { toUsage } from './to-usage.ts'

it('counts what a cache gave apart from the rest of the input', () => {
  expect(toUsage({ input: 100, output: 5, cacheRead: 60, cacheWrite: 10 })).toEqual({
    inputTokens: 30,
    outputTokens: 5,
    cacheReadTokens: 60,
    cacheWriteTokens: 10,
  })
})

it('states nothing that was not measured', () => {
  expect(toUsage({ input: Number.NaN, output: undefined, cacheRead: -1, costInUsd: '2' })).toEqual({})
  expect(toUsage({ input: 7, costInUsd: 0.25 })).toEqual({ inputTokens: 7, costInUsd: 0.25 })
})
