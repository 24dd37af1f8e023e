import { createClient } from '@libsql/client'
import { periodCode } from '../packages/server/src/store/libsql/projection/period-code.ts'

const rowsAtOnce = 20_000

interface Board {
  readonly workspaceId: string
  readonly window: 'week' | 'all'
  readonly periodStart: number
}

/** Puts agents with their XP on boards of a database that no store has open. */
export async function fillBoard(
  path: string,
  xpByAgent: ReadonlyMap<string, number>,
  boards: readonly Board[],
): Promise<void> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 })
  const agents = [...xpByAgent]
  for (const { workspaceId, window, periodStart } of boards) {
    await client.batch(
      [
        {
          sql: "INSERT OR IGNORE INTO board_series VALUES (?, 1, 'workspace', ?, 'agent')",
          args: [workspaceId, workspaceId],
        },
      ],
      'write',
    )
    const period = periodCode(window, periodStart)
    for (let start = 0; start < agents.length; start += rowsAtOnce) {
      const rows = agents
        .slice(start, start + rowsAtOnce)
        .map(([id, xp], index) => [id, xp, start + index + 1])
      await client.batch(
        [
          {
            sql: `INSERT INTO boards SELECT :workspaceId, 1, :period, value ->> 1, value ->> 2, value ->> 0, value ->> 0,
                50, 40, 8, 40, 3000000
              FROM json_each(:rows) ORDER BY value ->> 1 DESC`,
            args: { workspaceId, period, rows: JSON.stringify(rows) },
          },
        ],
        'write',
      )
    }
  }
  client.close()
}
