import { z } from 'zod'

/** What is said of text that `isPlainText` refuses. */
export const notPlainText = 'must not contain U+0000 or half of a surrogate pair'

/** Text that every database and encoding keeps as it is: no U+0000, no lone surrogates. Length in UTF-16 units. */
export function plainText({ min = 0, max }: { readonly min?: number; readonly max: number }) {
  return z.string().min(min).max(max).refine(isPlainText, { message: notPlainText })
}

/** Whether it has no U+0000 and no lone surrogates. */
export function isPlainText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
