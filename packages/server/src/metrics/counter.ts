import type { Labels, Metric } from './prometheus-text.ts'

export interface Counter extends Metric {
  add(labels: Labels, count?: number): void
}

/** Counts by labels, whose values the program alone must choose: each new one takes memory for ever. */
export function createCounter(name: string, help: string): Counter {
  const byLabels = new Map<string, { readonly labels: Labels; value: number }>()
  return {
    name,
    help,
    type: 'counter',
    samples: () => [...byLabels.values()],
    add(labels, count = 1) {
      const key = JSON.stringify(labels)
      const held = byLabels.get(key) ?? { labels, value: 0 }
      held.value += count
      byLabels.set(key, held)
    },
  }
}
