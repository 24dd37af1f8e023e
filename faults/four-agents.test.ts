import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { runArena, startArenaProcess } from './arena-process.ts'
import { temporaryHome } from './temporary-home.ts'

const typescript = new URL('../scripts/typescript.mjs', import.meta.url).href
const agentProgram = fileURLToPath(new URL('./reporting-agent.ts', import.meta.url))

it('counts all reports of four agent processes beside a server on one ARENA_HOME once', async () => {
  await using place = await temporaryHome()
  const { home } = place
  const server = await startArenaProcess({ home, port: 0 })
  try {
    const agents = ['red', 'green', 'blue', 'yellow']
    const ended = agents.map((agent) =>
      once(
        spawn(process.execPath, ['--import', typescript, agentProgram, agent, '250'], {
          env: { PATH: process.env['PATH'], ARENA_HOME: home },
          stdio: 'inherit',
        }),
        'exit',
      ),
    )
    expect((await Promise.all(ended)).map(([exitCode]) => exitCode)).toEqual([0, 0, 0, 0])

    const { output } = await runArena(['stats', '--json'], { home })
    const counted = (JSON.parse(output) as { agents: { name: string; reports: number }[] }).agents
    expect(new Map(counted.map(({ name, reports }) => [name, reports]))).toEqual(
      new Map(agents.map((agent) => [agent, 250])),
    )
    expect((await runArena(['verify'], { home })).exitCode).toBe(0)
  } finally {
    await server.stop()
  }
})
