import { styleText } from 'node:util'

export type Colour = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'magenta'

export type Paint = (colour: Colour, text: string) => string

/** Colours for a terminal; plain text for a pipe and where NO_COLOR is set. */
export function createPaint({ isTerminal }: { readonly isTerminal: boolean }): Paint {
  const isColoured = isTerminal && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb'
  return isColoured ? styleText : (_colour, text) => text
}
