import type { Update, UpdateType } from '@arena/core'
import { sayError } from '../say-error.ts'
import { openUpdateStream, type UpdateSource, type UpdateStream } from './update-stream.ts'

export type UpdateListenerOf<T extends UpdateType> = (
  update: Extract<Update, { readonly type: T }>,
) => unknown

/** Listeners by type of update, over one stream that is open while there is a listener. */
export interface UpdateListeners {
  /** Gives the function that takes the listener off again. */
  add<T extends UpdateType>(type: T, listener: UpdateListenerOf<T>): () => void
  close(): void
}

export function createUpdateListeners(source: UpdateSource): UpdateListeners {
  const entries = new Set<{ readonly type: UpdateType; readonly call: (update: Update) => unknown }>()
  let stream: UpdateStream | null = null

  function deliver(update: Update): void {
    for (const { type, call } of [...entries]) {
      if (type !== update.type) continue
      try {
        const result = call(update)
        if (result instanceof Promise) result.catch(fail)
      } catch (error) {
        fail(error)
      }
    }
  }

  function fail(error: unknown): void {
    source.warn({ code: 'listener-failed', message: `A listener for updates failed: ${sayError(error)}` })
  }

  return {
    add(type, listener) {
      const entry = { type, call: listener as (update: Update) => unknown }
      entries.add(entry)
      stream ??= openUpdateStream(source, {
        lastEventId: null,
        onFrame: (frame) => frame.updates.forEach(deliver),
      })
      return () => {
        entries.delete(entry)
        if (entries.size > 0) return
        stream?.close()
        stream = null
      }
    },
    close() {
      entries.clear()
      stream?.close()
      stream = null
    },
  }
}
