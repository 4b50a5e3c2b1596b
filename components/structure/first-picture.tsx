import type { CSSProperties } from 'react'
import { formatUnit } from '@/components/ui/number-format'
import type { Graph } from '@/lib/repository/repository'
import { colorsOf } from './graph-colors'
import { graphModel, testsAmong } from './graph-model'
import { ArrowHead, ArrowLine, FrameShape, NodeShape } from './graph-shapes'
import type { GraphView } from './graph-view'
import { readableScale, type Scene } from './scene'
import { shownFiles } from './shown-files'
import { stillScene } from './still-scene'
import { drawnForm, unfolded, wantedOf } from './unfolded'
import type { Viewpoint } from './viewpoint'

/** What the first picture of a graph shows, worked out where the data is. */
export type FirstScene = { scene: Scene; colors: string[]; isScale: boolean; isTest: boolean[] }

const mostElements = 400

/** The scene that a view of a graph begins with; undefined where it is no drawing, or too large a one for elements. */
export function firstScene(graph: Graph, view: GraphView): FirstScene | undefined {
  if (view.form === 'matrix' || view.form === 'list' || graph.paths.length === 0) return undefined
  const model = graphModel(graph)
  const { visible } = unfolded(model, shownFiles(model, view).shown, wantedOf(view))
  const form = drawnForm(view.form, visible)
  if (form !== 'layers' || visible.nodes.length === 0 || visible.nodes.length > mostElements) return undefined
  const { ofNode, isScale } = colorsOf(model, visible, view.coloring)
  const isTest = testsAmong(model, visible)
  return { scene: stillScene(model, visible, form), colors: ofNode, isScale, isTest }
}

/**
 * The picture that the server sends: seen before any script has run, and standing where the drawing that can be moved
 * will stand.
 */
export function FirstPicture({ at, ...first }: FirstScene & { at: Viewpoint | null }) {
  const { width, height } = first.scene
  if (at) {
    const left = `calc(50% - ${at.x * at.k}px)`
    const top = `calc(50% - ${at.y * at.k}px)`
    return <Still {...first} className="absolute max-w-none" style={{ left, top, width: width * at.k }} />
  }
  const shape = { '--w': `${width}px`, aspectRatio: `${width} / ${height}` }
  const fit = `min(var(--w), 100cqw, 100cqh * ${width / Math.max(1, height)})`
  return (
    <div className="absolute inset-x-6 top-10 bottom-13 flex" style={{ containerType: 'size' }}>
      <Still
        {...first}
        className="m-auto shrink-0"
        style={{ ...shape, width: `max(var(--w) * ${readableScale.layers}, ${fit})` }}
      />
    </div>
  )
}

type StillProps = FirstScene & { className: string; style: CSSProperties }

function Still({ scene, colors, isScale, isTest, className, style }: StillProps) {
  return (
    <svg
      role="img"
      aria-label={`${formatUnit(scene.nodes.length, 'file or folder', 'files and folders')}, about to be movable`}
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      className={className}
      style={style}
    >
      <ArrowHead />
      <g aria-hidden>
        {scene.frames.map((frame) => (
          <FrameShape key={frame.id} frame={frame} isDisc={false} isSelected={false} />
        ))}
        <g fill="none">
          {scene.edges.map((edge) => (
            <ArrowLine key={`${edge.from} ${edge.to}`} edge={edge} hasHead />
          ))}
        </g>
        {scene.nodes.map((node) => (
          <NodeShape
            key={node.id}
            node={node}
            name={node.id}
            isDisc={false}
            color={colors[node.index] ?? ''}
            isScale={isScale}
            isTest={isTest[node.index] ?? false}
            isSelected={false}
            isFaint={false}
          />
        ))}
      </g>
    </svg>
  )
}
