import { toArenaError } from '@arena/client/api'
import type { CommandContext, ExitCode } from '../command-context.ts'
import { type Api, connect } from '../connect.ts'
import { emptyImportTally, tallyKnown, tallyRejection } from '../import-tally.ts'
import { cleanText } from '../output/clean-text.ts'
import { formatImportedFile } from '../output/format-imported-file.ts'
import { formatStoppedImport } from '../output/format-stopped-import.ts'
import { createProgressBar } from '../output/progress-bar.ts'
import { submitReports } from '../submit-reports.ts'
import { mapUsers } from './map-users.ts'
import { type ExportOutline, outlineExport, type RecordOf, readRecords } from './read-export.ts'

const bytesInBatch = 900_000
const reportsInBatch = 100

/** Imports an export in its order. Run again, it counts what is missing, and nothing twice. */
export async function importFile(
  context: CommandContext,
  file: string,
  { member }: { readonly member: string | undefined },
): Promise<ExitCode> {
  const { print, stderr, colors } = context
  const outline = await outlineExport(file)
  const api = await connect(context)
  const users = await mapUsers(outline, { api, member })
  const bar = createProgressBar(stderr)
  let tally = emptyImportTally
  let done = 0
  let corrections = 0
  const submit = async (records: readonly RecordOf<'report'>[]) => {
    const userId = users.get(records[0]?.userId ?? '')
    const reports = records.map(({ report }) => report)
    for await (const answers of submitReports(reports, { api, userId })) {
      tally = answers.reduce(tallyKnown, tally)
      done += answers.length
      bar.show('Importing reports', { done, total: outline.reports })
    }
  }
  try {
    const waiting = createWaitingReports(submit)
    for await (const record of readRecords(file)) {
      if (record.kind === 'report') await waiting.add(record)
      if (record.kind !== 'correction') continue
      await waiting.flush(record.userId) // it is about one of them
      const isNew = await correct(record, { api, userId: users.get(record.userId) }).catch(
        (error: unknown) => {
          tally = tallyRejection(tally, toArenaError(error))
          return false
        },
      )
      if (isNew) corrections += 1
    }
    await waiting.flushAll()
    if (outline.header.of === 'member' && member === undefined) await describeAgents(outline, api)
  } catch (error) {
    bar.clear()
    print.note(formatStoppedImport({ done, total: outline.reports, noun: 'report' }))
    throw error
  } finally {
    bar.clear()
  }
  const result = { file: cleanText(file), reports: outline.reports, corrections, ...tally }
  print.result(result, () => formatImportedFile(result, colors))
  return tally.rejected.length === 0 ? 0 : 1
}

/** Gathers reports by user, whose order is what counts, until there are enough for a request. */
function createWaitingReports(submit: (records: readonly RecordOf<'report'>[]) => Promise<void>) {
  const byUser = new Map<string, { records: RecordOf<'report'>[]; bytes: number }>()
  async function flush(userId: string): Promise<void> {
    const records = byUser.get(userId)?.records ?? []
    byUser.delete(userId)
    if (records.length > 0) await submit(records)
  }
  return {
    async add(record: RecordOf<'report'>): Promise<void> {
      const { userId } = record
      const bytes = Buffer.byteLength(JSON.stringify(record.report))
      const held = byUser.get(userId)
      if (held && held.bytes + bytes > bytesInBatch) await flush(userId)
      const open = byUser.get(userId) ?? { records: [], bytes: 0 }
      byUser.set(userId, open)
      open.records.push(record)
      open.bytes += bytes
      if (open.records.length >= reportsInBatch) await flush(userId)
    },
    flush,
    async flushAll(): Promise<void> {
      for (const userId of [...byUser.keys()]) await flush(userId)
    },
  }
}

/** Says whether it changed something. */
async function correct(
  { reportId, amendment, reason }: RecordOf<'correction'>,
  { api, userId }: { readonly api: Api; readonly userId: string | undefined },
): Promise<boolean> {
  const address = { reportId, ...(userId !== undefined && { userId }), ...(reason !== null && { reason }) }
  const { status } =
    amendment === null
      ? await api.report.void.mutate(address)
      : await api.report.amend.mutate({ ...address, ...amendment })
  return status === 'corrected'
}

/** Names and words that people gave to agents; what the other server has of its own stays. */
async function describeAgents({ users, agents }: ExportOutline, api: Api): Promise<void> {
  const { user } = await api.me.get.query({})
  if (users.some(({ id }) => id === user.id)) return // it is from here, and what was erased since stays erased
  for (const { agent, name, displayName, category, specialties } of agents) {
    const present = await api.agent.get.query({ agent }).catch(() => null)
    if (present === null) continue
    if (present.name !== name) await api.agent.rename.mutate({ agent, name }).catch(() => undefined) // taken there
    await api.agent.describe.mutate({
      agent,
      ...(present.displayName === null && { displayName }),
      ...(present.category === null && { category }),
      ...(present.specialties.length === 0 && { specialties: [...specialties] }),
    })
  }
}
