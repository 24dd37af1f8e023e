import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { type RecordedHook, recordedHooks, recordedProjects } from './recorded-sessions.ts'
import type { TemporaryFolder } from './temporary-folder.ts'

const recordedAt = '/home/dev/.claude/projects'

/** The payloads of a recorded session, whose transcripts lie in the recordings or nowhere. */
export function hooksOf(session: string, transcripts: 'recorded' | 'missing' = 'recorded'): RecordedHook[] {
  const folder = transcripts === 'recorded' ? recordedProjects : '/nowhere'
  return recordedHooks(session).map(({ payload, receivedAtInMs }) => ({
    payload: JSON.parse(JSON.stringify(payload).replaceAll(recordedAt, folder)),
    receivedAtInMs,
  }))
}

let files = 0

/** Leaves payloads in the spool of a home as hooks do; the time of the file is that of the event. */
export function dropHooks(home: TemporaryFolder, hooks: readonly RecordedHook[]): void {
  for (const { payload, receivedAtInMs } of hooks) {
    files += 1
    const path = home.write(join('spool', 'hooks', `${files}-0.json`), JSON.stringify(payload))
    utimesSync(path, receivedAtInMs / 1000, receivedAtInMs / 1000)
  }
}
