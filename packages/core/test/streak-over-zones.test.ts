import { describe, expect, it } from 'vitest'
import { createHistory } from './create-history.ts'
import { makeReport } from './make-report.ts'

/** The streak that each report counts with, in order of commit. */
function streaks(zone: string, instants: readonly string[]): number[] {
  const history = createHistory({ zone })
  return instants.map(
    (occurredAt) => history.report(makeReport({ occurredAt })).entries[0].breakdown.streakDays,
  )
}

const everyDayInUtc = (firstInstant: string, days: number) =>
  Array.from({ length: days }, (_, day) =>
    new Date(Date.parse(firstInstant) + day * 86_400_000).toISOString(),
  )

describe('a streak', () => {
  it.each([
    ['Europe/Berlin', '2026-01-01T11:00:00Z'],
    ['America/New_York', '2026-01-01T17:00:00Z'],
    ['Pacific/Apia', '2020-01-01T00:00:00Z'],
    ['Asia/Kathmandu', '2026-01-01T06:15:00Z'],
    ['UTC', '2024-01-01T00:00:00Z'],
  ])('grows by one a day through a whole year in %s', (zone, firstInstant) => {
    const days = everyDayInUtc(firstInstant, 366)
    expect(streaks(zone, days)).toEqual(days.map((_, index) => index + 1))
  })

  it.each([
    [
      'the 23 hours of 29 March in Berlin',
      'Europe/Berlin',
      [
        '2026-03-28T23:59:00+01:00',
        '2026-03-29T00:01:00+01:00',
        '2026-03-29T03:30:00+02:00',
        '2026-03-29T23:59:00+02:00',
        '2026-03-30T00:01:00+02:00',
      ],
      [1, 2, 2, 2, 3],
    ],
    [
      'the 25 hours of 25 October in Berlin',
      'Europe/Berlin',
      [
        '2026-10-24T23:59:00+02:00',
        '2026-10-25T00:01:00+02:00',
        '2026-10-25T02:30:00+02:00',
        '2026-10-25T02:30:00+01:00',
        '2026-10-25T23:59:00+01:00',
        '2026-10-26T00:01:00+01:00',
      ],
      [1, 2, 2, 2, 2, 3],
    ],
    [
      'the 23 hours of 8 March in New York',
      'America/New_York',
      [
        '2026-03-07T23:59:00-05:00',
        '2026-03-08T00:01:00-05:00',
        '2026-03-08T23:59:00-04:00',
        '2026-03-09T00:01:00-04:00',
      ],
      [1, 2, 2, 3],
    ],
    [
      'the 25 hours of 1 November in New York',
      'America/New_York',
      [
        '2026-10-31T23:59:00-04:00',
        '2026-11-01T01:30:00-04:00',
        '2026-11-01T01:30:00-05:00',
        '2026-11-01T23:59:00-05:00',
        '2026-11-02T00:01:00-05:00',
      ],
      [1, 2, 2, 2, 3],
    ],
    [
      'the 25 hours of 4 April 2021 in Apia, a day ahead of most',
      'Pacific/Apia',
      [
        '2021-04-03T23:59:00+14:00',
        '2021-04-04T00:01:00+14:00',
        '2021-04-04T23:59:00+13:00',
        '2021-04-05T00:01:00+13:00',
      ],
      [1, 2, 2, 3],
    ],
    [
      'a midnight in Kathmandu, a quarter past an hour elsewhere',
      'Asia/Kathmandu',
      ['2026-06-01T18:14:00Z', '2026-06-01T18:16:00Z', '2026-06-02T18:14:59Z', '2026-06-02T18:15:00Z'],
      [1, 2, 2, 3],
    ],
  ])('is neither broken nor doubled by %s', (_what, zone, instants, expected) => {
    expect(streaks(zone, instants)).toEqual(expected)
  })

  it('does not grow by 24 hours that lie within a day of 25', () => {
    expect(streaks('Europe/Berlin', ['2026-10-25T00:15:00+02:00', '2026-10-25T23:15:00+01:00'])).toEqual([
      1, 1,
    ])
  })

  it('breaks by 24 hours that jump over a day of 23', () => {
    expect(streaks('Europe/Berlin', ['2026-03-28T23:30:00+01:00', '2026-03-30T00:30:00+02:00'])).toEqual([
      1, 1,
    ])
  })

  it('breaks over a day without a report, also in autumn', () => {
    expect(streaks('Europe/Berlin', ['2026-10-24T23:59:00+02:00', '2026-10-26T00:01:00+01:00'])).toEqual([
      1, 1,
    ])
  })

  it('counts calendar dates, so the date that Apia skipped in 2011 breaks it', () => {
    expect(
      streaks('Pacific/Apia', [
        '2011-12-29T12:00:00-10:00',
        '2011-12-31T12:00:00+14:00',
        '2012-01-01T12:00:00+14:00',
      ]),
    ).toEqual([1, 1, 2])
  })

  it('is the same for an instant, whatever offset it was written with', () => {
    const days = everyDayInUtc('2026-03-01T23:30:00Z', 40)
    const shifted = days.map(
      (instant) => `${new Date(Date.parse(instant) + 5.75 * 3_600_000).toISOString().slice(0, -1)}+05:45`,
    )
    expect(streaks('America/New_York', shifted)).toEqual(streaks('America/New_York', days))
  })

  it('is not rescored by a late report that fills a gap', () => {
    const history = createHistory()
    const streakOn = (day: number) =>
      history.report(makeReport({ occurredAt: `2026-11-${day}T12:00:00Z` })).entries[0].breakdown.streakDays
    expect([streakOn(20), streakOn(22), streakOn(21), streakOn(22)]).toEqual([1, 1, 2, 3])
    expect(history.user.longestStreakDays).toBe(3)
  })

  it('takes no day from a cancelled report', () => {
    const history = createHistory()
    history.report(makeReport({ occurredAt: '2026-11-20T12:00:00Z' }))
    history.report(makeReport({ occurredAt: '2026-11-21T12:00:00Z', outcome: 'cancelled' }))
    const { entries } = history.report(makeReport({ occurredAt: '2026-11-22T12:00:00Z' }))
    expect(entries[0].breakdown.streakDays).toBe(1)
  })

  it('keeps the days it had when the user moves to another zone', () => {
    const history = createHistory()
    const streakIn = (zone: string, occurredAt: string) =>
      history.report(makeReport({ occurredAt }), zone).entries[0].breakdown.streakDays
    expect([
      streakIn('America/New_York', '2026-06-01T23:30:00-04:00'), // 2 June in Berlin, 1 June here
      streakIn('Europe/Berlin', '2026-06-02T23:30:00+02:00'),
      streakIn('Europe/Berlin', '2026-06-03T00:30:00+02:00'),
      streakIn('America/New_York', '2026-06-02T20:00:00-04:00'), // back on a day that counts already
      streakIn('America/New_York', '2026-06-04T09:00:00-04:00'),
    ]).toEqual([1, 2, 3, 2, 4])
  })
})
