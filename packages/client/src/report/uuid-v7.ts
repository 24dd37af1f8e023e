import { randomFillSync } from 'node:crypto'

const bytesPerId = 10
const pool = Buffer.allocUnsafeSlow(bytesPerId * 400)
let poolOffset = pool.length

/** Hexadecimal digits of ten fresh random bytes. A pool, since one call for ten costs as much as one for thousands. */
function takeRandomHex(): string {
  if (poolOffset === pool.length) {
    randomFillSync(pool)
    poolOffset = 0
  }
  poolOffset += bytesPerId
  return pool.toString('hex', poolOffset - bytesPerId, poolOffset)
}

const variants = '89ab'

/** A UUID of version 7: 48 bits of time, so that ids of later reports sort later, then random bits. */
export function uuidV7(nowInMs: number, takeHex: () => string = takeRandomHex): string {
  const time = Math.floor(nowInMs).toString(16).padStart(12, '0')
  const random = takeHex()
  const variant = variants[Number.parseInt(random.charAt(4), 16) & 3]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(1, 4)}-${variant}${random.slice(5, 8)}-${random.slice(8)}`
}
