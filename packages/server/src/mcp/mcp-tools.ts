import { achievements } from './tool/achievements.ts'
import { explainReport } from './tool/explain-report.ts'
import { leaderboard } from './tool/leaderboard.ts'
import { report } from './tool/report.ts'
import { stats } from './tool/stats.ts'

/** All that agents are offered, in the order in which they see it. */
export const mcpTools = [stats, leaderboard, achievements, explainReport, report] as const
