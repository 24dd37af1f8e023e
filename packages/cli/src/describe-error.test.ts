import { ArenaError } from '@arena/core'
import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { describeError, formatError } from './describe-error.ts'

describe('formatError', () => {
  it('gives the message with its code and what to do', () => {
    const error = new ArenaError('port-in-use', 'Port 8000 is taken.')
    expect(formatError(describeError(error))).toEqual([
      'error: Port 8000 is taken. [port-in-use]',
      'On the command line: `arena serve --port 8001`.',
    ])
  })

  it('lists issues that the message does not name', () => {
    const issues = [
      { path: 'a', message: 'must be 1' },
      { path: 'b', message: 'must be 2' },
    ]
    expect(formatError(describeError(new ArenaError('invalid-input', 'a: must be 1', { issues })))).toEqual([
      'error: a: must be 1 [invalid-input]',
      '  b: must be 2',
    ])
  })

  it('never shows a stack', () => {
    const lines = formatError(describeError(new TypeError('x is not\na function')))
    expect(lines).toEqual(['error: x is not\ufffda function [internal]'])
  })
})

describe('describeError', () => {
  it('calls faults of the command line usage', () => {
    const error = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'")
    expect(describeError(error)).toEqual({
      code: 'usage',
      message: "unknown option '--x'",
      isRetryable: false,
      issues: [],
    })
  })
})
