import { ArenaError } from '@arena/core'
import type { SocketStreams } from './socket-streams.ts'
import type { SocketWriter } from './socket-writer.ts'

/** The teams that a socket of a user is subscribed to. */
export interface TeamStreams {
  /** Confirms, or says why not. */
  subscribe(teamId: string, lastEventId: string | null): Promise<void>
  unsubscribe(teamId: string): void
  readonly teamIds: readonly string[]
}

interface Context {
  readonly streams: SocketStreams
  readonly writer: SocketWriter
  readonly userId: string
  /** Called when it is not the team alone that may no longer be read. */
  readonly onEnd: (error: unknown) => void
}

const maxTeams = 20

export function createTeamStreams({ streams, writer, userId, onEnd }: Context): TeamStreams {
  const leavingByTeam = new Map<string, AbortController>()

  function confirm(teamId: string, subscribed: boolean): void {
    writer.send({ type: 'subscription_confirmed', data: { team_id: teamId, subscribed } })
  }

  function leave(teamId: string): void {
    leavingByTeam.get(teamId)?.abort()
    leavingByTeam.delete(teamId)
  }

  function refuse(teamId: string, error: unknown): void {
    leave(teamId)
    if (ArenaError.is(error) && (error.code === 'not-found' || error.code === 'server-busy')) {
      const { code, message } = error
      writer.send({ type: 'error', data: { error: message, code, team_id: teamId } })
    } else {
      onEnd(error)
    }
  }

  return {
    async subscribe(teamId, lastEventId) {
      if (leavingByTeam.has(teamId)) return confirm(teamId, true)
      if (leavingByTeam.size >= maxTeams) {
        return refuse(
          teamId,
          new ArenaError('server-busy', `A connection follows at most ${maxTeams} teams.`),
        )
      }
      const leaving = new AbortController()
      leavingByTeam.set(teamId, leaving)
      const { signal } = leaving
      const end = (error: unknown) => {
        if (signal.aborted) return
        refuse(teamId, error)
        confirm(teamId, false)
      }
      try {
        await streams.open(
          { type: 'team', teamId },
          { lastEventId, signal, exceptUserId: userId, onOpen: () => confirm(teamId, true), onEnd: end },
        )
        const board = { type: 'board', scope: 'team', team: teamId, subject: 'user' } as const
        await streams.open(board, { lastEventId: null, signal, onEnd: end })
      } catch (error) {
        refuse(teamId, error)
      }
    },
    unsubscribe(teamId) {
      leave(teamId)
      confirm(teamId, false)
    },
    get teamIds() {
      return [...leavingByTeam.keys()]
    },
  }
}
