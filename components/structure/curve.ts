export type Rect = { x: number; y: number; width: number; height: number }

/** A cubic curve: start, two handles, end. */
export type Curve = readonly [number, number, number, number, number, number, number, number]

const bend = 40
const drop = 56
/** How far from the corners of a tall frame an arrow may end. */
const inset = 13

/** From right to left it is an S; backwards it is a bow on the right, so that it stands out. */
export function flowCurve(from: Rect, to: Rect): Curve {
  const startY = level(from, to)
  const endY = level(to, from)
  const startX = from.x + from.width
  if (isBow(from, to)) {
    const endX = to.x + to.width
    const outside = Math.max(startX, endX) + bend
    // Between boxes as high as each other the bow goes round below: else it would run through the one it starts at.
    const below = Math.abs(startY - endY) < inset ? drop : 0
    return [startX, startY, outside, startY + below, outside, endY + below, endX, endY]
  }
  const reach = Math.max(bend / 2, (to.x - startX) / 2)
  return [startX, startY, startX + reach, startY, to.x - reach, endY, to.x, endY]
}

function isBow(from: Rect, to: Rect): boolean {
  return to.x <= from.x + from.width
}

/** Where on the side of a box an arrow ends: in the middle, or for a tall frame as level with the other as can be. */
function level(box: Rect, other: Rect): number {
  if (box.height < 4 * inset) return box.y + box.height / 2
  const wanted = other.y + Math.min(other.height, 4 * inset) / 2
  return Math.max(box.y + inset, Math.min(box.y + box.height - inset, wanted))
}

/** Between discs, slightly bent to the left of its way, so that there and back are two lines. */
export function discCurve(from: Rect, to: Rect): Curve {
  const [startX, startY] = [from.x + from.width / 2, from.y + from.height / 2]
  const [endX, endY] = [to.x + to.width / 2, to.y + to.height / 2]
  const [alongX, alongY] = [endX - startX, endY - startY]
  const length = Math.hypot(alongX, alongY) || 1
  const [x, y] = [alongX / length, alongY / length]
  const aside = Math.min(24, length / 8)
  const [ax, ay] = [startX + (x * from.width) / 2, startY + (y * from.height) / 2]
  const [bx, by] = [endX - (x * to.width) / 2, endY - (y * to.height) / 2]
  const handle = (t: number) => [ax + (bx - ax) * t - y * aside, ay + (by - ay) * t + x * aside] as const
  return [ax, ay, ...handle(1 / 3), ...handle(2 / 3), bx, by]
}

export function pathOfCurve([x1, y1, x2, y2, x3, y3, x4, y4]: Curve): string {
  const round = (value: number) => Math.round(value * 10) / 10
  return `M${round(x1)},${round(y1)}C${round(x2)},${round(y2)} ${round(x3)},${round(y3)} ${round(x4)},${round(y4)}`
}

const samples = 24

/** How far a point is from a curve, about. */
export function distanceTo([x1, y1, x2, y2, x3, y3, x4, y4]: Curve, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let sample = 0; sample <= samples; sample++) {
    const t = sample / samples
    const u = 1 - t
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
    least = Math.min(least, Math.hypot(a * x1 + b * x2 + c * x3 + d * x4 - x, a * y1 + b * y2 + c * y3 + d * y4 - y))
  }
  return least
}
