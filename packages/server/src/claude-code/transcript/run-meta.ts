import { readFile } from 'node:fs/promises'
import { asObject, asText } from '../read-json-value.ts'

/** What the sidecar of a transcript tells; of its description nothing is taken. */
export interface RunMeta {
  readonly agentType: string | null
  readonly toolUseId: string | null
  readonly parentAgentId: string | null
  readonly model: string | null
  readonly isFinished: boolean
}

/** Reads a sidecar. One that is missing or damaged tells nothing. */
export async function readRunMeta(path: string): Promise<RunMeta> {
  const meta = asObject(
    await readFile(path, 'utf8')
      .then(JSON.parse)
      .catch(() => null),
  )
  return {
    agentType: asText(meta?.['agentType']),
    toolUseId: asText(meta?.['toolUseId']),
    parentAgentId: asText(meta?.['parentAgentId']),
    model: asText(meta?.['model']),
    isFinished: meta?.['finished'] === true,
  }
}
