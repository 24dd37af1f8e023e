const unsafe = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu

/** Text from elsewhere as a terminal may show it: what could steer the terminal or turn the line is replaced. */
export function cleanText(text: string): string {
  return text.replace(unsafe, '\ufffd')
}
