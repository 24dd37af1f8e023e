import { ArenaError, batchSchemaVersion } from '@arena/core'
import { readCredentials } from '../key/credentials-file.ts'
import type { ServerParts } from '../server-parts.ts'
import { submitReports } from '../submit-reports.ts'
import { createHookDrainer, type HookDrainer } from './hook/hook-drainer.ts'

interface StartOptions {
  readonly home: string
  /** Of this server, as this machine's credentials name it. */
  readonly url: string
  readonly parts: ServerParts
}

/** Reports what hooks drop into the home's spool in the name of whom this machine's key belongs to. */
export function startHookDrainer({ home, url, parts }: StartOptions): HookDrainer {
  const { clock, logger } = parts.deps
  return createHookDrainer({
    home,
    clock,
    logger,
    async submit(reports) {
      const credential = (await readCredentials(home))[url]
      if (!credential) throw new ArenaError('no-key', `This machine has no key for ${url}.`)
      const auth = await parts.authenticator.authenticate(`Bearer ${credential.key}`)
      return (await submitReports({ schema: batchSchemaVersion, reports: [...reports] }, { auth, parts }))
        .answers
    },
  })
}
