import type { Delivery } from './delivery.ts'

const everyInMs = 5_000

/** Takes over and sends what dead processes left, now and again and again. The answer ends it. */
export function startAdopting(delivery: Delivery): () => void {
  const adopt = () => {
    delivery.adoptSoon()
    void delivery.drain()
  }
  adopt()
  const timer = setInterval(adopt, everyInMs).unref()
  return () => clearInterval(timer)
}
