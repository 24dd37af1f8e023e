import { maxReportsInBatch } from '@arena/core'
import type { MiddlewareHandler } from 'hono'
import type { Recorder } from '../recorder.ts'

const usualReportBytes = 400

/**
 * Refuses reports for which there is no room before their body is read, so that refusing takes no time from what was
 * taken. How many there are is guessed by the body's length.
 */
export function refuseWhenBusy({ requireRoom }: Pick<Recorder, 'requireRoom'>): MiddlewareHandler {
  return async (context, next) => {
    const bytes = Number(context.req.header('content-length') ?? 0)
    requireRoom(Math.min(maxReportsInBatch, Math.ceil(bytes / usualReportBytes)))
    await next()
  }
}
