import type { Metric } from './prometheus-text.ts'

/** Of this process, under the names that Prometheus clients give them. */
export function processMetrics(): readonly Metric[] {
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const startedAtInSeconds = (performance.timeOrigin / 1000).toFixed(3)
  return [
    one('process_cpu_seconds_total', 'counter', 'Processor time used.', (user + system) / 1e6),
    one('process_resident_memory_bytes', 'gauge', 'Memory held.', rss),
    one(
      'process_start_time_seconds',
      'gauge',
      'Start of the process since 1970.',
      Number(startedAtInSeconds),
    ),
    one('nodejs_heap_size_used_bytes', 'gauge', 'Memory of the heap in use.', heapUsed),
  ]
}

function one(name: string, type: 'counter' | 'gauge', help: string, value: number): Metric {
  return { name, type, help, samples: () => [{ labels: {}, value }] }
}
