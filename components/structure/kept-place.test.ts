import { type ZoomTransform, zoomIdentity } from 'd3'
import { expect, test } from 'vitest'
import { graphModel } from './graph-model'
import { keptPlace, showsAny } from './kept-place'
import { type DrawnForm, findEntity, type Scene } from './scene'
import { stillScene } from './still-scene'
import { visibleGraph } from './visible-graph'

/** Three folders of eight files; each file uses the next one, and the last of a folder the first of the next folder. */
const paths = ['a', 'b', 'c'].flatMap((folder) => Array.from({ length: 8 }, (_, file) => `${folder}/${file}.ts`))
const model = graphModel({
  paths,
  languages: paths.map(() => null),
  lines: paths.map((_, file) => 10 * (file + 1)),
  bytes: paths.map(() => 1),
  order: [...paths.keys()],
  roles: paths.map(() => 'source' as const),
  from: [...paths.keys()].slice(1),
  to: [...paths.keys()].slice(0, -1),
  kinds: paths.slice(1).map(() => 1),
})

type Part = { isShown?: (path: string) => boolean; isOpen?: (folder: string) => boolean; form?: DrawnForm }

function sceneWith({ isShown = () => true, isOpen = () => true, form = 'layers' }: Part): Scene {
  const files = Uint8Array.from(paths, (path) => Number(isShown(path)))
  const arrows = Uint8Array.from(model.from, (from, at) => (files[from] ?? 0) & (files[model.to[at] ?? -1] ?? 0))
  return stillScene(model, visibleGraph(model, { files, arrows }, isOpen), form)
}

const size = { width: 300, height: 200 }

/** The view with a box in its middle, at a scale. */
function lookAt(scene: Scene, id: string, k: number): ZoomTransform {
  const [x, y] = middleOf(scene, id)
  return zoomIdentity.translate(150, 100).scale(k).translate(-x, -y)
}

function middleOf(scene: Scene, id: string): [number, number] {
  const { x, y, width, height } = findEntity(scene, id)!
  return [x + width / 2, y + height / 2]
}

const seenAt = (transform: ZoomTransform, scene: Scene, id: string) => transform.apply(middleOf(scene, id))

test.each<[string, Part, Part]>([
  ['a filter', {}, { isShown: (path) => path > 'b/' }],
  ['other hops', { isShown: (path) => path < 'c/' }, {}],
  ['another form', {}, { form: 'force' }],
  ['and back', { form: 'force' }, {}],
  ['unfolding something else', { isOpen: (folder) => folder === 'b/' }, {}],
])('with %s the scale stays, and what is in the middle where it is', (_, before, after) => {
  const [old, next] = [sceneWith(before), sceneWith(after)]
  for (const k of [0.3, 1, 3]) {
    const now = lookAt(old, 'b/4.ts', k)
    const kept = keptPlace(now, old, next, size, [])!
    expect(kept.k).toBe(k)
    const [at, wasAt] = [seenAt(kept, next, 'b/4.ts'), seenAt(now, old, 'b/4.ts')]
    expect(at[0]).toBeCloseTo(wasAt[0], 6)
    expect(at[1]).toBeCloseTo(wasAt[1], 6)
  }
})

test('what is chosen stays rather than what is in the middle, unless it is out of sight', () => {
  const [old, next] = [sceneWith({}), sceneWith({ isShown: (path) => path !== 'a/0.ts' })]
  const now = lookAt(old, 'b/4.ts', 0.2)
  const stays = (id: string, transform: ZoomTransform, preferred: string) => {
    const kept = keptPlace(transform, old, next, size, [null, preferred])!
    expect(seenAt(kept, next, id)[0]).toBeCloseTo(seenAt(transform, old, id)[0], 6)
  }
  stays('a/7.ts', now, 'a/7.ts')
  stays('b/4.ts', lookAt(old, 'b/4.ts', 4), 'a/7.ts')
})

test('a folder that closes stands where its head was, also for a file of it that was looked at', () => {
  const [old, next] = [sceneWith({}), sceneWith({ isOpen: (folder) => folder !== 'b/' })]
  const corner = (scene: Scene, id: string): [number, number] => [findEntity(scene, id)!.x, findEntity(scene, id)!.y]
  const now = lookAt(old, 'b/4.ts', 0.5)
  const [x, y] = now.apply(corner(old, 'b/'))
  expect(x).toBeLessThan(0)
  expect(keptPlace(now, old, next, size, ['b/'])!.apply(corner(next, 'b/'))).toEqual([0, y])
  const farOut = now.translate(500, 0)
  expect(keptPlace(farOut, old, next, size, ['b/'])!.apply(corner(next, 'b/'))).toEqual([x + 250, y])
  const file = keptPlace(lookAt(old, 'b/4.ts', 4), old, next, size, [])!
  expect(showsAny(file, next, size)).toBe(true)
})

test('a picture without anything of what is in view has no place that could be kept', () => {
  const [old, next] = [sceneWith({}), sceneWith({ isShown: (path) => path > 'c/' })]
  expect(keptPlace(lookAt(old, 'a/4.ts', 4), old, next, { width: 40, height: 40 }, [])).toBeUndefined()
  expect(showsAny(zoomIdentity.translate(-90_000, 0), next, size)).toBe(false)
})
