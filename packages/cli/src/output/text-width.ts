const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const invisible = /^[\p{Cc}\p{Cf}\p{Mn}\p{Me}]+$/u
const halfWidth = /^[\uff61-\uffdc]/u
const wide =
  /^(?:\p{Emoji_Presentation}|[\p{Script=Han}\p{Script=Hangul}\p{Script=Yi}\p{Script=Tangut}\p{Script=Nushu}\p{Script=Khitan_Small_Script}\u3000-\u303e\u3041-\u33ff\uff01-\uff60\uffe0-\uffe6])/u

/** Columns that a text without escape sequences takes in a terminal: 2 for wide characters, 0 for invisible ones. */
export function textWidth(text: string): number {
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += graphemeWidth(segment)
  return columns
}

/** The text cut to so many columns, with `…` where something is missing. */
export function cutText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    width += graphemeWidth(segment)
    if (width > columns - 1) break
    kept += segment
  }
  return `${kept}…`
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0
  if (grapheme.includes('\ufe0f')) return 2 // asks for the coloured picture of a sign
  if (halfWidth.test(grapheme)) return grapheme.length // voiced marks join it, but take a column of their own
  return wide.test(grapheme) ? 2 : 1
}
