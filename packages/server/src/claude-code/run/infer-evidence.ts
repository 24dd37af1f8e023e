import type { ReportInput } from '@arena/core'
import type { ProvenWork } from '../transcript/evidence-tally.ts'

/** The evidence that a transcript gives by itself: tests that passed after they had failed, and commits. */
export function inferEvidence({ mendedTestCommands, commits }: ProvenWork): Pick<ReportInput, 'evidence'> {
  const evidence: NonNullable<ReportInput['evidence']> = []
  if (mendedTestCommands > 0) {
    evidence.push({ type: 'bug_resolution', data: { mendedTestCommands }, inferred: true })
  }
  if (commits.length > 0)
    evidence.push({ type: 'code_quality', data: { commits: [...commits] }, inferred: true })
  return evidence.length > 0 ? { evidence } : {}
}
