import { z } from 'zod'
import { requireProject } from '../access/require-project.ts'
import { requireRole } from '../access/require-role.ts'
import { type ProjectView, projectView } from '../answer/project-view.ts'
import { directoryNameSchema } from '../directory-name-schema.ts'
import { createRouter, procedureFor } from './trpc.ts'

const nameInput = z.strictObject({ name: directoryNameSchema })

export interface ProjectAnswer {
  readonly project: ProjectView
}

export const projectRouter = createRouter({
  list: procedureFor('read')
    .input(z.strictObject({}).optional())
    .query(async ({ ctx }): Promise<{ readonly projects: readonly ProjectView[] }> => {
      const projects = await ctx.parts.deps.store.readProjects(ctx.auth.workspaceId)
      return { projects: projects.map(projectView) }
    }),

  /** Reports make their projects by themselves; this one is there before the first. */
  create: procedureFor('admin')
    .input(nameInput)
    .mutation(async ({ ctx, input }): Promise<ProjectAnswer> => {
      const { store, clock } = ctx.parts.deps
      const { workspaceId } = ctx.auth
      requireRole(ctx.auth, 'admin')
      const known = (await store.readProjects(workspaceId)).find(({ name }) => name === input.name)
      const project = known ?? { name: input.name, createdAtInMs: clock(), archivedAtInMs: null }
      if (!known) await store.changeDirectory(workspaceId, [{ kind: 'project-saved', project }])
      return { project: projectView(project) }
    }),

  /** An archived project keeps its boards; an unarchived one goes on. */
  archive: procedureFor('admin')
    .input(nameInput.extend({ isArchived: z.boolean().default(true) }))
    .mutation(async ({ ctx, input }): Promise<ProjectAnswer> => {
      const { store, clock } = ctx.parts.deps
      requireRole(ctx.auth, 'admin')
      const known = await requireProject(ctx.auth, input.name, store)
      const archivedAtInMs = input.isArchived ? (known.archivedAtInMs ?? clock()) : null
      const project = { ...known, archivedAtInMs }
      await store.changeDirectory(ctx.auth.workspaceId, [{ kind: 'project-saved', project }])
      return { project: projectView(project) }
    }),
})
