import { createArena } from '@arena/client'
import type { ArenaProcess } from '../arena-process.ts'

export interface SoakOptions {
  readonly clients: number
  /** A second, of all clients together. */
  readonly reports: number
  readonly streams: number
  /** Holds the spools. */
  readonly folder: string
}

export interface SoakLoad {
  readonly reported: number
  /** Updates that streams were told. */
  readonly updates: number
  readonly disconnects: number
  /** Ends it when all is sent. Gives how many reports were dropped. */
  stop(): Promise<number>
}

const tickInMs = 100
const disconnectEveryInMs = 500

/** Clients that report steadily, and streams of updates of which one is cut off and opened again now and again. */
export function startSoakLoad(
  { url, key }: Pick<ArenaProcess, 'url' | 'key'>,
  { clients, reports, streams, folder }: SoakOptions,
): SoakLoad {
  const open = (name: string) => createArena({ url, key, home: `${folder}/${name}`, onWarning: () => {} })
  const arenas = Array.from({ length: clients }, (_, index) => open(`client-${index}`))
  const readers = open('readers')
  let reported = 0
  let updates = 0
  let disconnects = 0

  async function read(leaving: AbortSignal): Promise<void> {
    for await (const _ of readers.updates({ signal: leaving })) updates += 1
  }

  function openStream(): AbortController {
    const leaving = new AbortController()
    void read(leaving.signal)
    return leaving
  }

  const openStreams = Array.from({ length: streams }, openStream)
  const startedAtInMs = performance.now()
  const reporting = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAtInMs) / 1000) * reports)
    while (reported < due) {
      const arena = arenas[reported % clients]
      void arena?.report({ agent: `agent-${reported % 20}`, durationInMs: 1000 + (reported % 1000) })
      reported += 1
    }
  }, tickInMs)
  const disconnecting = setInterval(() => {
    const index = Math.floor(Math.random() * streams)
    openStreams[index]?.abort()
    openStreams[index] = openStream()
    disconnects += 1
  }, disconnectEveryInMs)

  return {
    get reported() {
      return reported
    },
    get updates() {
      return updates
    },
    get disconnects() {
      return disconnects
    },
    async stop() {
      clearInterval(reporting)
      clearInterval(disconnecting)
      for (const leaving of openStreams) leaving.abort()
      for (const arena of arenas) while (!(await arena.flush({ timeoutInMs: 60_000 }))) await nextTick()
      await Promise.all([...arenas, readers].map((arena) => arena.close()))
      return arenas.reduce((dropped, arena) => dropped + arena.stats().dropped, 0)
    },
  }
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, tickInMs))
}
