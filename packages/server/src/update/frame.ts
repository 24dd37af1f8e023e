import type { UpdateFrame } from '@arena/core'
import type { TrackedEnvelope } from '@trpc/server'

/** Frames with an id can be resumed from; those without follow from them and are sent once. */
export type Frame = TrackedEnvelope<UpdateFrame> | UpdateFrame
