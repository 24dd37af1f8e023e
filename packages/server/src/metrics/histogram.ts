import type { Metric } from './prometheus-text.ts'

export interface Histogram extends Metric {
  observe(value: number): void
}

/** Counts values by the least bound that holds them; `bounds` rise. */
export function createHistogram(name: string, help: string, bounds: readonly number[]): Histogram {
  const counts = new Array<number>(bounds.length + 1).fill(0)
  let sum = 0
  return {
    name,
    help,
    type: 'histogram',
    samples() {
      let count = 0
      const buckets = counts.map((held, index) => {
        count += held
        return { suffix: '_bucket', labels: { le: String(bounds[index] ?? '+Inf') }, value: count }
      })
      return [
        ...buckets,
        { suffix: '_sum', labels: {}, value: sum },
        { suffix: '_count', labels: {}, value: count },
      ]
    },
    observe(value) {
      const index = bounds.findIndex((bound) => value <= bound)
      const slot = index < 0 ? bounds.length : index
      counts[slot] = (counts[slot] ?? 0) + 1
      sum += value
    },
  }
}
