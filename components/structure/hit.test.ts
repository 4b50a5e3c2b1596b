import { expect, test } from 'vitest'
import { flowCurve } from './curve'
import { emphasisOf } from './emphasis'
import { graphModel } from './graph-model'
import { edgeAt, hitAt, nodeTowards } from './hit'
import type { Scene } from './scene'
import { stillScene } from './still-scene'
import { visibleGraph } from './visible-graph'

/** a/x.ts → b/y.ts → b/z.ts → a/x.ts, both folders open. */
function sceneOfRing(): Scene {
  const paths = ['a/w.ts', 'a/x.ts', 'b/y.ts', 'b/z.ts']
  const model = graphModel({
    paths,
    languages: paths.map(() => null),
    lines: [1, 1, 1, 1],
    bytes: [1, 1, 1, 1],
    order: [0, 1, 2, 3],
    roles: paths.map(() => 'source' as const),
    from: [1, 2, 3],
    to: [2, 3, 1],
    kinds: [1, 1, 1],
  })
  const shown = { files: new Uint8Array(4).fill(1), arrows: new Uint8Array(3).fill(1) }
  const visible = visibleGraph(model, shown, () => true)
  return stillScene(model, visible, 'layers')
}

const middle = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
  [x + width / 2, y + height / 2] as const

test('what is under the pointer is found: a box, the head of a frame, an arrow', () => {
  const scene = sceneOfRing()
  for (const node of scene.nodes) expect(hitAt(scene, ...middle(node))?.id).toBe(node.id)
  const [frame] = scene.frames
  expect(hitAt(scene, frame!.x + 4, frame!.y + 4)?.id).toBe(frame!.id)
  expect(hitAt(scene, -50, -50)).toBeUndefined()
  const [edge] = scene.edges
  expect(edgeAt(scene.edges, edge!.curve[0], edge!.curve[1], 5)).toBe(edge)
})

test('a ring is cut in one place only, which is red', () => {
  const scene = sceneOfRing()
  expect(scene.edges).toHaveLength(3)
  expect(scene.edges.filter(({ isInCycle }) => isInCycle)).toHaveLength(1)
})

test('a frame is emphasised by what crosses its border, and arrow keys go to the nearest box', () => {
  const scene = sceneOfRing()
  const frame = scene.frames.find(({ id }) => id === 'b/')!
  const emphasis = emphasisOf(scene, frame.index)!
  expect([emphasis.uses.length, emphasis.usedBy.length]).toEqual([1, 1])
  const y = scene.nodes.find(({ id }) => id === 'b/y.ts')!
  expect(nodeTowards(scene, y, 'ArrowRight')?.id).toBe('b/z.ts')
  expect(nodeTowards(scene, undefined, 'ArrowDown')).toBe(scene.nodes[0])
})

test('an arrow back is a bow on the right', () => {
  const [left, right] = [
    { x: 0, y: 0, width: 10, height: 10 },
    { x: 100, y: 0, width: 10, height: 10 },
  ]
  expect(flowCurve(left, right).slice(-2)).toEqual([100, 5])
  expect(flowCurve(right, left).slice(-2)).toEqual([10, 5])
})
