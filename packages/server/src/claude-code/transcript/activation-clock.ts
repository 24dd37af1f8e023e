import { asObject, asObjects, asText, type JsonObject } from '../read-json-value.ts'
import { isSynthetic } from './synthetic-message.ts'

/**
 * How a transcript ends by its own records. `stopped` is the model's own end of its turn; `silent` is text without a
 * stop reason, as older versions wrote for every message; `working` is everything that still waits for something.
 */
export type OwnEnding = 'working' | 'stopped' | 'silent' | 'api-error' | 'interrupted'

export interface Activity {
  readonly startedAtInMs: number
  readonly lastSeenAtInMs: number
  /** Summed over activations, up to the last record. */
  readonly activeInMs: number
  readonly activations: number
  readonly lastActivationAtInMs: number
  readonly ownEnding: OwnEnding
}

export interface ActivationClock {
  add(record: JsonObject, timeInMs: number): void
  /** Null before the first record of the user or the assistant. */
  read(): Activity | null
}

/**
 * Follows a run through its records of the user and the assistant.
 *
 *     working -> stopped | silent | api-error | interrupted -> working (the same activation after a stop hook's
 *     objection, else a new one: the pause between two activations is not work)
 */
export function createActivationClock(): ActivationClock {
  let startedAtInMs: number | null = null
  let lastSeenAtInMs = 0
  let finishedInMs = 0
  let activations = 0
  let lastActivationAtInMs = 0
  let ownEnding: OwnEnding = 'working'
  const activeInMs = () => finishedInMs + lastSeenAtInMs - lastActivationAtInMs

  return {
    add(record, timeInMs) {
      const isFirst = startedAtInMs === null
      startedAtInMs ??= timeInMs
      const isNew = isFirst || startsActivation(record, ownEnding)
      if (isNew) finishedInMs = activeInMs()
      lastSeenAtInMs = isFirst ? timeInMs : Math.max(lastSeenAtInMs, timeInMs)
      if (isNew) {
        activations += 1
        lastActivationAtInMs = lastSeenAtInMs
      }
      ownEnding = nextEnding(record, ownEnding)
    },
    read: () =>
      startedAtInMs === null
        ? null
        : {
            startedAtInMs,
            lastSeenAtInMs,
            activeInMs: activeInMs(),
            activations,
            lastActivationAtInMs,
            ownEnding,
          },
  }
}

function startsActivation(record: JsonObject, before: OwnEnding): boolean {
  if (before === 'working' || record['type'] !== 'user' || isInterruption(record)) return false
  const isStopHookObjection = record['isMeta'] === true && record['origin'] === undefined
  return !isStopHookObjection && !blocksOf(record).some((block) => block['type'] === 'tool_result')
}

function nextEnding(record: JsonObject, before: OwnEnding): OwnEnding {
  if (record['type'] === 'user') return isInterruption(record) ? 'interrupted' : 'working'
  if (record['isApiErrorMessage'] === true) return 'api-error'
  const message = asObject(record['message'])
  if (message === null || isSynthetic(message)) return before
  const stopReason = asText(message['stop_reason'])
  const blocks = blocksOf(record)
  if (blocks.some((block) => block['type'] === 'tool_use')) return 'working'
  if (stopReason === 'end_turn' || stopReason === 'stop_sequence') return 'stopped'
  return stopReason === null && blocks.some((block) => block['type'] === 'text') ? 'silent' : 'working'
}

function isInterruption(record: JsonObject): boolean {
  return blocksOf(record).some(
    (block) =>
      block['type'] === 'text' && asText(block['text'])?.startsWith('[Request interrupted by user') === true,
  )
}

function blocksOf(record: JsonObject): readonly JsonObject[] {
  return asObjects(asObject(record['message'])?.['content'])
}
