export interface Point {
  readonly x: number
  readonly y: number
}

export interface Slope {
  readonly perX: number
  /** How far chance alone may have moved it: twice the standard error. */
  readonly uncertainty: number
}

/** The straight line through points by least squares. */
export function findSlope(points: readonly Point[]): Slope {
  const mean = (of: (point: Point) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const middle = { x: mean(({ x }) => x), y: mean(({ y }) => y) }
  const sum = (of: (dx: number, dy: number) => number) =>
    points.reduce((total, { x, y }) => total + of(x - middle.x, y - middle.y), 0)
  const width = sum((dx) => dx * dx)
  const perX = sum((dx, dy) => dx * dy) / width
  const rest = sum((dx, dy) => (dy - perX * dx) ** 2)
  return { perX, uncertainty: 2 * Math.sqrt(rest / (points.length - 2) / width) }
}
