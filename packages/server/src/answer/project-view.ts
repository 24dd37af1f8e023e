import { isoTime, isoTimeOrNull } from '../iso-time.ts'
import type { ProjectRecord } from '../store/directory.ts'

export interface ProjectView {
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly archivedAt: string | null
}

export function projectView({ name, createdAtInMs, archivedAtInMs }: ProjectRecord): ProjectView {
  return { name, createdAt: isoTime(createdAtInMs), archivedAt: isoTimeOrNull(archivedAtInMs) }
}
