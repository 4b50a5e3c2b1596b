import { type ZoomTransform, zoomIdentity } from 'd3'

export type Size = { width: number; height: number }

/** What of a drawing is in the middle of the view, in its own pixels, and how large: the same on a larger screen. */
export type Viewpoint = { x: number; y: number; k: number }

export function viewpointOf(transform: ZoomTransform, { width, height }: Size): Viewpoint {
  const [x, y] = transform.invert([width / 2, height / 2])
  return { x, y, k: transform.k }
}

export function transformAt({ x, y, k }: Viewpoint, { width, height }: Size): ZoomTransform {
  return zoomIdentity
    .translate(width / 2, height / 2)
    .scale(k)
    .translate(-x, -y)
}

/** How much room a drawing has, on a page of what size. */
export type Room = { size: Size; page: Size }

/**
 * The transform after the room has changed. When the page has, what was in the middle stays in the middle; what opens
 * beside the drawing takes of its room, and moves nothing. The scale never changes.
 */
export function resized(transform: ZoomTransform, before: Room, after: Room): ZoomTransform {
  const isSame = before.page.width === after.page.width && before.page.height === after.page.height
  return isSame ? transform : transformAt(viewpointOf(transform, before.size), after.size)
}

const pattern = /^(-?\d{1,7}(?:\.\d)?)_(-?\d{1,7}(?:\.\d)?)_(\d(?:\.\d{1,6})?)$/

/** As it stands in an address, no finer than can be seen: `1204.5_386_0.62`. */
export function writeViewpoint({ x, y, k }: Viewpoint): string {
  return `${tenths(x)}_${tenths(y)}_${Number(k.toPrecision(4))}`
}

export function readViewpoint(text: string | null): Viewpoint | null {
  const [x, y, k] =
    pattern
      .exec(text ?? '')
      ?.slice(1)
      .map(Number) ?? []
  return x === undefined || y === undefined || !k ? null : { x, y, k }
}

// Adding zero keeps a negative zero out of the address.
const tenths = (value: number) => Math.round(value * 10) / 10 + 0
