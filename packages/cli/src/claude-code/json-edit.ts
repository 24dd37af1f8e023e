import { type JsonNode, parseJsonTree } from './json-tree.ts'

/** Adds a member behind the last one of an object or an array, in the style of the text; all else stays as it is. */
export function insertMember(text: string, list: JsonNode, member: { key?: string; value: unknown }): string {
  const members = membersOf(list)
  const style = styleOf(text)
  const isOnOneLine = style.unit === null || (members.length > 0 && !inside(text, list).includes('\n'))
  const indent = isOnOneLine ? null : { unit: style.unit ?? '', before: indentAt(text, list.start) }
  const value = indent
    ? JSON.stringify(member.value, null, indent.unit).replaceAll(
        '\n',
        `${style.newline}${indent.before}${indent.unit}`,
      )
    : JSON.stringify(member.value)
  const name = member.key === undefined ? '' : `${JSON.stringify(member.key)}:${indent ? ' ' : ''}`
  const lead = indent ? `${style.newline}${indent.before}${indent.unit}` : ''
  const last = members.at(-1)
  if (last)
    return splice(text, last.end, last.end, `,${lead || (style.unit === null ? '' : ' ')}${name}${value}`)
  const tail = indent ? `${style.newline}${indent.before}` : ''
  return splice(text, list.start + 1, list.end - 1, `${lead}${name}${value}${tail}`)
}

/** Takes a member out of an object or an array, with its comma and the space around it. */
export function removeMember(text: string, list: JsonNode, index: number): string {
  const members = membersOf(list)
  const member = members[index]
  if (!member) return text
  const before = members[index - 1]
  const after = members[index + 1]
  if (before) return splice(text, before.end, member.end, '')
  if (after) return splice(text, member.start, after.start, '')
  return splice(text, list.start + 1, list.end - 1, '')
}

/** Puts another value in the place of one, in the style of the text. */
export function replaceValue(text: string, node: JsonNode, value: unknown): string {
  const { unit, newline } = styleOf(text)
  const indented = JSON.stringify(value, null, unit ?? undefined)
  const before = indentAt(text, node.start)
  return splice(text, node.start, node.end, indented.replaceAll('\n', `${newline}${before}`))
}

function membersOf(list: JsonNode): readonly { readonly start: number; readonly end: number }[] {
  if (list.kind === 'plain') return []
  return list.kind === 'object' ? list.properties : list.items
}

interface Style {
  /** What one level is indented by; null for a text on one line. */
  readonly unit: string | null
  readonly newline: string
}

function styleOf(text: string): Style {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const [first] = membersOf(parseJsonTree(text))
  if (!first) return { unit: '  ', newline }
  if (!text.slice(0, first.start).includes('\n')) return { unit: null, newline }
  return { unit: indentAt(text, first.start) || '  ', newline }
}

function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

function inside(text: string, { start, end }: JsonNode): string {
  return text.slice(start, end)
}

function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end)
}
