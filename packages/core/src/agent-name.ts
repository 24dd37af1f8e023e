import { z } from 'zod'

const allowed = /^[\p{L}\p{M}\p{Nd}._:/\- ]+$/u

/** Agent names: 1..100 characters of letters, digits and `. _ : / - space`; trimmed and in NFC. */
export const agentNameSchema = z
  .string()
  .transform((name) => name.trim().normalize('NFC'))
  .pipe(
    z
      .string()
      .min(1)
      .max(100)
      .regex(allowed, { message: 'may hold only letters, digits, spaces and . _ : / -' }),
  )

/** The form in which names are compared: two spellings of one agent have the same key. */
export function agentKey(name: string): string {
  return name.trim().normalize('NFC').toLowerCase().normalize('NFC') // a small letter may exist composed only
}
