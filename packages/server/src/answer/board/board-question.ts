import { boardWindows } from '@arena/core'
import { z } from 'zod'
import { boardScopes, boardSubjects } from '../../store/board-row.ts'

export const boardSorts = ['xp', 'level', 'success-rate', 'mean-duration'] as const
export type BoardSort = (typeof boardSorts)[number]

const id = z.string().min(1).max(200)

const questionShape = {
  subject: z.enum(boardSubjects).default('agent'),
  scope: z.enum(boardScopes).default('workspace'),
  window: z.enum(boardWindows).default('week'),
  /** Any day of the period; without it the present period. */
  periodStart: z.iso.date().optional(),
  sort: z.enum(boardSorts).default('xp'),
  /** Whose, in scope `user`: the caller's own when not given. */
  userId: id.optional(),
  /** Which one by id or name, in scope `team`: the caller's own when not given. */
  team: id.optional(),
  /** Which one, in scope `project`. */
  project: id.optional(),
}

export const topInput = z
  .strictObject({
    ...questionShape,
    limit: z.number().int().min(1).max(100).default(20),
    /** `nextCursor` of the page before. */
    cursor: z.string().max(2000).optional(),
  })
  .superRefine(refuseUnmeant)

export const aroundInput = z
  .strictObject({
    ...questionShape,
    /** Name of an agent, id of a user or team; without it the caller, or the caller's team. */
    id: id.optional(),
    above: z.number().int().min(0).max(50).default(5),
    below: z.number().int().min(0).max(50).default(5),
  })
  .superRefine(refuseUnmeant)

export type BoardQuestion = Omit<z.output<typeof topInput>, 'limit' | 'cursor'>

function refuseUnmeant({ subject, scope, ...places }: BoardQuestion, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if (subject === 'team' && scope !== 'workspace') refuse('scope', 'must be workspace when teams are ranked')
  if (subject === 'user' && scope === 'user') refuse('subject', 'must be agent in the scope of one user')
  if (scope === 'project' && places.project === undefined) refuse('project', 'is needed in scope project')
  for (const [path, of] of [
    ['userId', 'user'],
    ['team', 'team'],
    ['project', 'project'],
  ] as const) {
    if (places[path] !== undefined && scope !== of) refuse(path, `goes with scope ${of} only`)
  }
}
