import { ArenaError, dayInZone, dayOfDate, formatDay, lastDayOfPeriod, periodStart } from '@arena/core'
import { requireMember } from '../../access/require-member.ts'
import { requireProject } from '../../access/require-project.ts'
import { requireRole } from '../../access/require-role.ts'
import { requireTeam } from '../../access/require-team.ts'
import type { Auth } from '../../authenticate.ts'
import type { Clock } from '../../deps.ts'
import { readWorkspace } from '../../read-workspace.ts'
import type { BoardAddress } from '../../store/board-row.ts'
import type { Store } from '../../store/store.ts'
import type { BoardQuestion } from './board-question.ts'

export interface BoardContext {
  readonly auth: Auth
  readonly store: Store
  readonly clock: Clock
}

/** What every answer about a board begins with. */
export interface BoardHead extends Pick<BoardQuestion, 'subject' | 'scope' | 'window' | 'sort'> {
  /** The user, team, project or workspace. */
  readonly scopeId: string
  /** Of the user, team, project or workspace. */
  readonly scopeName: string
  /** First and last day, YYYY-MM-DD; all time has no last day. */
  readonly periodStart: string
  readonly periodEnd: string | null
}

/** The board that is asked for, if the caller may read it, in the time zone of the workspace. */
export async function findBoard(
  question: BoardQuestion,
  context: BoardContext,
): Promise<{ readonly address: BoardAddress; readonly head: BoardHead }> {
  const { subject, scope, window, sort } = question
  const workspace = await readWorkspace(context.auth.workspaceId, context.store)
  const day = question.periodStart
    ? parseDay(question.periodStart)
    : dayInZone(context.clock(), workspace.zone)
  const start = periodStart(window, day)
  const place = scope === 'workspace' ? workspace : await findPlace(question, context)
  const end = lastDayOfPeriod(window, start)
  return {
    address: {
      workspaceId: workspace.id,
      ...{ scope, scopeId: place.id, subject, window },
      periodStart: start,
    },
    head: {
      ...{ subject, scope, window, sort, scopeId: place.id, scopeName: place.name },
      periodStart: formatDay(start),
      periodEnd: end === null ? null : formatDay(end),
    },
  }
}

async function findPlace(
  { scope, userId, team, project }: BoardQuestion,
  { auth, store }: BoardContext,
): Promise<{ readonly id: string; readonly name: string }> {
  if (scope === 'user') {
    if (userId !== undefined && userId !== auth.userId) requireRole(auth, 'admin')
    return requireMember(auth, userId ?? auth.userId, store)
  }
  if (scope === 'team') {
    const teams = team === undefined ? [] : await store.readTeams(auth.workspaceId)
    const named = teams.find(({ name }) => name.toLowerCase() === team?.toLowerCase())
    const id = named?.id ?? team ?? auth.teamId
    if (id === null) throw new ArenaError('not-found', 'You are in no team; say which one.')
    return requireTeam(auth, id, store)
  }
  const { name } = await requireProject(auth, project ?? '', store)
  return { id: name, name }
}

function parseDay(text: string): number {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return dayOfDate({ year, month, day })
}
