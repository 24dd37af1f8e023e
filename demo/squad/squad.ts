import type { Arena } from '@arena/client'
import { complexityOfSize } from './complexity-of-size.ts'
import { checkLinks } from './dead-link-checker.ts'
import { findDuplicates } from './duplicate-finder.ts'
import { countLines } from './line-counter.ts'
import type { WorkOrder } from './work-order.ts'

export const squadAgents = ['line-counter', 'duplicate-finder', 'dead-link-checker'] as const

export interface SquadAnswer {
  readonly agent: (typeof squadAgents)[number]
  readonly finding: string
}

/** Sends three agents to a piece of work, one after the other; each call of each of them is reported. */
export async function* sendSquad(arena: Arena, order: WorkOrder): AsyncGenerator<SquadAnswer, void> {
  const task = { complexity: complexityOfSize(order.paths.length) }
  const counter = arena.wrap(countLines, { agent: 'line-counter', task })
  const { lines, files } = await counter(order)
  yield { agent: 'line-counter', finding: `${lines} lines in ${files} files` }

  const finder = arena.wrap(findDuplicates, { agent: 'duplicate-finder', task })
  const duplicates = await finder(order)
  yield {
    agent: 'duplicate-finder',
    finding: `${duplicates.length} blocks found more than once`,
  }

  const paths = order.paths.filter((path) => path.endsWith('.md'))
  if (paths.length === 0) return
  const checker = arena.wrap(checkLinks, {
    agent: 'dead-link-checker',
    task: { complexity: complexityOfSize(paths.length) },
  })
  const { dead, links } = await checker({ ...order, paths })
  yield { agent: 'dead-link-checker', finding: `${dead.length} of ${links} links lead nowhere` }
}
