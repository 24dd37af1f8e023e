import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import type { ArenaError } from '@arena/core'
import type { Store } from '../store.ts'
import { copyDatabase } from './backup/copy-database.ts'
import { createMainFileCopier } from './backup/main-file-copier.ts'
import { reportAddress } from './commit/commit-state.ts'
import { findTexts } from './commit/find-texts.ts'
import type { LedgerDatabase } from './commit/ledger-database.ts'
import { changeDirectory } from './directory/change-directory.ts'
import { findInvitation, readInvitations } from './directory/read-invitations.ts'
import { findKey, listKeys } from './directory/read-keys.ts'
import { readMember, readMembers } from './directory/read-members.ts'
import { readProjects } from './directory/read-projects.ts'
import { readTeams } from './directory/read-teams.ts'
import { saveTicket, takeTicket } from './directory/stream-ticket.ts'
import { touchKey } from './directory/touch-key.ts'
import { addWorkspace, ensureOwner } from './ensure-owner.ts'
import { eraseTexts } from './erase-texts.ts'
import { createOneAtATime } from './one-at-a-time.ts'
import { openDatabase } from './open-database.ts'
import { advanceProjections } from './projection/advance-projections.ts'
import { createBoardCounts } from './projection/board-counts.ts'
import { paceSteps } from './projection/pace-steps.ts'
import { readBoard, readBoardAround, readBoardXp } from './projection/read-board.ts'
import { rebuildProjections } from './projection/rebuild-projections.ts'
import { createRecentRows } from './projection/recent-rows.ts'
import { decodeTalliedRows } from './projection/tallied-row.ts'
import { verifyProjections } from './projection/verify-projections.ts'
import { listReportsWithTexts } from './read/list-reports-with-texts.ts'
import { readDailyFigures } from './read/read-daily-figures.ts'
import { readLedger, readReport } from './read/read-ledger.ts'
import { readAgents, readProjections } from './read/read-projections.ts'
import { readWorkspaces } from './read/read-workspaces.ts'
import { takeTurns } from './take-turns.ts'

export interface LibsqlFileOptions {
  /** The database file; made, with its folder, when there is none. */
  readonly path: string
  /** Called when the database failed twice within 10 seconds: the process should end with 1. */
  readonly onFatal?: (error: ArenaError) => void
  /** Milliseconds; only differences are used. */
  readonly clock?: () => number
  /** `normal` lets a second connection in, which only tests of failures want. */
  readonly lockingMode?: 'exclusive' | 'normal'
}

/** The store in a libSQL file but for its commits, which may be made in another thread. */
export interface LibsqlFile extends Omit<Store, 'commit'>, LedgerDatabase {}

/** Becomes the one owner of a libSQL file. Throws `database-...` errors and leaves such a file as it is. */
export async function openLibsqlFile({
  path,
  onFatal = () => undefined,
  clock = () => performance.now(),
  lockingMode = 'exclusive',
}: LibsqlFileOptions): Promise<LibsqlFile> {
  const connection = await openDatabase({ path, lockingMode, onFatal, clock })
  const patient = takeTurns(connection)
  let isClosing = false
  const untilClosing = takeTurns(connection, () => isClosing) // for what changes nothing and takes minutes
  const recentRows = createRecentRows()
  const boardCounts = createBoardCounts(connection, { patient })
  const pace = paceSteps(connection, { clock })
  const paced = { connection: takeTurns(pace.connection), recentRows, boardCounts } // the wait for a turn is no writing
  const copier = createMainFileCopier(path)
  const inCopies = createOneAtATime()
  const inProjections = createOneAtATime() // apart, so that a long verification keeps no report waiting
  return {
    async read(statements) {
      const results = await connection.read(statements)
      return results.map(({ rows }) => ({ rows: rows.map((row) => Array.from(row)) })) // as arrays they may cross threads
    },
    async append(statements, ledgerRows) {
      await connection.write(statements)
      setImmediate(() => recentRows.add(decodeTalliedRows(ledgerRows))) // the answer goes first
    },
    ensureOwner: (owner) => ensureOwner(connection, owner),
    readLedger: (slice) => readLedger(connection, slice),
    readReport: (id) => readReport(connection, id),
    readReportTexts: async (id) => (await findTexts(connection, [id])).get(reportAddress(id)) ?? null,
    listReportsWithTexts: (id, page) => listReportsWithTexts(connection, id, page),
    eraseTexts: (reports) => eraseTexts(connection, reports),
    scrubFiles: () => inCopies(() => connection.holdMainFile(async () => undefined)),
    readWorkspaces: () => readWorkspaces(connection),
    readStanding: (id) => readProjections(connection, id),
    readAgents: (id) => readAgents(connection, id),
    readDailyFigures: (question) => readDailyFigures(connection, question),
    readProjections: (id) => readProjections(connection, id),
    readBoard: (address, page) => readBoard({ connection, boardCounts }, address, page),
    readBoardAround: (address, around) => readBoardAround({ connection, boardCounts }, address, around),
    readBoardXp: (address, page) => readBoardXp(connection, address, page),
    advanceProjections: (workspaceId, maxRows) =>
      inProjections(() => pace.step(maxRows, (rows) => advanceProjections(paced, workspaceId, rows))),
    rebuildProjections: (workspaceId) =>
      inProjections(() => rebuildProjections({ ...paced, connection: patient }, workspaceId)),
    verifyProjections: (workspaceId) => inProjections(() => verifyProjections(untilClosing, workspaceId)),
    findKey: (hash) => findKey(connection, hash),
    listKeys: (workspaceId) => listKeys(connection, workspaceId),
    readMembers: (workspaceId) => readMembers(connection, workspaceId),
    readMember: (id) => readMember(connection, id),
    readTeams: (workspaceId) => readTeams(connection, workspaceId),
    readProjects: (workspaceId) => readProjects(connection, workspaceId),
    readInvitations: (workspaceId) => readInvitations(connection, workspaceId),
    findInvitation: (hash) => findInvitation(connection, hash),
    changeDirectory: (workspaceId, changes) => changeDirectory(connection, workspaceId, changes),
    addWorkspace: (owner) => addWorkspace(connection, owner),
    touchKey: (use) => touchKey(connection, use),
    saveTicket: (ticket) => saveTicket(connection, ticket),
    takeTicket: (ticket) => takeTicket(connection, ticket),
    backUp: () =>
      inCopies(async () => {
        const target = `${path}.unfinished-copy-${randomUUID()}`
        await copyDatabase({ connection, copier }, target)
        return { path: target, bytes: statSync(target).size }
      }),
    close() {
      isClosing = true
      return inProjections(() => connection.close()).finally(() => copier.close())
    },
  }
}
