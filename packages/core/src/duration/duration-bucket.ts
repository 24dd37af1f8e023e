const longest = 2 ** 31 - 1

/**
 * The bucket of a duration in ms, 0 to 863: exact below 32 ms, then 32 buckets to each power of two, so that a
 * bucket's middle is at most 1/64 off. Durations above 24.8 days count as 24.8.
 */
export function bucketOf(durationInMs: number): number {
  const whole = Math.min(Math.max(Math.floor(durationInMs), 0), longest)
  if (whole < 32) return whole
  const exponent = 31 - Math.clz32(whole)
  return (exponent - 4) * 32 + (whole >> (exponent - 5)) - 32
}

/** The duration in ms that stands for all of a bucket. */
export function bucketMiddle(bucket: number): number {
  if (bucket < 32) return bucket
  const width = 2 ** (Math.floor(bucket / 32) - 1)
  return (32 + (bucket % 32)) * width + (width - 1) / 2
}
