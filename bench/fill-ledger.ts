import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createReportSender } from './report-sender.ts'
import { startServer } from './start-server.ts'

const reportsSent = 20_000

/** Makes a home whose ledger has so many rows: those of real reports, again and again under other ids. */
export async function fillLedger(home: string, rows: number): Promise<void> {
  const server = await startServer()
  const sender = createReportSender(server)
  for (let sent = 0; sent < reportsSent; sent += 100) await sender.send(100)
  await server.stop((from) => cp(from, home, { recursive: true }))

  const program = fileURLToPath(new URL('./copy-ledger-rows.ts', import.meta.url))
  const args = [...process.execArgv, program, `${home}/arena.db`, String(rows)]
  await promisify(execFile)(process.execPath, args)
}
