import { achievementRouter } from './achievement.ts'
import { agentRouter } from './agent.ts'
import { boardRouter } from './board.ts'
import { invitationRouter } from './invitation.ts'
import { keyRouter } from './key.ts'
import { ledgerRouter } from './ledger.ts'
import { meRouter } from './me.ts'
import { memberRouter } from './member.ts'
import { projectRouter } from './project.ts'
import { reportRouter } from './report.ts'
import { teamRouter } from './team.ts'
import { ticketRouter } from './ticket.ts'
import { createRouter } from './trpc.ts'
import { updateRouter } from './update.ts'
import { workspaceRouter } from './workspace.ts'

export const appRouter = createRouter({
  report: reportRouter,
  agent: agentRouter,
  me: meRouter,
  board: boardRouter,
  achievement: achievementRouter,
  update: updateRouter,
  ticket: ticketRouter,
  key: keyRouter,
  ledger: ledgerRouter,
  workspace: workspaceRouter,
  member: memberRouter,
  invitation: invitationRouter,
  team: teamRouter,
  project: projectRouter,
})

export type AppRouter = typeof appRouter
