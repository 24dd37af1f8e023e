/**
 * Whether this process owns the database of its home, follows a server of another process, or looks for one.
 *
 * idle         -> searching     somebody has something to send, or wants updates
 * searching    -> following     another process serves the home
 * searching    -> starting      nobody does
 * starting     -> owning        the engine has the database and listens
 * starting     -> waiting       another process has the database: it will listen soon, or give it up
 * starting     -> unable        the engine is not installed, or the home cannot hold a database
 * waiting      -> searching     a moment later
 * waiting      -> idle          after many such moments
 * owning       -> handing-over  a server claims the database
 * handing-over -> waiting       it has it
 * owning       -> unable        the engine was lost
 * unable       -> asking        somebody wants a server: another process may serve by now
 * asking       -> following, or back to unable
 * unable, asking -> idle, searching   a minute later
 * following    -> searching     it is asked for again: it may be gone
 * any          -> stopping      closed, while an engine of this process runs
 * any          -> closed
 */
export type EngineState =
  | 'idle'
  | 'searching'
  | 'starting'
  | 'owning'
  | 'handing-over'
  | 'following'
  | 'waiting'
  | 'unable'
  | 'asking'
  | 'stopping'
  | 'closed'

export type EngineEvent =
  /** Somebody needs a server. */
  | 'wanted'
  /** A search found one, whoever runs it. */
  | 'found'
  | 'none-found'
  /** The engine of this process owns the database and listens. */
  | 'started'
  /** Another process has the database. The engine has ended. */
  | 'refused'
  /** There is no engine, or it can't have a database. It has ended. */
  | 'failed'
  | 'hand-over-asked'
  /** The engine has ended after it had started. */
  | 'ended'
  /** The time of a `wait` or a `rest` is over. */
  | 'waited'
  /** There were too many waits. */
  | 'given-up'
  | 'close-asked'

/** `answer` tells all who wait for a server what the last search gave. */
export type EngineEffect = 'search' | 'start' | 'stop' | 'wait' | 'rest' | 'answer'

/** The state to go to, and what to do on the way. */
export type EngineStep = readonly [state: EngineState, ...effects: EngineEffect[]]

const steps: Readonly<Record<EngineState, Readonly<Record<EngineEvent, EngineStep>>>> = {
  idle: {
    wanted: ['searching', 'search'],
    found: ['idle', 'answer'],
    'none-found': ['idle', 'answer'],
    started: ['owning'],
    refused: ['idle'],
    failed: ['idle'],
    'hand-over-asked': ['idle'],
    ended: ['idle'],
    waited: ['idle'],
    'given-up': ['idle'],
    'close-asked': ['closed'],
  },
  searching: {
    wanted: ['searching'],
    found: ['following', 'answer'],
    'none-found': ['starting', 'start'],
    started: ['owning'],
    refused: ['searching'],
    failed: ['searching'],
    'hand-over-asked': ['searching'],
    ended: ['searching'],
    waited: ['searching'],
    'given-up': ['searching'],
    'close-asked': ['closed', 'answer'],
  },
  starting: {
    wanted: ['starting'],
    found: ['starting'],
    'none-found': ['starting'],
    started: ['owning', 'search'],
    refused: ['waiting', 'wait'],
    failed: ['unable', 'rest', 'answer'],
    'hand-over-asked': ['handing-over'],
    ended: ['unable', 'rest', 'answer'],
    waited: ['starting'],
    'given-up': ['starting'],
    'close-asked': ['stopping', 'stop'],
  },
  owning: {
    wanted: ['owning', 'search'],
    found: ['owning', 'answer'],
    'none-found': ['owning', 'answer'],
    started: ['owning'],
    refused: ['unable', 'rest', 'answer'],
    failed: ['unable', 'rest', 'answer'],
    'hand-over-asked': ['handing-over'],
    ended: ['unable', 'rest', 'answer'],
    waited: ['owning'],
    'given-up': ['owning'],
    'close-asked': ['stopping', 'stop'],
  },
  'handing-over': {
    wanted: ['handing-over'],
    found: ['handing-over'],
    'none-found': ['handing-over'],
    started: ['handing-over'],
    refused: ['waiting', 'wait'],
    failed: ['waiting', 'wait'],
    'hand-over-asked': ['handing-over'],
    ended: ['waiting', 'wait'],
    waited: ['handing-over'],
    'given-up': ['handing-over'],
    'close-asked': ['stopping'],
  },
  following: {
    wanted: ['searching', 'search'],
    found: ['following', 'answer'],
    'none-found': ['following', 'answer'],
    started: ['owning'],
    refused: ['following'],
    failed: ['following'],
    'hand-over-asked': ['following'],
    ended: ['following'],
    waited: ['following'],
    'given-up': ['following'],
    'close-asked': ['closed'],
  },
  waiting: {
    wanted: ['waiting'],
    found: ['following', 'answer'],
    'none-found': ['waiting'],
    started: ['owning', 'search'],
    refused: ['waiting'],
    failed: ['waiting'],
    'hand-over-asked': ['waiting'],
    ended: ['waiting'],
    waited: ['searching', 'search'],
    'given-up': ['idle', 'answer'],
    'close-asked': ['closed', 'answer'],
  },
  unable: {
    wanted: ['asking', 'search'],
    found: ['following', 'answer'],
    'none-found': ['unable', 'answer'],
    started: ['owning'],
    refused: ['unable'],
    failed: ['unable'],
    'hand-over-asked': ['unable'],
    ended: ['unable'],
    waited: ['idle'],
    'given-up': ['unable'],
    'close-asked': ['closed'],
  },
  asking: {
    wanted: ['asking'],
    found: ['following', 'answer'],
    'none-found': ['unable', 'answer'],
    started: ['owning'],
    refused: ['asking'],
    failed: ['asking'],
    'hand-over-asked': ['asking'],
    ended: ['asking'],
    waited: ['searching'],
    'given-up': ['asking'],
    'close-asked': ['closed', 'answer'],
  },
  stopping: {
    wanted: ['stopping'],
    found: ['stopping'],
    'none-found': ['stopping'],
    started: ['stopping', 'stop'],
    refused: ['closed', 'answer'],
    failed: ['closed', 'answer'],
    'hand-over-asked': ['stopping'],
    ended: ['closed', 'answer'],
    waited: ['stopping'],
    'given-up': ['stopping'],
    'close-asked': ['stopping'],
  },
  closed: {
    wanted: ['closed', 'answer'],
    found: ['closed'],
    'none-found': ['closed'],
    started: ['closed', 'stop'],
    refused: ['closed'],
    failed: ['closed'],
    'hand-over-asked': ['closed'],
    ended: ['closed'],
    waited: ['closed'],
    'given-up': ['closed'],
    'close-asked': ['closed'],
  },
}

/** What follows from an event in a state. */
export function nextEngineStep(state: EngineState, event: EngineEvent): EngineStep {
  return steps[state][event]
}
