import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'

interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: Writable
}

/** Asks a person; null where there is nobody to ask, since the input is no terminal. */
export async function confirm(question: string, { input, output }: Terminal): Promise<boolean | null> {
  if (input.isTTY !== true) return null
  const lines = createInterface({ input, output })
  const ending = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), ending])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    lines.close()
  }
}
