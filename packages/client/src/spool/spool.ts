/** Whose reports these are: they go to this address and as this key's user, or nowhere. */
export interface Destination {
  /** Null: the server found on this machine. */
  readonly url: string | null
  /** Null: the key that this machine's credentials hold for the address. */
  readonly keyFingerprint: string | null
}

export interface SpoolLimits {
  readonly maxReports: number
  readonly maxBytes: number
  /** Whether reports of this destination may be sent now. */
  readonly accepts: (destination: Destination) => boolean
}

/** The oldest reports not yet acknowledged. Reading again gives them again. */
export interface SpoolBatch {
  /** Each the JSON text of one report. */
  readonly reports: readonly string[]
  /** Whether nothing else that may be sent now is behind them. */
  readonly isRest: boolean
  readonly acknowledge: (epoch: string) => void
  /** Moves on without an acknowledgement: no server will ever take them. */
  readonly discard: () => void
}

/** `unwritable`: it could not be kept here, another spool may. `full`: it is over the limit. */
export type AppendResult = 'kept' | 'full' | 'unwritable'

/** Reports that no server has acknowledged yet, in order. All operations are synchronous and none throws. */
export interface Spool {
  readonly isOnDisk: boolean
  append(json: string): AppendResult
  readBatch(limits: SpoolLimits): SpoolBatch | null
  /** Takes over some of what dead processes left for accepted destinations. Gives whether there may be more. */
  adopt(accepts: SpoolLimits['accepts']): boolean
  /**
   * Queues again what was acknowledged by a server of another epoch, since that server may have lost it.
   * What is too much for once comes with the next `adopt`.
   */
  resendOtherEpochs(epoch: string, accepts: SpoolLimits['accepts']): void
  /** Leaves what is not acknowledged to other processes. */
  close(): void
}
