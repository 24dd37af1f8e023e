import { type EvidenceType, evidenceTypes } from '@arena/core'
import { InvalidArgumentError } from 'commander'

interface StatedEvidence {
  readonly type: EvidenceType
  readonly data: { readonly note: string }
  readonly improvementFactor?: number
}

/** Reads `TYPE=NOTE` or `TYPE:FACTOR=NOTE` and adds it to what earlier options gave. */
export function addEvidence(text: string, earlier: StatedEvidence[] = []): StatedEvidence[] {
  const [, name, factor, note] = /^([a-z_]+)(?::(\d+(?:\.\d+)?|\.\d+))?=(.+)$/s.exec(text) ?? []
  const type = evidenceTypes.find((known) => known === name)
  if (!type || !note) {
    throw new InvalidArgumentError(
      `Give TYPE=NOTE or TYPE:FACTOR=NOTE; a type is ${evidenceTypes.join(', ')}.`,
    )
  }
  const improvement = factor === undefined ? {} : { improvementFactor: Number(factor) }
  return [...earlier, { type, data: { note }, ...improvement }]
}
