/** A place in a ledger as subscribers hold it. */
export interface UpdateId {
  readonly epoch: string
  readonly seq: number
}

/** `<epoch>-<seq>` */
export function formatUpdateId({ epoch, seq }: UpdateId): string {
  return `${epoch}-${seq}`
}

/** Null when the text is none of ours. */
export function parseUpdateId(text: string): UpdateId | null {
  const [, epoch, seq] = /^(.+)-(\d{1,16})$/s.exec(text) ?? []
  if (epoch === undefined || !Number.isSafeInteger(Number(seq))) return null
  return { epoch, seq: Number(seq) }
}
