import { ArenaError, batchSchemaVersion, type ReportAnswer, type ReportInput } from '@arena/core'
import type { Auth } from '../authenticate.ts'
import { readCredentials } from '../key/credentials-file.ts'
import { startPolling } from '../poll.ts'
import type { ServerParts } from '../server-parts.ts'
import { submitReports } from '../submit-reports.ts'
import { createHookDrainer } from './hook/hook-drainer.ts'
import { createStatusLine, type StatusLine } from './status-line/status-line.ts'

/** What the owner of the database does for Claude Code on this machine. */
export interface ClaudeCodeLink {
  /** Does now what it does every half second. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

interface StartOptions {
  readonly home: string
  /** Of this server, as this machine's credentials name it. */
  readonly url: string
  readonly parts: ServerParts
  readonly pollInMs?: number
}

/** Reports what hooks drop into the home's spool and keeps the status line, for whom this machine's key belongs to. */
export function startClaudeCode({ home, url, parts, pollInMs = 500 }: StartOptions): ClaudeCodeLink {
  const { clock, logger, store } = parts.deps

  async function authenticate(): Promise<Auth> {
    const credential = (await readCredentials(home))[url]
    if (!credential) throw new ArenaError('no-key', `This machine has no key for ${url}.`)
    return parts.authenticator.authenticate(`Bearer ${credential.key}`)
  }

  async function submit(reports: readonly ReportInput[]): Promise<readonly ReportAnswer[]> {
    const submission = { schema: batchSchemaVersion, reports: [...reports] }
    const limits = parts.rateLimits.ofRequest()
    return (await submitReports(submission, { auth: await authenticate(), parts, limits })).answers
  }

  const drainer = createHookDrainer({ home, clock, logger, submit })
  let statusLine: StatusLine | null = null

  async function refresh(): Promise<void> {
    await drainer.drain()
    if (statusLine === null) {
      const { workspaceId, userId } = await authenticate()
      const user = { workspaceId, userId }
      const { onCommitted } = parts
      statusLine = createStatusLine({ home, user, store, clock, onCommitted, working: () => drainer.working })
    }
    await statusLine.refresh()
  }

  const poll = startPolling(refresh, {
    everyInMs: pollInMs,
    onFailing: (error) =>
      logger.warn({ err: error }, 'what Claude Code tells could not be taken in; trying again'),
  })

  return {
    refresh: poll.now,
    async stop() {
      drainer.stop()
      statusLine?.stop()
      await poll.stop()
    },
  }
}
