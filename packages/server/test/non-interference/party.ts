import { isTrackedEnvelope } from '@trpc/server'
import { subscribeTopic } from '../../src/update/subscribe-topic.ts'
import type { TestApp } from '../create-test-app.ts'
import { restRequest } from '../rest-request.ts'
import type { Call } from './arbitrary-script.ts'

/** Who plays a script, and where. */
export interface Seat {
  readonly workspaceId: string
  readonly epoch: string
  readonly teamId: string
  readonly userId: string
  readonly key: string
}

export interface Party {
  /** What it was answered. */
  play(call: Call): Promise<unknown>
}

/** Plays calls one by one. Ids of reports are the same for every party, so that they meet where they can. */
export function createParty(app: TestApp, seat: Seat): Party {
  const { store } = app.parts.deps
  const reportIds: string[] = []
  let lastSeq = 0

  const told = ({
    status,
    data,
    error,
  }: {
    readonly status: number
    readonly data: unknown
    readonly error: unknown
  }) => ({
    status,
    ...(data === undefined ? { error } : { data }),
  })

  async function report(stated: object): Promise<unknown> {
    const id = `018f3c1e-7b5a-7c3d-9e2f-${String(reportIds.length).padStart(12, '0')}`
    reportIds.push(id)
    const occurredAt = new Date(app.time.nowInMs).toISOString()
    const answer = await app.mutate(
      'report.submit',
      { schema: 1, reports: [{ ...stated, id, occurredAt }] },
      seat.key,
    )
    lastSeq = answer.data?.answers[0].seq ?? lastSeq
    return told(answer)
  }

  /** What a stream tells from the beginning on. */
  async function stream(type: 'user' | 'team'): Promise<unknown> {
    if (lastSeq === 0) return null
    const authenticate = () => app.parts.authenticator.authenticate(`Bearer ${seat.key}`)
    const leaving = new AbortController()
    const frames = await subscribeTopic(
      {
        topic: type === 'user' ? { type } : { type, teamId: seat.teamId },
        auth: await authenticate(),
        authenticate,
        lastEventId: `${seat.epoch}-0`,
        signal: leaving.signal,
      },
      app.parts,
    )
    for await (const frame of frames) {
      leaving.abort()
      return isTrackedEnvelope(frame) ? frame[1] : frame
    }
    return null
  }

  async function settleBoards(): Promise<void> {
    while (!(await store.advanceProjections(seat.workspaceId, 1000)).isCurrent);
  }

  return {
    async play(call) {
      if (call.kind === 'query' || call.kind === 'route') await settleBoards()
      switch (call.kind) {
        case 'report':
          return report(call.report)
        case 'amend':
        case 'void':
        case 'erase': {
          const reportId = reportIds[call.of % Math.max(1, reportIds.length)]
          return told(await app.mutate(`report.${call.kind}`, { reportId, ...call.facts }, seat.key))
        }
        case 'explain': {
          const reportId = reportIds[call.of % Math.max(1, reportIds.length)]
          return told(await app.query('report.explain', { reportId }, seat.key))
        }
        case 'query':
          return told(await app.query(call.path, call.input, seat.key))
        case 'route': {
          const { status, body } = await restRequest(app, ['GET', call.path], { key: seat.key })
          return { status, body }
        }
        case 'stream':
          return stream(call.topic)
      }
    },
  }
}
