import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from './at-once'
import { forceLayout } from './force-layout'
import { frameHeader, framePadding, type NestedInput, nestedLayout } from './nested-layout'

/** Boxes 0…n-1, frames after them, each in an earlier frame or none. */
const anyNest = fc
  .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 6 }))
  .chain(([boxes, frames]) =>
    fc
      .tuple(
        ...Array.from({ length: boxes }, () => fc.integer({ min: -1, max: frames - 1 })),
        ...Array.from({ length: frames }, (_, frame) => fc.integer({ min: -1, max: frame - 1 })),
      )
      .map((parents) => ({ boxes, parent: Int32Array.from(parents, (frame) => (frame === -1 ? -1 : frame + boxes)) })),
  )

const all = (count: number, value: number) => new Float64Array(count).fill(value)

function nestOf(boxes: number, parent: Int32Array, { from, to }: { from: Int32Array; to: Int32Array }): NestedInput {
  const count = parent.length
  const sizes = { widths: all(count, 50), heights: all(count, 24), isTied: new Uint8Array(count) }
  return { boxes, parent, from, to, count: Int32Array.from(from, () => 1), ...sizes }
}

test('what a frame holds lies inside it, and neighbours do not overlap', () => {
  fc.assert(
    fc.property(anyNest, fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 40 }), ({ boxes, parent }, pairs) => {
      const count = parent.length
      const arrows = pairs.filter(([a, b]) => a < count && b < count && a !== b && parent[a] === parent[b])
      const [from, to] = [Int32Array.from(arrows, ([a]) => a), Int32Array.from(arrows, ([, b]) => b)]
      const { x, y, widths, heights } = atOnce(nestedLayout(nestOf(boxes, parent, { from, to })))
      for (const at of parent.keys()) {
        const frame = parent[at]!
        if (frame >= 0) {
          expect(x[at]!).toBeGreaterThanOrEqual(x[frame]! + framePadding - 1e-6)
          expect(y[at]!).toBeGreaterThanOrEqual(y[frame]! + frameHeader - 1e-6)
          expect(x[at]! + widths[at]!).toBeLessThanOrEqual(x[frame]! + widths[frame]! + 1e-6)
          expect(y[at]! + heights[at]!).toBeLessThanOrEqual(y[frame]! + heights[frame]! + 1e-6)
        }
        for (const other of parent.keys()) {
          if (other >= at || parent[other] !== frame) continue
          const isApartX = x[at]! + widths[at]! <= x[other]! + 1e-6 || x[other]! + widths[other]! <= x[at]! + 1e-6
          const isApartY = y[at]! + heights[at]! <= y[other]! + 1e-6 || y[other]! + heights[other]! <= y[at]! + 1e-6
          expect(isApartX || isApartY).toBe(true)
        }
      }
    }),
  )
})

test('both layouts tell how much is done: more and more, and all of it at the end', () => {
  const files = 60
  const ring = {
    from: Int32Array.from({ length: files }, (_, file) => file),
    to: Int32Array.from({ length: files }, (_, file) => (file + 1) % files),
  }
  // Half of the files are in a folder.
  const parent = Int32Array.from({ length: files + 1 }, (_, at) => (at < files / 2 ? files : -1))
  const inFolder = (file: number) => file < files / 2
  const kept = [...ring.from.keys()].filter((file) => inFolder(file) === inFolder(ring.to[file]!))
  const within = {
    from: Int32Array.from(kept, (file) => ring.from[file]!),
    to: Int32Array.from(kept, (file) => ring.to[file]!),
  }
  const disc = {
    treeParent: new Int32Array(files).fill(-1),
    treeRadius: all(files, 6),
    item: ring.from,
    radius: all(files, 6),
  }
  for (const steps of [
    nestedLayout(nestOf(files, parent, within)),
    forceLayout({ ...disc, parent: new Int32Array(files).fill(-1), ...ring }),
  ]) {
    const told = [...steps]
    expect(told.length).toBeGreaterThan(20)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told[0]).toBeLessThan(0.4)
    expect(told.at(-1)).toBeGreaterThan(0.95)
    expect(told.at(-1)).toBeLessThanOrEqual(1)
  }
})

test('forces give the same picture for the same graph, and opening a folder moves nothing else far', () => {
  // Two folders (items 40 and 41) of 20 files each.
  const treeParent = Int32Array.from({ length: 42 }, (_, item) => (item < 40 ? 40 + (item >> 4 > 0 ? 1 : 0) : -1))
  const treeRadius = all(42, 6)
  const tree = { treeParent, treeRadius }
  const closed = {
    ...tree,
    item: Int32Array.of(40, 41),
    radius: all(2, 20),
    parent: Int32Array.of(-1, -1),
    from: Int32Array.of(0),
    to: Int32Array.of(1),
  }
  const files = [...treeParent.keys()].filter((item) => treeParent[item] === 40)
  const open = {
    ...tree,
    item: Int32Array.from([...files, 41]),
    radius: Float64Array.from([...files.map(() => 6), 20]),
    parent: Int32Array.from([...files.map(() => files.length + 1), -1, -1]),
    from: Int32Array.of(0, 1),
    to: Int32Array.of(files.length, files.length),
  }
  expect(atOnce(forceLayout(open))).toEqual(atOnce(forceLayout(open)))
  const before = atOnce(forceLayout(closed))
  const after = atOnce(forceLayout(open))
  const apart = (places: typeof before, a: number, b: number) =>
    Math.hypot(places.x[a]! - places.x[b]!, places.y[a]! - places.y[b]!)
  expect(apart(after, files.length, files.length + 1)).toBeLessThan(apart(before, 0, 1) * 2)
})
