// A thousand subscribers of one team, each a client of this project, while its members report 100 times a second.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { type Arena, createArena } from '@arena/client'
import { createApi } from '@arena/client/api'
import { percentile } from './percentile.ts'
import { printTable } from './print-table.ts'
import { startServer } from './start-server.ts'

const subscribers = Number(process.env['SUBSCRIBERS'] ?? 1000)
const perSecond = Number(process.env['PER_SECOND'] ?? 100)
const seconds = Number(process.env['SECONDS'] ?? 20)
const limitInMs = 250
const streamsPerKey = 50

const server = await startServer({ core: 0 })
const home = await mkdtemp(`${tmpdir()}/arena-bench-`)
const arenas: Arena[] = []
try {
  const owner = createApi(server)
  const { team } = await owner.team.create.mutate({ name: 'bench' })
  const members: { readonly url: string; readonly key: string }[] = []
  for (let count = 0; count * streamsPerKey < subscribers; count += 1) {
    const { code } = await owner.invitation.create.mutate({ teamId: team.id })
    const { key } = await createApi({ url: server.url, key: '' }).invitation.accept.mutate({
      ...{ code, name: `member ${count}`, zone: 'UTC' },
    })
    members.push({ url: server.url, key })
  }

  const sentAtById = new Map<string, number>()
  const delaysInMs: number[] = []
  const seen = new Array<number>(subscribers).fill(0)
  for (let number = 0; number < subscribers; number += 1) {
    const member = members[Math.floor(number / streamsPerKey)]
    const arena = createArena({ ...member, home, onWarning: ({ message }) => console.error(message) })
    arenas.push(arena)
    void (async () => {
      for await (const update of arena.updates({ topic: { type: 'team', teamId: team.id } })) {
        const sentAt = update.type === 'xp-gained' ? sentAtById.get(update.reportId ?? '') : undefined
        if (sentAt === undefined) continue
        delaysInMs.push(performance.now() - sentAt)
        seen[number] = (seen[number] ?? 0) + 1
      }
    })()
  }

  const apis = members.map((member) => createApi(member))
  const apiOf = (count: number) => apis[count % apis.length] ?? owner
  const submit = async (count: number) => {
    const id = randomUUID()
    sentAtById.set(id, performance.now())
    const report = { id, agent: 'scout', occurredAt: new Date().toISOString() }
    const { answers } = await apiOf(count).report.submit.mutate({
      schema: 1,
      reports: [report],
    })
    if (answers[0]?.status !== 'scored') throw new Error(`a report was ${answers[0]?.status}`)
  }
  while (seen.includes(0)) {
    await submit(0)
    await wait(200)
  }
  for (let count = 0; count < 5 * perSecond; count += 1) await submit(count) // first levels of all, and warm code in both processes
  await wait(1000)

  sentAtById.clear()
  delaysInMs.length = 0
  seen.fill(0)
  const reports = perSecond * seconds
  const beganAt = performance.now()
  const cpuAtBegin = process.cpuUsage()
  const submitting: Promise<void>[] = []
  for (let count = 0; count < reports; count += 1) {
    const aheadInMs = (count * 1000) / perSecond - (performance.now() - beganAt)
    if (aheadInMs > 1) await wait(aheadInMs)
    submitting.push(submit(count))
  }
  await Promise.all(submitting)
  const tookInMs = performance.now() - beganAt
  for (let tries = 0; tries < 50 && seen.some((count) => count < reports); tries += 1) await wait(100)

  const { user, system } = process.cpuUsage(cpuAtBegin)
  const delivered = seen.reduce((sum, count) => sum + count, 0)
  const p99 = percentile(delaysInMs, 0.99)
  printTable(
    [
      `${subscribers} subscribers, ${Math.round(reports / (tookInMs / 1000))} reports a second`,
      'figure',
      'limit',
      'ratio',
    ],
    [
      [
        'updates delivered',
        String(delivered),
        String(reports * subscribers),
        (delivered / (reports * subscribers)).toFixed(4),
      ],
      ['from report to update, p50', `${percentile(delaysInMs, 0.5).toFixed(0)} ms`, '', ''],
      ['from report to update, p99', `${p99.toFixed(0)} ms`, `${limitInMs} ms`, (p99 / limitInMs).toFixed(2)],
      ['time of a core, here, per update', `${((user + system) / delivered).toFixed(1)} us`, '', ''],
      ['memory of the server', `${(await server.memoryInMb()).toFixed(0)} MB`, '', ''],
    ],
  )
} finally {
  await server.stop()
  await rm(home, { recursive: true, force: true })
}
process.exit()
