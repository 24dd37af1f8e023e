import { join } from 'node:path'
import { agentKey, dayInZone, type LedgerRow } from '@arena/core'
import type { Clock } from '../../deps.ts'
import type { CommitListeners } from '../../publish-commits.ts'
import type { Store, UserId } from '../../store/store.ts'
import { writeFileWhole } from '../../write-file-whole.ts'
import { type AgentInUse, formatStatusFile } from './status-text.ts'

/** Keeps the file current that Claude Code's status line is read from. */
export interface StatusLine {
  /** Brings the file up to the ledger's head. */
  refresh(): Promise<void>
  stop(): void
}

interface Options {
  readonly home: string
  /** Whose XP and agents are shown. */
  readonly user: UserId
  readonly store: Pick<Store, 'readAgents' | 'readLedger' | 'readStanding'>
  readonly clock: Clock
  /** Tells of new rows, so that they need not be read. */
  readonly onCommitted: CommitListeners
  /** The agents at work, by session of Claude Code. */
  readonly working: () => ReadonlyMap<string, string>
}

const maxSessions = 50
const rowsInSlice = 500
/** How far back the XP of today are looked for at the start; who gained more rows in a day sees a little less. */
const maxRowsOfToday = 5000

export function createStatusLine({ home, user, store, clock, onCommitted, working }: Options): StatusLine {
  const path = join(home, 'statusline')
  const agentByKey = new Map<string, AgentInUse>()
  const xpByDay = new Map<number, number>()
  const lastBySession = new Map<string, string>()
  let zone: string | null = null
  /** Rows committed while the ledger is read; null while nothing is read. */
  let waiting: LedgerRow[] | null = null
  let isBehind = true
  let lastKey: string | null = null
  let afterSeq = 0
  let written = ''

  async function start(): Promise<string> {
    const standing = await store.readStanding(user)
    for (const { key, name, progress } of await store.readAgents(user)) {
      agentByKey.set(key, { name, xp: progress.xp })
    }
    afterSeq = Math.max(0, (standing?.workspace.lastSeq ?? 0) - maxRowsOfToday)
    return standing?.user.zone ?? 'UTC'
  }

  function countRow(row: LedgerRow): void {
    xpByDay.set(row.userDay, (xpByDay.get(row.userDay) ?? 0) + row.xp)
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

  async function readOn(): Promise<void> {
    const { workspaceId } = user
    waiting = []
    try {
      for (let isMore = true; isMore; ) {
        const rows = await store.readLedger({ workspaceId, afterSeq, limit: rowsInSlice })
        for (const row of rows) countOnce(row)
        isMore = rows.length === rowsInSlice
      }
      isBehind = false
      follow(waiting)
    } finally {
      waiting = null
    }
  }

  function follow(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      if (row.seq > afterSeq + 1) isBehind = true
      if (!isBehind) countOnce(row)
    }
  }

  function countOnce(row: LedgerRow): void {
    if (row.seq <= afterSeq) return
    afterSeq = row.seq
    if (row.userId === user.userId) countRow(row)
  }

  function take(rows: readonly LedgerRow[]): void {
    const own = rows.filter(({ workspaceId }) => workspaceId === user.workspaceId)
    if (waiting) waiting.push(...own)
    else follow(own)
  }

  onCommitted.add(take)
  return {
    async refresh() {
      zone ??= await start()
      if (isBehind) await readOn()
      const today = dayInZone(clock(), zone)
      for (const day of xpByDay.keys()) if (day < today) xpByDay.delete(day)
      const xpToday = xpByDay.get(today) ?? 0
      const agentBySession = agentsInUse()
      const lastAgent = agentByKey.get(lastKey ?? '') ?? null
      const text = formatStatusFile({ agentBySession, lastAgent, xpToday })
      if (text !== written) await writeFileWhole(path, text)
      written = text
    },
    stop() {
      onCommitted.delete(take)
    },
  }
}
