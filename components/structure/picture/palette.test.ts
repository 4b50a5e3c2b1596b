import { zoomIdentity } from 'd3'
import { expect, test } from 'vitest'
import { atOnce } from '@/components/structure/at-once'
import type { Drawing, PaintContext } from '@/components/structure/drawing'
import { emphasisOf } from '@/components/structure/emphasis'
import { colorsOf } from '@/components/structure/graph-colors'
import { graphModel } from '@/components/structure/graph-model'
import { colorings } from '@/components/structure/graph-view'
import { paintEmphasis, paintScene } from '@/components/structure/paint-scene'
import type { DrawnForm } from '@/components/structure/scene'
import { stillScene } from '@/components/structure/still-scene'
import { visibleGraph } from '@/components/structure/visible-graph'
import { paintsOf, paletteOf } from './palette'

const paths = ['a/w.ts', 'a/x.ts', 'b/y.ts', 'b/z.test.ts', 'c/v.py']
const model = graphModel({
  paths,
  languages: ['TypeScript', 'TypeScript', 'TypeScript', 'TypeScript', 'Python'],
  lines: [1, 20, 300, 4000, 5],
  bytes: [1, 1, 1, 1, 1],
  order: [...paths.keys()],
  roles: ['source', 'source', 'source', 'test', 'source'],
  from: [1, 2, 3],
  to: [2, 3, 1],
  kinds: [1, 1, 1],
})

/** The ring of three files with one of them chosen; of the folders one is closed. */
function drawingOf(form: DrawnForm, coloring: (typeof colorings)[number]): Drawing {
  const shown = { files: new Uint8Array(paths.length).fill(1), arrows: new Uint8Array(3).fill(1) }
  const visible = visibleGraph(model, shown, (folder) => folder !== 'c/')
  const scene = stillScene(model, visible, form)
  const { ofNode, isScale } = colorsOf(model, visible, coloring)
  const isTest = scene.nodes.map(() => true)
  return {
    scene,
    colors: ofNode,
    isScale,
    isTest,
    selected: 1,
    emphasis: emphasisOf(scene, 1),
    chosenEdge: scene.edges[0],
  }
}

/** Takes all strokes, and draws none. */
const anyContext = new Proxy(
  { canvas: { width: 100 } },
  { get: (own, name) => Reflect.get(own, name) ?? (() => undefined) },
)

test.each(colorings.flatMap((coloring) => (['layers', 'force'] as const).map((form) => ({ form, coloring }))))(
  'a palette has every colour that a drawing of $form by $coloring is painted with',
  ({ form, coloring }) => {
    const drawing = drawingOf(form, coloring)
    const palette = atOnce(paletteOf(drawing, { of: (css) => `the page's ${css}`, font: '' }))
    const asked = new Set<string>()
    const paints = paintsOf(palette, '12px Mono')
    const of = (css: string) => {
      asked.add(css)
      return paints.of(css)
    }
    const view = { transform: zoomIdentity, width: 1e5, height: 1e5 }
    atOnce(paintScene(anyContext as unknown as PaintContext, drawing, view, { ...paints, of }))
    paintEmphasis(anyContext as unknown as PaintContext, drawing, view, { ...paints, of })
    expect(asked.size).toBeGreaterThan(6)
    expect([...palette.keys()]).toEqual(expect.arrayContaining([...asked]))
  },
)

test('a colour that a palette lacks is no colour at all', () => {
  expect(() => paintsOf(new Map(), '').of('var(--color-accent)')).toThrow('lacks')
})
