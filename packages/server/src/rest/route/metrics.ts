import { z } from 'zod'
import { processMetrics } from '../../metrics/process-metrics.ts'
import { type Metric, prometheusText, prometheusType } from '../../metrics/prometheus-text.ts'
import { readWorkspace } from '../../read-workspace.ts'
import type { ServerParts } from '../../server-parts.ts'
import { requireAuth, restRoute } from '../rest-route.ts'

/** For a Prometheus server, which can send a key. It tells of the whole server, but of no other workspace's ledger. */
export const metrics = restRoute({
  method: 'get',
  path: '/metrics',
  summary: 'Figures of the server for Prometheus',
  description: "Those of the ledger are of the key's own workspace. There are no names and no keys in them.",
  scope: 'read',
  answer: z.string(),
  answerType: prometheusType,
  async handle(_, call) {
    const { parts } = call
    const ledger = await readLedgerMetrics(requireAuth(call).workspaceId, parts)
    return prometheusText([
      ...parts.metrics.metrics,
      gauge(
        'arena_recorder_queue_reports',
        'Reports taken that are not committed.',
        parts.recorder.queuedReports,
      ),
      gauge('arena_streams_open', 'Streams of updates that are open.', parts.feed.size),
      ...ledger,
      ...processMetrics(),
    ])
  },
})

async function readLedgerMetrics(workspaceId: string, { deps }: ServerParts): Promise<readonly Metric[]> {
  const { lastSeq } = await readWorkspace(workspaceId, deps.store)
  const { watermark } = await deps.store.advanceProjections(workspaceId, 0)
  const labels = { workspace: workspaceId }
  return [
    gauge('arena_ledger_last_seq', 'The last row of the ledger.', lastSeq, labels),
    gauge(
      'arena_projection_lag_rows',
      'Rows of the ledger that boards and roll-ups do not count yet.',
      Math.max(0, lastSeq - watermark),
      labels,
    ),
  ]
}

function gauge(
  ...[name, help, value, labels = {}]: [string, string, number, Record<string, string>?]
): Metric {
  return { name, help, type: 'gauge', samples: () => [{ labels, value }] }
}
