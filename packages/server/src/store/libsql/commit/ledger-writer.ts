import { setImmediate as nextTurn } from 'node:timers/promises'
import { ArenaError, type LedgerRow } from '@arena/core'
import type { Commit, CommitOutcome, CorrectionCommit, ReportAddress } from '../../store.ts'
import { createOneAtATime } from '../one-at-a-time.ts'
import { type Change, changesToStatements } from './changes-to-statements.ts'
import type { FoldContext } from './commit-state.ts'
import { createFold } from './create-fold.ts'
import { findReports } from './find-reports.ts'
import { findTexts } from './find-texts.ts'
import { createHeldState, type HeldState } from './held-state.ts'
import type { LedgerDatabase } from './ledger-database.ts'
import { isHeld, loadMissing, touchedBy, withReports } from './load-missing.ts'
import { refuseLostCommits } from './refuse-lost-commits.ts'

/** Makes ledger rows of commits and writes them. */
export interface LedgerWriter {
  /**
   * Commits reports, grants and corrections in their order, all or none of them. May be called again before the last
   * commit is written: it is folded on what the last will have left, and folded once more when that was not kept.
   */
  commit(commits: readonly Commit[]): Promise<readonly CommitOutcome[]>
  /** Runs what changes in the database what commits read, while none is under way. */
  between<T>(task: () => Promise<T>): Promise<T>
}

export interface LedgerWriterOptions extends FoldContext {
  readonly held?: HeldState
}

/** One is written and one waits: more would be folded in vain when a write fails. */
const mostUnderWay = 2
/** After so many folded, requests that came meanwhile get their turn. */
const mostInTurn = 100

interface Begun {
  readonly outcomes: readonly CommitOutcome[]
  readonly written: Promise<void>
  /** Whether it was folded on what commits before had left, which may not be what the database holds. */
  readonly isFromHeld: boolean
}

export function createLedgerWriter(
  database: LedgerDatabase,
  { held = createHeldState(), ...context }: LedgerWriterOptions,
): LedgerWriter {
  /** By workspace, the last `seq` that was acknowledged. */
  const acknowledgedSeqs = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  const inTurn = createOneAtATime()
  const allWritten = () => Promise.allSettled(underWay)
  const roomForOne = async () => {
    while (underWay.size >= mostUnderWay)
      await Promise.race([...underWay].map((written) => written.catch(() => undefined)))
  }

  /** Loads what is not held, folds, and sets the write going; the unique index of report ids tells duplicates. */
  async function begin(commits: readonly Commit[], lookedUp: readonly Commit[]): Promise<Begun> {
    await roomForOne()
    const touched = touchedBy(commits)
    const isToLoad = lookedUp.length > 0 || !isHeld(held.workspaceById, touched)
    if (isToLoad) await allWritten()
    const { workspaceById } = held
    const isFromHeld = commits.some(({ workspaceId }) => workspaceById.has(workspaceId))
    const known = {
      rowsByReport: await findReports(database, lookedUp.flatMap(addressOf)),
      textsByReport: await findTexts(database, commits.filter(isCorrection)),
    }
    try {
      if (isToLoad) {
        await loadMissing(database, workspaceById, withReports(touched, known))
        refuseLostCommits(workspaceById, acknowledgedSeqs)
      }
      const fold = createFold({ workspaceById, known }, context)
      for (const [index, commit] of commits.entries()) {
        if (index > 0 && index % mostInTurn === 0) await nextTurn()
        fold.add(commit)
      }
      const folded = fold.read()
      const isChange = folded.rows.length > 0 || folded.texts.length > 0
      const written = isChange
        ? write(changesToStatements(workspaceById.values(), folded), folded.rows)
        : Promise.resolve()
      held.hold(folded.rows)
      return { outcomes: folded.outcomes, written, isFromHeld }
    } catch (error) {
      held.forget()
      throw error
    }
  }

  async function write({ statements, ledgerRows }: Change, rows: readonly LedgerRow[]): Promise<void> {
    const written = database.append(statements, ledgerRows).catch((error: unknown) => {
      held.forget()
      throw error
    })
    underWay.add(written)
    await written.finally(() => underWay.delete(written))
    for (const { workspaceId, seq } of rows) acknowledgedSeqs.set(workspaceId, seq)
  }

  return {
    async commit(commits) {
      if (commits.length === 0) return []
      let lookedUp: readonly Commit[] = commits.filter(isCorrection)
      for (;;) {
        const { outcomes, written, isFromHeld } = await inTurn(() => begin(commits, lookedUp))
        try {
          await written
          return outcomes
        } catch (error) {
          if (isOverrun(error) && isFromHeld) continue
          if (!isKnownReport(error) || lookedUp === commits) throw error
          lookedUp = commits
        }
      }
    },
    between: (task) => inTurn(() => allWritten().then(task).finally(held.forget)),
  }
}

function isCorrection(commit: Commit): commit is CorrectionCommit {
  return commit.kind === 'correction'
}

function addressOf(commit: Commit): readonly ReportAddress[] {
  if (commit.kind === 'grant') return []
  return commit.kind === 'report' ? [{ ...commit, reportId: commit.report.id }] : [commit]
}

function isKnownReport(error: unknown): boolean {
  const message = refusalOf(error)
  return message.includes('UNIQUE constraint failed') && message.includes('xp_events.report_id')
}

/** Whether the ledger did not end where the commit had taken it to end. */
function isOverrun(error: unknown): boolean {
  return refusalOf(error).includes('NOT NULL constraint failed: workspaces.last_seq')
}

function refusalOf(error: unknown): string {
  return ArenaError.is(error) && error.cause instanceof Error ? error.cause.message : ''
}
