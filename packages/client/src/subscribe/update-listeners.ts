import type { Topic, Update, UpdateType } from '@arena/core'
import { sayError } from '../say-error.ts'
import { openUpdateStream, type UpdateSource, type UpdateStream } from './update-stream.ts'

export type UpdateListenerOf<T extends UpdateType> = (
  update: Extract<Update, { readonly type: T }>,
) => unknown

export interface ListenOptions {
  /** What updates are about: another member, a team, a project or a board. Default: the key's own user. */
  readonly topic?: Topic
}

/** Listeners by type of update, over one stream of each topic that is open while there is a listener. */
export interface UpdateListeners {
  /** Gives the function that takes the listener off again. */
  add<T extends UpdateType>(type: T, listener: UpdateListenerOf<T>, options?: ListenOptions): () => void
  close(): void
}

interface Slot {
  readonly entries: Set<{ readonly type: UpdateType; readonly call: (update: Update) => unknown }>
  readonly stream: UpdateStream
}

export function createUpdateListeners(source: UpdateSource): UpdateListeners {
  const slotByTopic = new Map<string, Slot>()

  function openSlot(topic: Topic | null): Slot {
    const entries: Slot['entries'] = new Set()
    const stream = openUpdateStream(source, {
      topic,
      lastEventId: null,
      onFrame: (frame) => {
        for (const update of frame.updates) deliver(update, entries)
      },
    })
    return { entries, stream }
  }

  function deliver(update: Update, entries: Slot['entries']): void {
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
    add(type, listener, { topic = null }: { readonly topic?: Topic | null } = {}) {
      const key = JSON.stringify(topic)
      const slot = slotByTopic.get(key) ?? openSlot(topic)
      slotByTopic.set(key, slot)
      const entry = { type, call: listener as (update: Update) => unknown }
      slot.entries.add(entry)
      return () => {
        slot.entries.delete(entry)
        if (slot.entries.size > 0 || slotByTopic.get(key) !== slot) return
        slotByTopic.delete(key)
        slot.stream.close()
      }
    },
    close() {
      for (const { entries, stream } of slotByTopic.values()) {
        entries.clear()
        stream.close()
      }
      slotByTopic.clear()
    },
  }
}
