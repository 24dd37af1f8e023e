import type { ErrorCode, Issue, ReportAnswer, Topic, UpdateFrame } from '@arena/core'

/** A server that can be spoken to. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string
  readonly key: string
  /** `given`: by options or environment; `stored`: in this machine's credentials, for this address. */
  readonly keySource: 'given' | 'stored'
  /** Found on this machine, rather than named. */
  readonly isDiscovered: boolean
}

/** What came of sending reports. */
export type Submission =
  | { readonly kind: 'answered'; readonly epoch: string; readonly answers: readonly ReportAnswer[] }
  /** The same reports may succeed later. */
  | { readonly kind: 'unavailable'; readonly message: string; readonly retryAfterInMs: number | null }
  | { readonly kind: 'key-refused'; readonly message: string }
  /** The server knows only older batches than this client writes. */
  | { readonly kind: 'server-too-old'; readonly message: string }
  /** The request will never succeed as it is. */
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly message: string
      readonly issues: readonly Issue[]
    }

export interface UpdateListener {
  readonly onOpen: () => void
  readonly onFrame: (frame: UpdateFrame, id: string | null) => void
  /** The connection is over; the listener hears nothing more. */
  readonly onLost: (loss: {
    /** What the server said when it does not give these updates to this key; else null. */
    readonly refusal: string | null
  }) => void
}

export interface SubscribeOptions {
  /** Null is the key's own user. */
  readonly topic: Topic | null
  readonly lastEventId: string | null
  readonly listener: UpdateListener
}

export interface Transport {
  /** Always resolves. */
  submit(server: Server, reports: readonly unknown[]): Promise<Submission>
  /** Follows updates of a topic from after `lastEventId`, or from now on; the answer ends it. */
  subscribe(server: Server, options: SubscribeOptions): () => void
}
