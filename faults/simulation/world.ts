import { seededRandom } from '../random.ts'
import { createVirtualTime, type VirtualTime } from './virtual-time.ts'

/** What all parts of one simulation live in: its time, its chance, and a trace of what happened. */
export interface World {
  readonly time: VirtualTime
  readonly trace: readonly string[]
  note(what: string): void
  /** 0..1 */
  readonly random: () => number
  happens(probability: number): boolean
  between(least: number, most: number): number
  /** The next UUID. */
  readonly newId: () => string
  /** From now on nothing goes wrong. */
  heal(): void
  /** Runs work that takes no virtual time; time stands still until it has ended. */
  await<T>(work: Promise<T>): Promise<T>
}

export function createWorld(seed: number): World {
  const random = seededRandom(seed)
  const trace: string[] = []
  let underWay = 0
  let isHealed = false
  const time = createVirtualTime({ startInMs: Date.UTC(2026, 5, 1), isQuiet: () => underWay === 0 })
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
  return {
    time,
    trace,
    note: (what) => trace.push(`${time.nowInMs} ${what}`),
    random,
    happens: (probability) => random() < probability && !isHealed,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    newId: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    heal() {
      isHealed = true
    },
    async await(work) {
      underWay += 1
      try {
        return await work
      } finally {
        underWay -= 1
      }
    },
  }
}
