export {
  type AchievementUnlocked,
  type BoardChanged,
  type LevelReached,
  type RankChanged,
  type ReportAnswer,
  type RunIdentity,
  runReportId,
  type Topic,
  type Update,
  type UpdateType,
  type XpGained,
} from '@arena/core'
export type { Arena, ArenaStats, Task } from './arena.ts'
export type { ArenaOptions } from './arena-options.ts'
export type { Run } from './call/run.ts'
export { createArena } from './create-arena.ts'
export { arena } from './default-arena.ts'
export type { ReportInput } from './report/create-report.ts'
export type { DroppedReceipt, Receipt, SpooledReceipt } from './report/receipt.ts'
export type { ListenOptions } from './subscribe/update-listeners.ts'
export type { UpdatesOptions } from './subscribe/updates.ts'
export type { ArenaWarning } from './warn-once.ts'
