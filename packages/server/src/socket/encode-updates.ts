import type { UpdateFrame } from '@arena/core'
import { isTrackedEnvelope } from '@trpc/server'
import type { Frame } from '../update/frame.ts'
import { parseUpdateId } from '../update/update-id.ts'
import { encodeMessage } from './socket-message.ts'
import { formatPlace } from './socket-place.ts'
import { type PlacedMessage, updatesToMessages } from './updates-to-messages.ts'

/** A message as it goes over the wire, with what decides who gets it. */
export interface EncodedMessage extends Pick<PlacedMessage, 'seq' | 'count' | 'userId'> {
  readonly bytes: Buffer
}

const encodedByFrame = new WeakMap<Frame, readonly EncodedMessage[]>()

interface Options {
  /** Of a team's stream: said in each message. */
  readonly teamId: string | null
  readonly nowInMs: number
}

/** Makes messages of each frame once, however many sockets get it. A frame belongs to one topic. */
export function encodeUpdates(frame: Frame, options: Options): readonly EncodedMessage[] {
  const known = encodedByFrame.get(frame)
  if (known) return known
  const encoded = encode(frame, options)
  encodedByFrame.set(frame, encoded)
  return encoded
}

function encode(frame: Frame, { teamId, nowInMs }: Options): readonly EncodedMessage[] {
  const [id, { updates }] = isTrackedEnvelope<UpdateFrame>(frame) ? frame : [null, frame]
  const epoch = id === null ? null : (parseUpdateId(id)?.epoch ?? null)
  return updatesToMessages(updates).map(({ type, data, seq, count, userId }) => {
    const message = {
      type,
      data,
      ...(epoch !== null && seq !== null && { id: formatPlace({ epoch, seq, count }) }),
      ...(teamId !== null && { team_id: teamId }),
    }
    return { bytes: encodeMessage(message, nowInMs), seq, count, userId }
  })
}
