import { achievementRouter } from './achievement.ts'
import { agentRouter } from './agent.ts'
import { boardRouter } from './board.ts'
import { keyRouter } from './key.ts'
import { ledgerRouter } from './ledger.ts'
import { meRouter } from './me.ts'
import { reportRouter } from './report.ts'
import { createRouter } from './trpc.ts'
import { updateRouter } from './update.ts'

export const appRouter = createRouter({
  report: reportRouter,
  agent: agentRouter,
  me: meRouter,
  board: boardRouter,
  achievement: achievementRouter,
  update: updateRouter,
  key: keyRouter,
  ledger: ledgerRouter,
})

export type AppRouter = typeof appRouter
