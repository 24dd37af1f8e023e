type JsonSchema = Readonly<Record<string, unknown>>

/** A value that a JSON schema accepts, with every field that it knows. */
export function exampleOfSchema(schema: JsonSchema): unknown {
  const [choice] = (schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly JsonSchema[]
  if (choice) return exampleOfSchema(choice)
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  switch (schema['type']) {
    case 'object': {
      const fields = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
      return Object.fromEntries(fields.map(([name, field]) => [name, exampleOfSchema(field)]))
    }
    case 'array':
      return [exampleOfSchema((schema['items'] ?? {}) as JsonSchema)]
    case 'string':
      return exampleByFormat[String(schema['format'])] ?? 'example'
    case 'number':
    case 'integer':
      return Math.max(1, Number(schema['minimum'] ?? 1))
    case 'boolean':
      return true
    default:
      return null
  }
}

const exampleByFormat: Readonly<Record<string, string>> = {
  uuid: '018f3c1e-7b5a-7c3d-9e2f-4a5b6c7d8e9f',
  date: '2026-11-22',
  'date-time': '2026-11-22T12:00:00Z',
}
