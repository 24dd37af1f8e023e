import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reportSchema } from './report.ts'

describe('reportSchema', () => {
  it('can be told as JSON Schema, for the API description', () => {
    const told = z.toJSONSchema(reportSchema, { io: 'input' })
    expect(told.required).toEqual(['id', 'agent', 'occurredAt'])
    expect(told.additionalProperties).toBe(false)
  })

  it('knows the fields of a report and no others', () => {
    expect(Object.keys(reportSchema.shape)).toEqual([
      'id',
      'agent',
      'agentVersion',
      'action',
      'outcome',
      'task',
      'durationInMs',
      'quality',
      'evidence',
      'basePoints',
      'bonusPoints',
      'multipliers',
      'usage',
      'project',
      'sessionId',
      'runId',
      'parentRunId',
      'model',
      'source',
      'occurredAt',
      'metadata',
    ])
  })

  it('takes quality as stated by the agent itself unless told otherwise', () => {
    expect(reportSchema.shape.quality.parse({ code: 1 })).toEqual({ code: 1, source: 'self' })
  })
})
