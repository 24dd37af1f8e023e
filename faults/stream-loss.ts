import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createApi } from '@arena/client/api'
import { createClient } from '@libsql/client'
import { startArenaProcess } from './arena-process.ts'
import { startCuttingProxy } from './cutting-proxy.ts'
import { readByClient, readBySocket, type StreamReader } from './stream-reader.ts'
import { temporaryHome } from './temporary-home.ts'

export interface StreamLossOptions {
  readonly members: number
  /** At least. */
  readonly reportsPerMember: number
  /** Of each kind: server-sent events by the client, and WebSockets. */
  readonly readersPerMember: number
  readonly cuts: number
  readonly restarts: number
  /** The broken control: sockets come back without saying what they have seen. */
  readonly isResuming?: boolean
}

export interface StreamLossResult {
  readonly cuts: number
  readonly rows: number
  /** Of members that saw another row than comes next in their slice of the ledger, by kind. */
  readonly wrong: { readonly client: number; readonly socket: number }
}

/**
 * Cuts connections at random and restarts the server while members report and read their own updates,
 * and compares what each reader saw with the ledger.
 */
export async function loseStreams(options: StreamLossOptions): Promise<StreamLossResult> {
  await using place = await temporaryHome()
  const { home } = place
  let server = await startArenaProcess({ home, port: 0 })
  const port = Number(new URL(server.url).port)
  await using proxy = await startCuttingProxy({ port })
  const readers: {
    readonly kind: 'client' | 'socket'
    readonly userId: string
    readonly reader: StreamReader
  }[] = []
  try {
    const members = await inviteMembers(server, options.members)
    for (const { userId, key } of members) {
      const place = { url: proxy.url, key, home: `${home}/readers` }
      for (let count = 0; count < options.readersPerMember; count += 1) {
        readers.push({ kind: 'client', userId, reader: readByClient(place) })
        readers.push({ kind: 'socket', userId, reader: readBySocket(place, options) })
      }
    }
    const submit = async (key: string) => {
      const report = { id: randomUUID(), agent: 'scout', occurredAt: new Date().toISOString() }
      for (;;) {
        try {
          const api = createApi({ url: server.url, key, timeoutInMs: 3000 })
          const { answers } = await api.report.submit.mutate({ schema: 1, reports: [report] })
          const [answer] = answers
          if (answer && 'seq' in answer) return answer.seq
        } catch {
          await wait(10) // the server is being started again
        }
      }
    }
    const isListening = readers.map(({ reader }) => reader.hasSeen(1))
    let isEveryoneThere = false
    void Promise.all(isListening).then(() => {
      isEveryoneThere = true
    })
    while (!isEveryoneThere) await Promise.all(members.map(({ key }) => submit(key)))

    let isOver = false
    const reporting = members.map(async ({ key }) => {
      for (let count = 0; !isOver || count < options.reportsPerMember; count += 1) {
        await submit(key)
        await wait(20 * Math.random())
      }
    })
    for (let round = 0; round <= options.restarts; round += 1) {
      if (round > 0) {
        await server.kill()
        server = await startArenaProcess({ home, port })
      }
      const until = Math.round((options.cuts * (round + 1)) / (options.restarts + 1))
      while (proxy.cuts < until) {
        proxy.cut(Math.random())
        await wait(10)
      }
    }
    isOver = true
    await Promise.all(reporting)
    const last = new Map<string, number>()
    for (const { userId, key } of members) last.set(userId, await submit(key))
    await Promise.all(readers.map(({ userId, reader }) => reader.hasSeen(last.get(userId) ?? 0)))
    await Promise.all(readers.map(({ reader }) => reader.close()))
    await server.stop()

    const slices = await readSlices(home)
    const isWrong = ({ userId, reader }: (typeof readers)[number]) => {
      const slice = (slices.get(userId) ?? []).filter((seq) => seq >= (reader.seqs[0] ?? 0))
      return JSON.stringify(slice) !== JSON.stringify(reader.seqs)
    }
    const countWrong = (kind: 'client' | 'socket') =>
      readers.filter((each) => each.kind === kind && isWrong(each)).length
    return {
      cuts: proxy.cuts,
      rows: [...slices.values()].flat().length,
      wrong: { client: countWrong('client'), socket: countWrong('socket') },
    }
  } finally {
    await Promise.all(readers.map(({ reader }) => reader.close()))
    await server.stop()
  }
}

async function inviteMembers(server: { readonly url: string; readonly key: string }, count: number) {
  const owner = createApi(server)
  const guest = createApi({ url: server.url, key: '' })
  const members: { readonly userId: string; readonly key: string }[] = []
  for (let number = 0; number < count; number += 1) {
    const { code } = await owner.invitation.create.mutate({})
    members.push(await guest.invitation.accept.mutate({ code, name: `member ${number}`, zone: 'UTC' }))
  }
  return members
}

/** The rows of reports of each user, in the ledger of a home that nobody has open. */
async function readSlices(home: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const client = createClient({ url: `file:${home}/arena.db`, concurrency: 1 })
  const { rows } = await client.execute(
    'SELECT user_id, seq FROM xp_events WHERE report_id IS NOT NULL ORDER BY seq',
  )
  client.close()
  const slices = new Map<string, number[]>()
  for (const { user_id, seq } of rows) {
    const slice = slices.get(String(user_id)) ?? []
    slice.push(Number(seq))
    slices.set(String(user_id), slice)
  }
  return slices
}
