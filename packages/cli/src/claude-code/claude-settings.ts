import { ArenaError } from '@arena/core'
import { insertMember, removeMember, replaceValue } from './json-edit.ts'
import { type JsonNode, parseJsonTree, propertyOf } from './json-tree.ts'

/** The commands that Claude Code runs for Arena. */
export interface ClaudeCommands {
  /** Of a hook; `argument` follows the path of the script. */
  readonly hook: (argument?: string) => string
  readonly statusLine: string
}

interface HookPlan {
  readonly event: string
  readonly matcher?: string
  readonly argument?: string
}

/** The events that tell of sub-agents. A prompt is looked at only for what Claude Code itself tells in one. */
export const hookPlans: readonly HookPlan[] = [
  { event: 'SubagentStart' },
  { event: 'SubagentStop' },
  { event: 'StopFailure' },
  { event: 'PostToolUse', matcher: 'Agent|Task|TaskStop' },
  { event: 'PostToolUseFailure', matcher: 'Agent|Task' },
  { event: 'UserPromptSubmit', argument: 'notification' },
  { event: 'SessionEnd' },
]

const hookScript = 'claude-code-hook.sh'
const statusLineScript = 'claude-code-statusline.sh'
const timeoutInSeconds = 5

/** The hooks' part of a settings file or of a plugin. */
export function hooksOf(commandOf: ClaudeCommands['hook']): Record<string, readonly object[]> {
  return Object.fromEntries(
    hookPlans.map(({ event, matcher, argument }) => {
      const handler = { type: 'command', command: commandOf(argument), timeout: timeoutInSeconds }
      return [event, [{ ...(matcher !== undefined && { matcher }), hooks: [handler] }]]
    }),
  )
}

/** The settings with Arena's hooks in them, and all else as it was. */
export function addHooks(text: string, commands: ClaudeCommands): string {
  const wanted = hooksOf(commands.hook)
  let edited = removeHooks(text, (command) => !isWanted(command, wanted))
  for (const [event, [group]] of Object.entries(wanted)) {
    const root = parseSettings(edited)
    const hooks = propertyOf(root, 'hooks')?.value
    if (hooks === undefined) {
      edited = insertMember(edited, root, { key: 'hooks', value: { [event]: [group] } })
      continue
    }
    if (hooks.kind !== 'object') throw wrongShape('hooks')
    const list = propertyOf(hooks, event)?.value
    if (list === undefined) edited = insertMember(edited, hooks, { key: event, value: [group] })
    else if (list.kind !== 'array') throw wrongShape(`hooks.${event}`)
    else if (!commandsIn(edited, list).some((command) => command.includes(hookScript)))
      edited = insertMember(edited, list, { value: group })
  }
  return edited
}

/** The settings without Arena's hooks, and without the lists that held nothing else. */
export function removeHooks(text: string, isUnwanted: (command: string) => boolean = () => true): string {
  let edited = text
  for (const { event } of hookPlans) {
    for (;;) {
      const fewer = removeOneHook(edited, event, isUnwanted)
      if (fewer === null) break
      edited = fewer
    }
  }
  return edited
}

function removeOneHook(text: string, event: string, isUnwanted: (command: string) => boolean): string | null {
  const isOurs = (handler: JsonNode) => {
    const command = readCommand(text, handler)
    return command?.includes(hookScript) === true && isUnwanted(command)
  }
  const groups = propertyOf(propertyOf(parseSettings(text), 'hooks')?.value ?? null, event)?.value
  if (groups?.kind !== 'array') return null
  for (const [place, group] of groups.items.entries()) {
    const handlers = propertyOf(group, 'hooks')?.value
    if (handlers?.kind !== 'array') continue
    const index = handlers.items.findIndex(isOurs)
    if (index === -1) continue
    if (handlers.items.length > 1) return removeMember(text, handlers, index)
    return groups.items.length > 1 ? removeMember(text, groups, place) : removeEvent(text, event)
  }
  return null
}

/** Sets the status line; one that is there stays unless it is Arena's, or `isReplaced`. */
export function addStatusLine(
  text: string,
  { statusLine }: ClaudeCommands,
  { isReplaced }: { readonly isReplaced: boolean },
): string {
  const root = parseSettings(text)
  const held = propertyOf(root, 'statusLine')
  const value = { type: 'command', command: statusLine }
  if (held === null) return insertMember(text, root, { key: 'statusLine', value })
  const command = readCommand(text, held.value)
  if (command === statusLine || !(isReplaced || command?.includes(statusLineScript))) return text
  return replaceValue(text, held.value, value)
}

/** Puts back the status line that was there before Arena's; `before` is undefined if there was none. */
export function removeStatusLine(text: string, before: unknown): string {
  const root = parseSettings(text)
  const held = propertyOf(root, 'statusLine')
  if (held === null || root.kind !== 'object') return text
  if (!readCommand(text, held.value)?.includes(statusLineScript)) return text
  if (before !== undefined) return replaceValue(text, held.value, before)
  return removeMember(text, root, root.properties.indexOf(held))
}

function removeEvent(text: string, event: string): string {
  const root = parseSettings(text)
  const hooks = propertyOf(root, 'hooks')
  if (root.kind !== 'object' || hooks?.value.kind !== 'object') return text
  const { properties } = hooks.value
  if (properties.length > 1) {
    return removeMember(
      text,
      hooks.value,
      properties.findIndex(({ key }) => key === event),
    )
  }
  return removeMember(text, root, root.properties.indexOf(hooks))
}

function isWanted(command: string, wanted: Record<string, readonly object[]>): boolean {
  return JSON.stringify(wanted).includes(JSON.stringify(command))
}

function commandsIn(text: string, node: JsonNode): string[] {
  const commands: string[] = []
  JSON.parse(text.slice(node.start, node.end), (key, value) => {
    if (key === 'command' && typeof value === 'string') commands.push(value)
    return value
  })
  return commands
}

function readCommand(text: string, node: JsonNode): string | null {
  return commandsIn(text, node)[0] ?? null
}

/** Throws `invalid-config`. */
function parseSettings(text: string): JsonNode {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ArenaError('invalid-config', 'it is no valid JSON')
  }
  const root = parseJsonTree(text)
  if (root.kind !== 'object' || typeof value !== 'object') throw wrongShape('the whole')
  return root
}

function wrongShape(name: string): ArenaError {
  return new ArenaError('invalid-config', `${name} has not the shape that Claude Code expects`)
}
