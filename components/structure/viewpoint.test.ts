import { zoomIdentity } from 'd3'
import { expect, test } from 'vitest'
import { readViewpoint, resized, transformAt, viewpointOf, writeViewpoint } from './viewpoint'

test('a view is found again on a screen of another size, with the same in its middle', () => {
  const [small, large] = [
    { width: 700, height: 500 },
    { width: 1500, height: 900 },
  ]
  const seen = viewpointOf(zoomIdentity.translate(-312, 87.3).scale(0.8), small)
  const again = transformAt(seen, large)
  expect(again.k).toBe(0.8)
  expect(again.invert([750, 450])).toEqual([seen.x, seen.y])
})

test('on a page of another size the middle stays the middle and the scale the scale; a panel beside the drawing moves nothing', () => {
  const before = { size: { width: 900, height: 700 }, page: { width: 1440, height: 900 } }
  const after = { size: { width: 484, height: 568 }, page: { width: 1024, height: 768 } }
  const transform = zoomIdentity.translate(-312, 87.3).scale(0.8)
  const moved = resized(transform, before, after)
  expect(viewpointOf(moved, after.size)).toEqual(viewpointOf(transform, before.size))
  expect(resized(transform, before, { ...before, size: after.size })).toBe(transform)
})

test('in an address it is short, and what is none is not read', () => {
  const text = writeViewpoint({ x: 1204.4567, y: -0.01, k: 0.617283 })
  expect(text).toBe('1204.5_0_0.6173')
  expect(readViewpoint(text)).toEqual({ x: 1204.5, y: 0, k: 0.6173 })
  const nonsense = ['', '1_2', '1_2_0', '1_2_x', 'Infinity_0_1', '1_2_3_4', '1e9_0_1', null]
  expect(nonsense.map(readViewpoint)).toEqual(nonsense.map(() => null))
})
