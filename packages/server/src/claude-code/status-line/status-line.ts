import { join } from 'node:path'
import { agentKey, dayInZone, type LedgerRow } from '@arena/core'
import type { Clock } from '../../deps.ts'
import type { Store, UserId } from '../../store/store.ts'
import { writeFileWhole } from '../../write-file-whole.ts'
import { type AgentInUse, formatStatusFile } from './status-text.ts'

/** Keeps the file current that Claude Code's status line is read from. */
export interface StatusLine {
  /** Brings the file up to the ledger's head. */
  refresh(): Promise<void>
}

interface Options {
  readonly home: string
  /** Whose XP and agents are shown. */
  readonly user: UserId
  readonly store: Pick<Store, 'readAgents' | 'readLedger' | 'readStanding'>
  readonly clock: Clock
  /** The agents at work, by session of Claude Code. */
  readonly working: () => ReadonlyMap<string, string>
}

const maxSessions = 50
const rowsInSlice = 500
/** How far back the XP of today are looked for at the start; who gained more rows in a day sees a little less. */
const maxRowsOfToday = 5000

export function createStatusLine({ home, user, store, clock, working }: Options): StatusLine {
  const path = join(home, 'statusline')
  const agentByKey = new Map<string, AgentInUse>()
  const lastBySession = new Map<string, string>()
  let zone: string | null = null
  let lastKey: string | null = null
  let afterSeq = 0
  let today = 0
  let xpToday = 0
  let written = ''

  async function start(): Promise<string> {
    const standing = await store.readStanding(user)
    for (const { key, name, progress } of await store.readAgents(user)) {
      agentByKey.set(key, { name, xp: progress.xp })
    }
    afterSeq = Math.max(0, (standing?.workspace.lastSeq ?? 0) - maxRowsOfToday)
    return standing?.user.zone ?? 'UTC'
  }

  function count(row: LedgerRow): void {
    if (row.userDay === today) xpToday += row.xp
    if (row.agentKey === null || row.kind === 'achievement') return
    agentByKey.set(row.agentKey, { name: row.agentName ?? row.agentKey, xp: row.agentXp })
    lastKey = row.agentKey
    const session = row.report?.sessionId
    if (session !== undefined) setLast(session, row.agentKey)
  }

  function setLast(session: string, key: string): void {
    lastBySession.delete(session) // the oldest come first
    lastBySession.set(session, key)
    const [oldest] = lastBySession.keys()
    if (lastBySession.size > maxSessions && oldest !== undefined) lastBySession.delete(oldest)
  }

  function agentsInUse(): Map<string, AgentInUse> {
    for (const [session, name] of working()) {
      const key = agentKey(name)
      if (!agentByKey.has(key)) agentByKey.set(key, { name, xp: 0 })
      if (lastBySession.get(session) !== key) setLast(session, key)
    }
    return new Map(
      [...lastBySession].flatMap(([session, key]) => {
        const agent = agentByKey.get(key)
        return agent ? [[session, agent] as const] : []
      }),
    )
  }

  return {
    async refresh() {
      zone ??= await start()
      const day = dayInZone(clock(), zone)
      if (day !== today) xpToday = 0
      today = day
      for (;;) {
        const rows = await store.readLedger({ ...user, afterSeq, limit: rowsInSlice })
        for (const row of rows) count(row)
        afterSeq = rows.at(-1)?.seq ?? afterSeq
        if (rows.length < rowsInSlice) break
      }
      const agentBySession = agentsInUse()
      const lastAgent = agentByKey.get(lastKey ?? '') ?? null
      const text = formatStatusFile({ agentBySession, lastAgent, xpToday })
      if (text !== written) await writeFileWhole(path, text)
      written = text
    },
  }
}
