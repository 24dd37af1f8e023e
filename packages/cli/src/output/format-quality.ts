/** A mean quality of 0..1 with two digits; null is "not measured". */
export function formatQuality(quality: number | null): string {
  return quality === null ? 'not measured' : quality.toFixed(2)
}
