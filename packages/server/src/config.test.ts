import { ArenaError } from '@arena/core'
import { describe, expect, it } from 'vitest'
import { type ConfigOverrides, readConfig } from './config.ts'

describe('readConfig', () => {
  it('needs nothing but a home directory', () => {
    expect(readConfig({ HOME: '/home/ada' })).toEqual({
      home: '/home/ada/.arena',
      databasePath: '/home/ada/.arena/arena.db',
      host: '127.0.0.1',
      port: 8000,
      logLevel: 'info',
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      reportsPerSecond: 20_000,
      backdatedPerSecond: 20_000,
      requestsPerSecond: 1000,
      corsOrigins: [],
      maxStreams: 5000,
      maxStreamsPerKey: 50,
      maxSocketsPerUser: 5,
    })
  })

  it('reads every variable, and overrides before them', () => {
    const environment = {
      ARENA_HOME: '/srv/arena',
      ARENA_DB: '/data/a.db',
      ARENA_HOST: '::1',
      ARENA_PORT: '9000',
      ARENA_LOG_LEVEL: 'warn',
      ARENA_ZONE: 'Europe/Berlin',
      ARENA_REPORTS_PER_SECOND: '600',
      ARENA_BACKDATED_PER_SECOND: '0',
      ARENA_REQUESTS_PER_SECOND: '0.5',
      ARENA_CORS_ORIGINS: 'https://arena.example, http://localhost:5173',
      ARENA_MAX_STREAMS: '100',
      ARENA_MAX_STREAMS_PER_KEY: '10',
      ARENA_MAX_SOCKETS_PER_USER: '2',
    }
    expect(readConfig(environment, { port: '0', host: undefined })).toEqual({
      home: '/srv/arena',
      databasePath: '/data/a.db',
      host: '::1',
      port: 0,
      logLevel: 'warn',
      zone: 'Europe/Berlin',
      reportsPerSecond: 600,
      backdatedPerSecond: 0,
      requestsPerSecond: 0.5,
      corsOrigins: ['https://arena.example', 'http://localhost:5173'],
      maxStreams: 100,
      maxStreamsPerKey: 10,
      maxSocketsPerUser: 2,
    })
  })

  it('takes an empty variable as not set', () => {
    expect(readConfig({ HOME: '/home/ada', ARENA_PORT: '' }).port).toBe(8000)
  })

  it('names every fault at once, with the variable and its value', () => {
    const error = faultOf({
      HOME: '/home/ada',
      ARENA_PORT: '80000',
      ARENA_LOG_LEVEL: 'loud',
      ARENA_ZONE: 'Mars/Olympus',
    })
    expect(error).toMatchObject({ code: 'invalid-config' })
    expect(error.issues.map(({ path }) => path).sort()).toEqual([
      'ARENA_LOG_LEVEL',
      'ARENA_PORT',
      'ARENA_ZONE',
    ])
    expect(error.message).toContain('ARENA_PORT must be a whole number from 0 to 65535, not "80000"')
    expect(error.message).toContain('"Mars/Olympus"')
  })

  it.each(['*', 'https://arena.example/', 'arena.example', 'null', 'https://a.example https://b.example'])(
    'refuses %j as origins',
    (origins) => {
      expect(faultOf({ HOME: '/h', ARENA_CORS_ORIGINS: origins }).code).toBe('invalid-config')
    },
  )

  it.each(['-1', '1e3', 'many', 'Infinity'])('refuses %j as a rate', (rate) => {
    expect(faultOf({ HOME: '/h', ARENA_REPORTS_PER_SECOND: rate }).code).toBe('invalid-config')
  })

  it.each(['8e3', '-1', '0x50', '1.5', ' 80', 'abc'])('refuses %j as a port', (port) => {
    expect(faultOf({ HOME: '/h', ARENA_PORT: port }).code).toBe('invalid-config')
  })

  it('names an override by its own name', () => {
    expect(faultOf({ HOME: '/h', ARENA_PORT: '1' }, { port: 1.5 }).message).toMatch(/^port must/)
  })

  it('says what to set where no home directory is known', () => {
    const error = faultOf({})
    expect(error.code).toBe('no-home')
    expect(error.message).toContain('ARENA_HOME')
  })
})

function faultOf(environment: Record<string, string>, overrides: ConfigOverrides = {}): ArenaError {
  try {
    readConfig(environment, overrides)
  } catch (error) {
    if (ArenaError.is(error)) return error
    throw error
  }
  throw new Error('the configuration was taken')
}
