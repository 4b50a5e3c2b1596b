'use client'

import { type ReactNode, type RefObject, useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import type { FileGain } from '@/lib/optimize/file-gain'
import { colorsOf } from './graph-colors'
import { GraphLegend } from './graph-legend'
import { GraphList } from './graph-list'
import { GraphMatrix } from './graph-matrix'
import { type GraphModel, testsAmong } from './graph-model'
import { GraphNotice } from './graph-notice'
import { GraphStage, type StageControls } from './graph-stage'
import type { GraphView } from './graph-view'
import type { GraphPicture } from './use-graph-picture'
import type { ChangeView } from './use-graph-view'

export type GraphDrawingProps = {
  model: GraphModel
  view: GraphView
  picture: GraphPicture
  gains: readonly FileGain[] | undefined
  /** Stands where the drawing will be until it is laid out. */
  placeholder: ReactNode
  controls: RefObject<StageControls | null>
  change: ChangeView
  onSelect: (id: string | null) => void
  onOpen: (id: string) => void
  onEdge: (from: string, to: string) => void
}

const nothingHidden = { languages: [], roles: [], kinds: [] }

/** The graph in the form that is asked for, what is left out of it, and the legend. */
export function GraphDrawing({ model, view, picture, gains, placeholder, controls, change, ...on }: GraphDrawingProps) {
  const { visible, scene, drawnGraph } = picture
  const isDrawn = view.form !== 'matrix' && view.form !== 'list'
  const colored = isDrawn && scene ? drawnGraph : visible
  const colors = useMemo(() => colorsOf(model, colored, view.coloring, gains), [model, colored, view.coloring, gains])
  const isTest = useMemo(() => testsAmong(model, colored), [model, colored])
  const subject = JSON.stringify([view.folder, view.focus, view.hops, view.pathFrom, view.pathTo, view.cycle])
  return (
    <div className="flex h-full min-h-0 flex-col">
      <GraphNotice
        model={model}
        view={view}
        path={picture.path}
        foldedFrom={picture.foldedFrom}
        visibleCount={visible.nodes.length}
        change={change}
      />
      <div className="relative min-h-0 grow overflow-hidden" aria-busy={picture.isBusy}>
        {view.form === 'matrix' && <GraphMatrix visible={visible} selected={view.node} {...on} />}
        {view.form === 'list' && <GraphList visible={visible} colors={colors.ofNode} selected={view.node} {...on} />}
        {isDrawn && !scene && placeholder}
        {isDrawn && scene && (
          <GraphStage
            controls={controls}
            scene={scene}
            colors={colors.ofNode}
            isScale={colors.isScale}
            isTest={isTest}
            subject={subject}
            node={view.node}
            edge={view.edge}
            {...on}
          />
        )}
        {visible.nodes.length === 0 && (
          <EmptyState
            title="Nothing is left to show"
            action={<Button onClick={() => change({ hidden: nothingHidden })}>Show everything</Button>}
          >
            The filters hide every file of this part.
          </EmptyState>
        )}
        {model.from.length === 0 && (
          <p role="status" className="absolute top-2 left-4 text-neutral-10">
            No dependencies were found between these files.
          </p>
        )}
        {picture.error && (
          <ErrorPanel
            className="absolute inset-x-4 top-4"
            sentence={`${picture.error} Fold some folders, or look at the matrix.`}
            action={
              <Button onClick={() => change({ open: [], closed: [], isUnlimited: false, form: 'auto' })}>
                Fold up
              </Button>
            }
          />
        )}
      </div>
      <GraphLegend
        legend={colors.legend}
        isScale={colors.isScale}
        hasFolders={colored.nodes.some(({ kind }) => kind === 'folder')}
        hasTests={isTest.some(Boolean)}
        hasCycle={colored.direct.isInCycle.some(Boolean)}
        hasEmphasis={view.node !== null}
        isFlow={isDrawn && scene?.form === 'layers'}
        nodes={visible.nodes.length}
        arrows={visible.direct.count.reduce((sum, count) => sum + count, 0)}
      />
    </div>
  )
}
