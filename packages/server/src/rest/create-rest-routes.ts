import { createDocuments } from './create-documents.ts'
import type { RestRoute } from './rest-route.ts'
import { achievements } from './route/achievements.ts'
import { agentAnalytics } from './route/agent-analytics.ts'
import { agentStats } from './route/agent-stats.ts'
import { apiInfo } from './route/api-info.ts'
import { backup } from './route/backup.ts'
import { health, ready } from './route/health.ts'
import { metrics } from './route/metrics.ts'
import { performanceSummary } from './route/performance-summary.ts'
import { personalLeaderboard } from './route/personal-leaderboard.ts'
import { serverInfo } from './route/server-info.ts'
import { teamLeaderboard } from './route/team-leaderboard.ts'
import { trackXp } from './route/track-xp.ts'

/** Every route but those of tRPC and the WebSockets, in the order in which the documents tell of them. */
export function createRestRoutes(about: {
  readonly instance: string
  readonly version: string
}): readonly RestRoute[] {
  const routes: RestRoute[] = [
    trackXp,
    agentStats,
    agentAnalytics,
    personalLeaderboard,
    performanceSummary,
    achievements,
    teamLeaderboard,
    apiInfo,
    serverInfo(about.version),
    health(about),
    ready,
    metrics,
    backup,
  ]
  routes.push(...createDocuments(routes, about.version))
  return routes
}
