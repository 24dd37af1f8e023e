import type { UpdateFrame } from '@arena/core'
import { isTrackedEnvelope } from '@trpc/server'
import type { Frame } from './frame.ts'

/** A frame as tRPC's clients read it from an event stream. */
export interface EncodedFrame {
  readonly bytes: Buffer
  /** Null when the frame has none. */
  readonly id: string | null
}

const encodedByFrame = new WeakMap<Frame, EncodedFrame>()

/** Encodes each frame once, however many subscribers get it. */
export function encodeFrame(frame: Frame): EncodedFrame {
  const known = encodedByFrame.get(frame)
  if (known) return known
  const encoded = encode(frame)
  encodedByFrame.set(frame, encoded)
  return encoded
}

function encode(frame: Frame): EncodedFrame {
  const [id, data] = isTrackedEnvelope<UpdateFrame>(frame) ? frame : [null, frame]
  return { bytes: Buffer.from(`data: ${JSON.stringify(data)}\nid: ${id ?? ''}\n\n`), id }
}
