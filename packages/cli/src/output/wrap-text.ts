import { cutText, textWidth } from './text-width.ts'

/** Lines of at most so many columns, broken between words; a longer word is cut. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || textWidth(longer) <= columns) {
      line = longer
      continue
    }
    lines.push(line)
    line = word
  }
  return [...lines, line].map((whole) => cutText(whole, columns))
}
