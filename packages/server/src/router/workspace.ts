import { z } from 'zod'
import { requireRole } from '../access/require-role.ts'
import { directoryNameSchema, zoneSchema } from '../directory-name-schema.ts'
import { readWorkspace } from '../read-workspace.ts'
import { createWorkspace } from '../workspace/create-workspace.ts'
import { createRouter, procedureFor } from './trpc.ts'

const limit = z.number().int().min(0).max(10_000)

export interface WorkspaceView {
  readonly id: string
  readonly name: string
  /** IANA time zone of boards and roll-ups. */
  readonly zone: string
  /** The most that a report's own `basePoints` and `bonusPoints` count. */
  readonly maxBasePoints: number
  readonly maxBonusPoints: number
}

export const workspaceRouter = createRouter({
  get: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<WorkspaceView> => {
      const { id, name, zone, maxBasePoints, maxBonusPoints } = await readWorkspace(
        ctx.auth.workspaceId,
        ctx.parts.deps.store,
      )
      return { id, name, zone, maxBasePoints, maxBonusPoints }
    }),

  /** Limits hold for reports from now on; what was scored stays as it is. */
  update: procedureFor('admin')
    .input(
      z.strictObject({
        name: directoryNameSchema.optional(),
        maxBasePoints: limit.optional(),
        maxBonusPoints: limit.optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<WorkspaceView> => {
      const { store } = ctx.parts.deps
      const { workspaceId } = ctx.auth
      requireRole(ctx.auth, 'admin')
      await store.changeDirectory(workspaceId, [{ kind: 'workspace-changed', ...input }])
      const { id, name, zone, maxBasePoints, maxBonusPoints } = await readWorkspace(workspaceId, store)
      return { id, name, zone, maxBasePoints, maxBonusPoints }
    }),

  create: procedureFor('admin')
    .input(z.strictObject({ name: directoryNameSchema, ownerName: directoryNameSchema, zone: zoneSchema }))
    .mutation(async ({ ctx, input }): Promise<NewWorkspace> => {
      const { workspaceId, userId, key } = await createWorkspace(input, ctx)
      return { workspaceId, userId, key }
    }),
})

export interface NewWorkspace {
  readonly workspaceId: string
  readonly userId: string
  /** Of its owner, shown this once. */
  readonly key: string
}
