#!/usr/bin/env node
import { homedir } from 'node:os'
import { ArenaError } from '@arena/core'
import type { CommandHost } from './command-context.ts'
import { runCommand } from './run-command.ts'

const stopSignals = ['SIGINT', 'SIGTERM'] as const

const host: CommandHost = {
  env: process.env,
  userHome() {
    try {
      return homedir()
    } catch (cause) {
      throw new ArenaError('no-home', 'No home folder is known of the user of this process.', { cause })
    }
  },
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  listenForStop() {
    const stop = new AbortController()
    for (const signal of stopSignals) {
      process.on(signal, () => {
        if (stop.signal.aborted) process.exit(1)
        stop.abort()
      })
    }
    return stop.signal
  },
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1) // the reader, such as `head`, has seen enough
})
process.stderr.on('error', () => {})

const exitCode = await runCommand(process.argv.slice(2), host)
process.stdout.write('', () => process.exit(exitCode)) // only when all is written
