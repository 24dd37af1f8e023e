import { arena } from '@arena/client'
import { createApi, findServer } from '@arena/client/api'

/** The agents that the server knows once all reports are sent, each with the number of its runs. */
export async function reportedAgents(): Promise<Record<string, number>> {
  await arena.close()
  const server = await findServer({ env: process.env })
  if (server === null) throw new Error('there is no server')
  const { agents } = await createApi(server).agent.list.query({})
  return Object.fromEntries(agents.map(({ name, reports }) => [name, reports]))
}
