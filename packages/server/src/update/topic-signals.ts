import { createPacedSignal, type Pace, type PacedSignal } from './paced-signal.ts'
import type { Signal } from './signal.ts'

/** A signal for each topic that somebody listens to. */
export interface TopicSignals {
  listen(topic: string): TopicListener
  /** `topics` is asked for only if somebody listens to any. */
  fire(topics: () => Iterable<string>): void
  fireAll(): void
}

export interface TopicListener extends Pick<Signal, 'next'> {
  close(): void
}

interface TopicPace extends Omit<Pace, 'paceInMs'> {
  /** Of a topic with few listeners. */
  readonly paceInMs: number
}

interface Slot {
  readonly signal: PacedSignal
  listeners: number
}

/** So that a topic costs 10,000 frames a second at most: fewer and larger ones when many listen. */
const paceInMsPerListener = 0.1

export function createTopicSignals({ paceInMs, ...pace }: TopicPace): TopicSignals {
  const slots = new Map<string, Slot>()

  function createSlot(): Slot {
    const paceOfSlot = () => Math.max(paceInMs, slot.listeners * paceInMsPerListener)
    const slot: Slot = { signal: createPacedSignal({ ...pace, paceInMs: paceOfSlot }), listeners: 0 }
    return slot
  }

  return {
    listen(topic) {
      const slot = slots.get(topic) ?? createSlot()
      slots.set(topic, slot)
      slot.listeners++
      let isOpen = true
      return {
        next: slot.signal.next,
        close() {
          if (!isOpen) return
          isOpen = false
          if (--slot.listeners > 0) return
          slots.delete(topic)
          slot.signal.close()
        },
      }
    },
    fire(topics) {
      if (slots.size === 0) return
      for (const topic of topics()) slots.get(topic)?.signal.fire()
    },
    fireAll() {
      for (const { signal } of slots.values()) signal.fire()
    },
  }
}
