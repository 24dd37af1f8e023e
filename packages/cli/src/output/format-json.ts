const unsafe = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu

/** JSON on one line, in which nothing can steer a terminal. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
