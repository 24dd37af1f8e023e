const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const

/** Natural logarithm of the gamma function of x >= 0.5, by Lanczos with g = 7. */
function logGamma(x: number): number {
  const [first, ...others] = lanczos
  const t = x + 6.5
  const sum = others.reduce<number>((total, coefficient, index) => total + coefficient / (x + index), first)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Natural logarithm of the beta function of a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGammaOfAny(a) + logGammaOfAny(b) - logGammaOfAny(a + b)
}

function logGammaOfAny(x: number): number {
  return x < 0.5 ? logGamma(x + 1) - Math.log(x) : logGamma(x)
}

/** The share of a Beta(a, b) distribution that lies below x. */
function betaBelow(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const isPastMean = x > (a + 1) / (a + b + 2) // there the fraction of the other side is the shorter one
  return isPastMean ? 1 - tail(b, a, 1 - x) : tail(a, b, x)
}

function tail(a: number, b: number, x: number): number {
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) * betaFraction(a, b, x)) / a
}

const smallest = 1e-300
const maxTerms = 10_000

/** The continued fraction of the incomplete beta function, by Lentz. */
function betaFraction(a: number, b: number, x: number): number {
  const awayFromZero = (value: number) => (Math.abs(value) < smallest ? smallest : value)
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= maxTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let factor = 1
    for (const term of [even, odd]) {
      d = 1 / awayFromZero(1 + term * d)
      c = awayFromZero(1 + term / c)
      factor = c * d
      fraction *= factor
    }
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return fraction
}

const maxSteps = 200

/** The x below which the share q of a Beta(a, b) distribution lies: Newton, a bisection where it leaves the bracket. */
export function betaQuantile(a: number, b: number, q: number): number {
  let low = 0
  let high = 1
  let x = a / (a + b)
  const scale = logBeta(a, b)
  for (let step = 0; step < maxSteps; step++) {
    const excess = betaBelow(a, b, x) - q
    if (excess > 0) high = x
    else low = x
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - scale)
    const newton = x - excess / density
    const next = newton > low && newton < high ? newton : (low + high) / 2
    const moved = Math.abs(next - x)
    x = next
    if (moved < 1e-15 * x) break
  }
  return x
}
