export {
  type Achievement,
  achievementCategories,
  type Condition,
  type CounterName,
  rarities,
} from './achievement/achievement.ts'
export { achievementCatalog } from './achievement/achievement-catalog.ts'
export { type ConditionStep, conditionSteps } from './achievement/condition-steps.ts'
export { describeNeeds } from './achievement/describe-needs.ts'
export { achievementProgress } from './achievement/evaluate-achievements.ts'
export { type AchievementChain, findChain } from './achievement/find-chain.ts'
export { type Grants, grantAchievements } from './achievement/grant-achievements.ts'
export { agentKey, agentNameSchema } from './agent-name.ts'
export type { CorrectionAnswer } from './answer/correction-answer.ts'
export type { RejectedAnswer, ReportAnswer, ScoredAnswer, StandingAnswer } from './answer/report-answer.ts'
export { rowsToAnswer, rowsToStandings } from './answer/rows-to-answer.ts'
export { rowsToUnlocks, type UnlockAnswer } from './answer/rows-to-unlocks.ts'
export { xpToStanding } from './answer/xp-to-standing.ts'
export { dateOfDay, dayInMs, dayOfDate, formatDay } from './calendar/day.ts'
export { dayInZone, isTimeZone } from './calendar/day-in-zone.ts'
export { formatDuration } from './calendar/format-duration.ts'
export { lastDayOfPeriod } from './calendar/last-day-of-period.ts'
export { type BoardWindow, boardWindows, periodStart } from './calendar/period.ts'
export {
  type ComplexitySignals,
  type InferredComplexity,
  inferComplexity,
} from './complexity/infer-complexity.ts'
export { amendReport } from './correction/amend-report.ts'
export { type Amendment, amendmentSchema, type StatedAmendment } from './correction/amendment.ts'
export { type CountedReport, countedReport } from './correction/counted-report.ts'
export { describeChanges } from './correction/describe-changes.ts'
export { outrankedFacts } from './correction/outranked-facts.ts'
export { nothingReviewed, reviewedFacts } from './correction/reviewed-facts.ts'
export { bucketMiddle, bucketOf } from './duration/duration-bucket.ts'
export { ArenaError, type ArenaErrorOptions, type ErrorCode, errorCodes, type Issue } from './error.ts'
export {
  type ExportHeader,
  type ExportRecord,
  exportHeaderSchema,
  exportRecordSchema,
  exportSchemaVersion,
} from './export/export-record.ts'
export { canonicalJson } from './ledger/canonical-json.ts'
export { type EntryContext, entryToRow } from './ledger/entry-to-row.ts'
export { joinTexts } from './ledger/join-texts.ts'
export type { AchievementEntry, CorrectionEntry, LedgerEntry, ReportEntry } from './ledger/ledger-entry.ts'
export type { CorrectedBy, LedgerReport, LedgerRow } from './ledger/ledger-row.ts'
export { emptyRefold, type Refold, refoldRow } from './ledger/refold-ledger.ts'
export { type ReportTexts, stripTexts } from './ledger/strip-texts.ts'
export { type Title, titleForLevel, titles } from './level/level-curve.ts'
export { type LevelStanding, levelForXp } from './level/level-for-xp.ts'
export { isPlainText, notPlainText, plainText } from './plain-text.ts'
export { type Corrected, processCorrection } from './process-correction.ts'
export { type ProcessContext, type Processed, processReport } from './process-report.ts'
export { type CountName, type Counts, countNames } from './progress/counts.ts'
export { currentStreak, type DayRun } from './progress/day-runs.ts'
export { levelReached } from './progress/gain-xp.ts'
export {
  type AgentProgress,
  emptyAgentProgress,
  emptyStanding,
  emptyUserProgress,
  type Standing,
  type UserProgress,
} from './progress/progress.ts'
export {
  type Action,
  actions,
  type Complexity,
  complexities,
  type EvidenceType,
  evidenceTypes,
  maxEvidence,
  type Outcome,
  outcomes,
  type QualitySource,
  qualitySources,
  type Report,
  type ReportInput,
  reportIdSchema,
  reportSchema,
} from './report.ts'
export {
  batchSchemaVersion,
  maxBatchBytes,
  maxReportsInBatch,
  type ReportBatch,
  reportBatchSchema,
} from './report-batch.ts'
export { type RunIdentity, runReportId } from './run-report-id.ts'
export type { Breakdown } from './score/breakdown.ts'
export { type ExplainedScore, explainScore } from './score/explain-score.ts'
export { heldLimit, limitsOfScores } from './score/limits-of-scores.ts'
export { type Rules, rulesByVersion, rulesV1 } from './score/rules.ts'
export { type Score, type ScoreContext, scoreReport } from './score/score-report.ts'
export { successPrior } from './success/success-prior.ts'
export {
  type OutcomeCounts,
  type SuccessPrior,
  type SuccessRate,
  successRankScore,
  successRate,
} from './success/success-rate.ts'
export { rowToUpdates } from './update/row-to-updates.ts'
export { type Topic, topicSchema } from './update/topic.ts'
export type {
  AchievementUnlocked,
  BoardChanged,
  LevelReached,
  RankChanged,
  Update,
  UpdateFrame,
  UpdateType,
  XpGained,
} from './update/update.ts'
export { type ValidatedReport, validateReport, zodIssues } from './validate-report.ts'
