import type { JsonSchema } from '../openapi/create-openapi.ts'
import { type Html, html, htmlOfText } from './html.ts'

const maxDepth = 4

/** A JSON schema in words: objects as tables of their fields, the rest as one line. */
export function renderSchema(schema: JsonSchema, depth = 0): Html {
  const object = objectOf(schema)
  const properties = Object.entries((object?.['properties'] ?? {}) as Record<string, JsonSchema>)
  if (!object || properties.length === 0 || depth >= maxDepth) return html`${describe(schema)}`
  const required = (object['required'] ?? []) as readonly string[]
  return html`${isList(schema) ? 'list, each with' : ''}<div class="wide"><table><tbody>${properties.map(
    ([name, property]) => html`<tr><td><code>${name}</code>${required.includes(name) ? '' : ' (optional)'}
<td>${renderSchema(property, depth + 1)}<td>${htmlOfText(String(property['description'] ?? ''))}`,
  )}</tbody></table></div>`
}

function isList(schema: JsonSchema): boolean {
  return schema['type'] === 'array' || alternatives(schema).some(isList)
}

/** The object that a schema is, is a list of, or is unless it is null. */
function objectOf(schema: JsonSchema): JsonSchema | null {
  if (schema['type'] === 'object') return schema
  if (schema['type'] === 'array') return objectOf(schema['items'] as JsonSchema)
  return (
    alternatives(schema)
      .map(objectOf)
      .find((found) => found !== null) ?? null
  )
}

function describe(schema: JsonSchema): string {
  const choices = alternatives(schema)
  if (choices.length > 0) return choices.map(describe).join(' or ')
  if (Array.isArray(schema['enum'])) return schema['enum'].map(String).join(', ')
  if ('const' in schema) return JSON.stringify(schema['const'])
  if (schema['type'] === 'array') return `list of ${describe((schema['items'] ?? {}) as JsonSchema)}`
  const kind = schema['format'] ?? [schema['type'] ?? 'any'].flat().join(' or ')
  return [kind, ...limitsOf(schema)].map(String).join(', ')
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return ((schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly JsonSchema[]) ?? []
}

const limitNames = {
  minimum: 'at least',
  exclusiveMinimum: 'above',
  maximum: 'at most',
} as const

function limitsOf(schema: JsonSchema): readonly string[] {
  const { minLength = 0, maxLength, maxItems } = schema
  return [
    ...Object.entries(limitNames).flatMap(([name, words]) => {
      const limit = Number(schema[name] ?? Number.MAX_SAFE_INTEGER)
      return Math.abs(limit) === Number.MAX_SAFE_INTEGER ? [] : [`${words} ${limit}`]
    }),
    ...(maxLength === undefined ? [] : [`${String(minLength)} to ${String(maxLength)} characters`]),
    ...(maxItems === undefined ? [] : [`up to ${String(maxItems)}`]),
    ...('default' in schema ? [`${String(schema['default'])} unless given`] : []),
  ]
}
