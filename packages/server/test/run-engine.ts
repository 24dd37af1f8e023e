import { EventEmitter, once } from 'node:events'
import { type EngineRefusal, startEngine } from '../src/embedded.ts'

/** An engine of a home, whose news are promises. */
export function runEngine(home: string) {
  const news = new EventEmitter<{ started: []; handOver: []; ended: [EngineRefusal | null] }>()
  const started = once(news, 'started').then(() => 'started' as const)
  const handOverAsked = once(news, 'handOver')
  const ended = once(news, 'ended').then(([refusal]) => refusal as EngineRefusal | null)
  const engine = startEngine(home, {
    onStarted: () => news.emit('started'),
    onHandOver: () => news.emit('handOver'),
    onEnded: (refusal) => news.emit('ended', refusal),
  })
  return {
    /** Resolves to why not when it ends before. */
    started: Promise.race([started, ended]),
    handOverAsked,
    ended,
    async [Symbol.asyncDispose]() {
      engine.stop()
      await ended
    },
  }
}
