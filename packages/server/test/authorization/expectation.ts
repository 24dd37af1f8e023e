import type { ErrorCode } from '@arena/core'
import type { Scope } from '../../src/store/key-record.ts'
import { type Actor, actors, planOf } from './actors.ts'
import type { World } from './world.ts'

export type Verdict = 'ok' | ErrorCode

/** What is answered to those whose keys carry a scope that serves; `rest` to all who are not named. */
export type Verdicts = { readonly [Name in Actor | 'rest']?: Verdict } & { readonly rest: Verdict }

/** One way to call: whose thing it is about, and who may. */
export interface Case<Input> {
  /** Of the thing that the call is about, made anew for each call where a call may change it. */
  readonly id?: (world: World, actor: Actor) => string | Promise<string>
  readonly input: (id: string, world: World, actor: Actor) => Input
  readonly verdicts: Verdicts
}

export interface Row<Input = unknown> {
  /** Any one of them serves; null: no key is asked for. */
  readonly scopes: readonly Scope[] | null
  readonly cases: Readonly<Record<string, Case<Input>>>
}

/** An id that nothing has. */
export const unknownId = '00000000-0000-4000-8000-999999999999'

export const all: Verdicts = { rest: 'ok' }

export function only(...[names, rest]: readonly [names: readonly Actor[], rest: Verdict]): Verdicts {
  return { ...Object.fromEntries(names.map((name) => [name, 'ok'])), rest }
}

/** What a call of an actor has to be answered. */
function expectedOf(
  actor: Actor,
  { scopes, verdicts }: { readonly scopes: Row['scopes']; readonly verdicts: Verdicts },
): Verdict {
  const plan = planOf(actor)
  if (scopes === null) return verdicts[actor] ?? verdicts.rest
  if (plan.refusal) return plan.refusal
  if (!scopes.some((scope) => plan.scopes.includes(scope))) return 'missing-scope'
  return verdicts[actor] ?? verdicts.rest
}

export interface Cell<Input> {
  readonly name: string
  readonly actor: Actor
  readonly case: Case<Input>
  readonly expected: Verdict
}

/** Every actor in every case of every row. */
export function cellsOf<Input>(rows: Readonly<Record<string, Row<Input>>>): readonly Cell<Input>[] {
  return Object.entries(rows).flatMap(([path, row]) =>
    Object.entries(row.cases).flatMap(([about, item]) =>
      actors.map((actor) => ({
        name: `${path} about ${about} by ${actor}`,
        actor,
        case: item,
        expected: expectedOf(actor, { ...row, ...item }),
      })),
    ),
  )
}
