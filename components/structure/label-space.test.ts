import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LabelSpace, namedAmongDiscs } from './label-space'
import type { Scene, SceneFrame, SceneNode } from './scene'

const anyLabels = fc.array(
  fc.tuple(
    fc.integer({ min: -200, max: 200 }),
    fc.integer({ min: -100, max: 100 }),
    fc.nat(60),
    fc.integer({ min: 1, max: 40 }),
  ),
)

test('a label has its place exactly when none that has one already touches it', () => {
  fc.assert(
    fc.property(anyLabels, (labels) => {
      const space = new LabelSpace()
      const taken: typeof labels = []
      for (const [x, y, width, height] of labels) {
        const isFree = taken.every(
          ([left, top, across, down]) => x > left + across || x + width < left || y > top + down || y + height < top,
        )
        expect(space.take(x, y, width, height)).toBe(isFree)
        if (isFree) taken.push([x, y, width, height])
      }
    }),
  )
})

test('in a drawing of discs a folder keeps its name over smaller ones, and no name lies over another', () => {
  const frame = (index: number, x: number, y: number, width: number, label: string) =>
    ({ index, id: label, label, x, y, width, height: width, depth: 0, files: 1 }) as SceneFrame
  const node = { index: 0, id: 'a.ts', label: 'a.ts', x: 40, y: 0, width: 40, height: 40 } as SceneNode
  const frames = [frame(1, 30, 4, 90, 'inner/'), frame(2, 0, 0, 160, 'outer/'), frame(3, 0, 60, 90, 'apart/')]
  const scene: Pick<Scene, 'nodes' | 'frames'> = { nodes: [node], frames }
  expect([...namedAmongDiscs(scene as Scene)].sort()).toEqual([0, 2, 3])
})
