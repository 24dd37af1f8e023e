import { isPlainText, isTimeZone, notPlainText } from '@arena/core'
import { z } from 'zod'

const allowed = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u

/** Names of members, teams, projects and the like: 1..100 characters, trimmed and in NFC, nothing invisible. */
export const directoryNameSchema = z
  .string()
  .transform((name) => name.trim().normalize('NFC'))
  .pipe(
    z
      .string()
      .min(1)
      .max(100)
      .refine(isPlainText, { message: notPlainText })
      .regex(allowed, { message: 'may hold letters, digits, punctuation and spaces only' }),
  )

/** An opaque id of ours. */
export const directoryIdSchema = z.string().min(1).max(100)

/** An IANA time zone such as Europe/Berlin. */
export const zoneSchema = z
  .string()
  .max(100)
  .refine(isTimeZone, { message: 'must be a time zone such as Europe/Berlin' })
