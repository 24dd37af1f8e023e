import { ArenaError } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import type { ProjectRecord } from '../store/directory.ts'
import type { Store } from '../store/store.ts'

/** The project, which all members of a workspace may read; `not-found` when there is none. */
export async function requireProject(
  auth: Pick<Auth, 'workspaceId'>,
  name: string,
  store: Pick<Store, 'readProjects'>,
): Promise<ProjectRecord> {
  const project = (await store.readProjects(auth.workspaceId)).find((record) => record.name === name)
  if (!project) throw new ArenaError('not-found', 'There is no such project.')
  return project
}
