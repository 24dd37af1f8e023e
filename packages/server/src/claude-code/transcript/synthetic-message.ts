import type { JsonObject } from '../read-json-value.ts'

/** Whether Claude Code wrote the message itself, in place of a model's. */
export function isSynthetic(message: JsonObject): boolean {
  return message['model'] === '<synthetic>'
}
