import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordedProjects } from '../../../test/recorded-sessions.ts'
import type { JsonObject } from '../read-json-value.ts'
import { selectJson } from '../select-json/select-json.ts'
import { findTranscripts } from './find-transcripts.ts'
import { createInlineRuns } from './inline-runs.ts'
import { agentRecord, inlineRecord, sessionRecord } from './record-shape.ts'
import { createRunTally } from './run-tally.ts'
import { noteTold, type ToldNote } from './told-endings.ts'

const projects = await findTranscripts(recordedProjects)
const sessions = projects.flatMap((project) => project.sessions)
const agents = projects.flatMap((project) => project.agents.map(({ path }) => path))

/** The records of a transcript whole, the members of each in an order of chance. */
function readShuffled(path: string, seed: number): JsonObject[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line, index) => {
    const members = Object.entries(JSON.parse(line))
    const [shuffled] = fc.sample(fc.shuffledSubarray(members, { minLength: members.length }), {
      seed: seed + index,
      numRuns: 1,
    })
    return Object.fromEntries(shuffled ?? members)
  })
}

function selected(record: JsonObject, shape = agentRecord): JsonObject {
  const bytes = Buffer.from(`${JSON.stringify(record)}\n`)
  return selectJson(bytes, 0, bytes.length - 1, shape)
}

function toldIn(records: readonly JsonObject[]): ToldNote[] {
  const notes: ToldNote[] = []
  for (const record of records) noteTold(record, notes)
  return notes
}

const seed = fc.nat(1_000_000)

describe('what is read of records', () => {
  it('tells of agents what whole records tell', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sessions, ...agents), seed, (path, chance) => {
        const records = readShuffled(path, chance)
        const told = toldIn(records)
        expect(toldIn(records.map((record) => selected(record, sessionRecord)))).toEqual(told)
        expect(toldIn(records.map((record) => selected(record)))).toEqual(told)
      }),
    )
  })

  it('counts up to the run that whole records count up to', () => {
    fc.assert(
      fc.property(fc.constantFrom(...agents), seed, (path, chance) => {
        const whole = createRunTally()
        const tally = createRunTally()
        for (const record of readShuffled(path, chance)) {
          whole.add(record)
          tally.add(selected(record, tally.shapeOfNext()))
        }
        expect(whole.read()).not.toBeNull()
        expect(tally.read()).toEqual(whole.read())
      }),
    )
  })

  it('finds the runs that lie in a session', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sessions),
        fc.constantFrom(...agents),
        seed,
        (session, agent, chance) => {
          const whole = createInlineRuns()
          const inline = createInlineRuns()
          const call = {
            type: 'tool_use',
            id: 'toolu_1',
            name: 'Task',
            input: { subagent_type: 'x', prompt: '' },
          }
          const [opening, ...rest] = readShuffled(agent, chance).map(({ agentId: _, ...record }) => record)
          const message = opening?.['message'] as { readonly content: unknown }
          call.input.prompt = String(message.content)
          const caller: JsonObject = { type: 'assistant', message: { content: [call] } }
          for (const record of [...readShuffled(session, chance), caller, { ...opening }, ...rest]) {
            whole.add(record)
            inline.add(selected(record, record['isSidechain'] === true ? inlineRecord : sessionRecord))
          }
          expect(inline.read()).toEqual(whole.read())
        },
      ),
    )
  })
})
