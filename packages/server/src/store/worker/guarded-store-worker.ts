import { workerData } from 'node:worker_threads'
import { type ExitGuard, standUnderGuard } from './exit-guard.ts'

// The thread of the store in a process that may end at any time. The driver must not be loaded before the guard stands.
standUnderGuard((workerData as { readonly guard: ExitGuard }).guard)
await import(new URL('./store-worker.js', import.meta.url).href)
