import { evidenceTypes, type ReportInput } from '../src/report.ts'
import type { createHistory } from './create-history.ts'
import { makeReport } from './make-report.ts'

type History = Pick<ReturnType<typeof createHistory>, 'report'>

const dayInMs = 86_400_000
const minuteInMs = 60_000

/** Forty days of a squad of 20 agents that does everything the catalog asks for, in order of time. */
export function playWholeCatalog(history: History, always: Partial<ReportInput> = {}): void {
  const firstDayInMs = Date.UTC(2026, 0, 1)
  for (let index = 0; index < 40 * 30; index += 1) {
    const occurredAtInMs = firstDayInMs + Math.floor(index / 30) * dayInMs + (index % 30) * minuteInMs
    history.report(
      makeReport({
        agent: `agent ${index % 20}`,
        occurredAt: new Date(occurredAtInMs).toISOString(),
        ...taskOfKind(index % 3, index),
        ...always,
      }),
    )
  }
}

function taskOfKind(kind: number, index: number): Partial<ReportInput> {
  if (kind === 0) return { durationInMs: 12_000, quality: { code: 0.96, source: 'ci' } }
  if (kind === 1) return { action: 'error_resolution', durationInMs: 100_000 }
  const type = evidenceTypes[Math.floor(index / 3) % evidenceTypes.length] ?? 'innovation'
  const evidence = [{ type, data: { run: index } }]
  return { task: { complexity: 'expert' }, quality: { code: 1, source: 'ci' }, evidence }
}
