import { readFileSync } from 'node:fs'
import { asObject, asText } from '../read-json-value.ts'

/** What the sidecar of a transcript tells; of its description nothing is taken. */
export interface RunMeta {
  readonly agentType: string | null
  readonly toolUseId: string | null
  readonly parentAgentId: string | null
  readonly model: string | null
  readonly isFinished: boolean
}

/** Reads the sidecar of a transcript. One that is missing or damaged tells nothing. */
export function readRunMeta(transcriptPath: string): RunMeta {
  const meta = asObject(readJson(transcriptPath.replace(/\.jsonl$/, '.meta.json')))
  return {
    agentType: asText(meta?.['agentType']),
    toolUseId: asText(meta?.['toolUseId']),
    parentAgentId: asText(meta?.['parentAgentId']),
    model: asText(meta?.['model']),
    isFinished: meta?.['finished'] === true,
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
