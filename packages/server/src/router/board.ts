import { boardWindows } from '@arena/core'
import { z } from 'zod'
import { answerBoard, type BoardAnswer } from '../answer/answer-board.ts'
import { boardSubjects } from '../store/board-row.ts'
import { createRouter, procedureFor } from './trpc.ts'

const topInput = z.strictObject({
  subject: z.enum(boardSubjects).default('agent'),
  scope: z.enum(['user', 'workspace']).default('workspace'),
  window: z.enum(boardWindows).default('week'),
  /** Any day of the period. */
  periodStart: z.iso.date().optional(),
  limit: z.number().int().min(1).max(100).default(20),
})

export const boardRouter = createRouter({
  top: procedureFor('read')
    .input(topInput.prefault({}))
    .query(
      ({ ctx, input }): Promise<BoardAnswer> => answerBoard(input, { auth: ctx.auth, ...ctx.parts.deps }),
    ),
})
