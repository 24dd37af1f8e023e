import { ArenaError } from '@arena/core'
import { asObject, asText, type JsonObject } from '../../claude-code/read-json-value.ts'
import { readAttributes } from './attributes.ts'
import type { Origin, OtlpBatch } from './otlp-record.ts'

/** The lists of a body, each in the objects of the one before. */
export interface ListNames {
  readonly resources: string
  readonly scopes: string
  readonly records: string
}

/**
 * Reads the records of a body by resource and scope. `readRecord` gives an item, or what is wrong with the record.
 * What is no list or no object below the first list counts as one rejected record: nobody knows how many it was to hold.
 */
export function readBatch<Item>(
  body: JsonObject,
  names: ListNames,
  readRecord: (record: JsonObject, origin: Origin) => Item | string,
): OtlpBatch<Item> {
  requireList(body, names.resources)
  const items: Item[] = []
  let rejected = 0
  let fault: string | null = null
  const reject = (reason: string) => {
    rejected += 1
    fault ??= reason
  }
  const listIn = (parent: JsonObject, name: string): readonly unknown[] => {
    const list = parent[name] ?? []
    if (Array.isArray(list)) return list
    reject(`${name}: must be a list`)
    return []
  }
  const objectsIn = (parent: JsonObject, name: string): readonly JsonObject[] =>
    listIn(parent, name).flatMap((value) => {
      const object = asObject(value)
      if (object !== null) return [object]
      reject(`${name}: must hold objects`)
      return []
    })

  for (const ofResource of objectsIn(body, names.resources)) {
    const resource = readAttributes(asObject(ofResource['resource'])?.['attributes'])
    for (const ofScope of objectsIn(ofResource, names.scopes)) {
      const origin = { resource, scopeName: asText(asObject(ofScope['scope'])?.['name']) ?? '' }
      for (const record of listIn(ofScope, names.records)) {
        const read = readRecord(asObject(record) ?? {}, origin)
        if (typeof read === 'string') reject(read)
        else items.push(read)
      }
    }
  }
  return { items, rejected, fault }
}

function requireList(body: JsonObject, name: string): void {
  if (Array.isArray(body[name] ?? [])) return
  throw new ArenaError('invalid-input', `${name}: must be a list.`)
}
