import type { JsonObject } from './json-object.ts'

/** Whether Claude Code wrote the message itself, in place of a model's. */
export function isSynthetic(message: JsonObject): boolean {
  return message['model'] === '<synthetic>'
}
