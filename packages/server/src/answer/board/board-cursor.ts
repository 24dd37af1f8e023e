import { ArenaError } from '@arena/core'
import { z } from 'zod'
import { type BoardSort, boardSorts } from './board-question.ts'

const cursorSchema = z.strictObject({
  sort: z.enum(boardSorts),
  /** The last row's place in the order. */
  key: z
    .array(z.union([z.number(), z.string()]))
    .min(2)
    .max(5),
  prior: z.strictObject({ mean: z.number().min(0).max(1), strength: z.number().positive() }).nullable(),
})

/** Where a page ended. To clients it is a text without a meaning. */
export type BoardCursor = z.output<typeof cursorSchema>

export function encodeCursor(cursor: BoardCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Throws `invalid-input` for what is no cursor of a board in this order. */
export function decodeCursor(text: string, sort: BoardSort): BoardCursor {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
  if (parsed.success && parsed.data.sort === sort) return parsed.data
  throw new ArenaError('invalid-input', 'The cursor is not one of this board.', {
    issues: [{ path: 'cursor', message: 'is no nextCursor of this board in this order' }],
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
