import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EngineEffect, type EngineEvent, type EngineState, nextEngineStep } from './engine-machine.ts'

/** The whole table, a line for each state: what each event leads to, where it does not stay. */
const drawn: Record<EngineState, Partial<Record<EngineEvent, string>>> = {
  idle: {
    wanted: 'searching search',
    found: 'idle answer',
    'none-found': 'idle answer',
    started: 'owning',
    'close-asked': 'closed',
  },
  searching: {
    found: 'following answer',
    'none-found': 'starting start',
    started: 'owning',
    'close-asked': 'closed answer',
  },
  starting: {
    started: 'owning search',
    refused: 'waiting wait',
    failed: 'unable rest answer',
    'hand-over-asked': 'handing-over',
    ended: 'unable rest answer',
    'close-asked': 'stopping stop',
  },
  owning: {
    wanted: 'owning search',
    found: 'owning answer',
    'none-found': 'owning answer',
    refused: 'unable rest answer',
    failed: 'unable rest answer',
    'hand-over-asked': 'handing-over',
    ended: 'unable rest answer',
    'close-asked': 'stopping stop',
  },
  'handing-over': {
    refused: 'waiting wait',
    failed: 'waiting wait',
    ended: 'waiting wait',
    'close-asked': 'stopping',
  },
  following: {
    wanted: 'searching search',
    found: 'following answer',
    'none-found': 'following answer',
    started: 'owning',
    'close-asked': 'closed',
  },
  waiting: {
    found: 'following answer',
    started: 'owning search',
    waited: 'searching search',
    'given-up': 'idle answer',
    'close-asked': 'closed answer',
  },
  unable: {
    wanted: 'asking search',
    found: 'following answer',
    'none-found': 'unable answer',
    started: 'owning',
    waited: 'idle',
    'close-asked': 'closed',
  },
  asking: {
    found: 'following answer',
    'none-found': 'unable answer',
    started: 'owning',
    waited: 'searching',
    'close-asked': 'closed answer',
  },
  stopping: {
    started: 'stopping stop',
    refused: 'closed answer',
    failed: 'closed answer',
    ended: 'closed answer',
  },
  closed: { wanted: 'closed answer', started: 'closed stop' },
}

const states = Object.keys(drawn) as EngineState[]
const events: readonly EngineEvent[] = [
  'wanted',
  'found',
  'none-found',
  'started',
  'refused',
  'failed',
  'hand-over-asked',
  'ended',
  'waited',
  'given-up',
  'close-asked',
]

describe('the machine of the engine', () => {
  it.each(states.flatMap((state) => events.map((event) => [state, event] as const)))(
    'knows what follows in %s from %s',
    (state, event) => {
      expect(nextEngineStep(state, event).join(' ')).toBe(drawn[state][event] ?? state)
    },
  )

  it('stays closed, and starts or looks for nothing once close was asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...events)),
        fc.array(fc.constantFrom(...events)),
        (before, after) => {
          const { effects } = play([...before, 'close-asked', ...after], before.length)
          expect(effects.filter((effect) => effect === 'start' || effect === 'search')).toEqual([])
        },
      ),
    )
  })
})

describe('the machine in a world that answers it', () => {
  it('never runs more than one engine, and none once it is closed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 200 }), (choices) => {
        const world = createWorld()
        for (const choice of choices) {
          world.step(choice)
          expect(world.running).toBeLessThanOrEqual(1)
          if (world.state === 'owning' || world.state === 'starting') expect(world.running).toBe(1)
          if (world.state === 'closed') expect(world.running).toBe(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('answers everybody who wants a server, whatever went before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { maxLength: 60 }),
        fc.infiniteStream(fc.nat(1000)),
        (choices, later) => {
          const world = createWorld()
          for (const choice of choices) world.step(choice)
          world.want()
          for (let n = 0; world.unanswered > 0; n += 1) {
            expect(n).toBeLessThan(200)
            world.settle(later.next().value ?? 0)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

function play(sequence: readonly EngineEvent[], from = 0) {
  let state: EngineState = 'idle'
  const effects: EngineEffect[] = []
  sequence.forEach((event, index) => {
    const [next, ...done] = nextEngineStep(state, event)
    state = next
    if (index >= from) effects.push(...done)
  })
  return { state, effects }
}

/** What the machine's effects cause: searches and engines with one outcome each, in any order. */
function createWorld() {
  let state: EngineState = 'idle'
  let isSearching = false
  let engine: 'none' | 'starting' | 'running' = 'none'
  let waits = 0
  let timers = 0
  let unanswered = 0

  function dispatch(event: EngineEvent): void {
    const [next, ...effects] = nextEngineStep(state, event)
    state = next
    for (const effect of effects) {
      if (effect === 'search') isSearching = true
      if (effect === 'start') {
        expect(engine).toBe('none')
        engine = 'starting'
      }
      if (effect === 'answer') unanswered = 0
      if (effect === 'rest') timers += 1
      if (effect !== 'wait') continue
      waits += 1
      if (waits > 8) dispatch('given-up')
      else timers += 1
    }
    if (state === 'owning' || state === 'following' || state === 'idle') waits = 0
  }

  function want(): void {
    unanswered += 1
    dispatch('wanted')
  }

  const end = (event: EngineEvent) => () => {
    engine = 'none'
    dispatch(event)
  }
  const search = (event: EngineEvent) => () => {
    isSearching = false
    dispatch(event)
  }

  /** The outcomes of what is under way. */
  function due(): (() => void)[] {
    return [
      ...(isSearching ? [search('found'), search('none-found')] : []),
      ...(engine === 'starting'
        ? [
            end('refused'),
            end('failed'),
            () => {
              engine = 'running'
              dispatch('started')
            },
          ]
        : []),
      ...(engine === 'running' && (state === 'stopping' || state === 'handing-over') ? [end('ended')] : []),
      ...(timers > 0
        ? [
            () => {
              timers -= 1
              dispatch('waited')
            },
          ]
        : []),
    ]
  }

  return {
    get state() {
      return state
    },
    get running() {
      return engine === 'none' ? 0 : 1
    },
    get unanswered() {
      return unanswered
    },
    want,
    step(choice: number) {
      const free = [
        want,
        ...(engine === 'running' ? [end('ended'), () => dispatch('hand-over-asked')] : []),
        ...(choice % 50 === 0 ? [() => dispatch('close-asked')] : []),
      ]
      const all = [...free, ...due()]
      all[choice % all.length]?.()
    },
    settle(choice: number) {
      const all = due()
      expect(all.length).toBeGreaterThan(0) // else nobody would ever be answered
      all[choice % all.length]?.()
    },
  }
}
