'use client'

import { type ReactNode, type RefObject, useMemo, useRef } from 'react'
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
import { LayoutStatus } from './layout-status'
import { nameOf, type Saving } from './picture/use-save-picture'
import { BusyPill } from './status-pill'
import type { GraphPicture } from './use-graph-picture'
import type { GraphAddress } from './use-graph-view'
import { unscrolled } from './use-kept-scroll'
import type { LastSeen } from './use-scene-zoom'

export type GraphDrawingProps = {
  model: GraphModel
  address: GraphAddress
  picture: GraphPicture
  gains: readonly FileGain[] | undefined
  /** The file that is being made of a picture. */
  saving: Saving | undefined
  /** Stands where the drawing will be until it is laid out. */
  placeholder: ReactNode
  controls: RefObject<StageControls | null>
  onSelect: (id: string | null) => void
  onOpen: (id: string) => void
  onEdge: (from: string, to: string) => void
}

const nothingHidden = { languages: [], roles: [], kinds: [] }

/** The graph in the form that is asked for, what is left out of it, and the legend. */
export function GraphDrawing(props: GraphDrawingProps) {
  const { model, address, picture, gains, saving, placeholder, controls, ...on } = props
  const { view, change } = address
  const { visible, isDrawn, scene, drawnGraph, layout } = picture
  const lastSeen = useRef<LastSeen>(undefined)
  const matrixScroll = useRef(unscrolled)
  const listScroll = useRef(unscrolled)
  const looked = useMemo(() => [view.node, view.focus], [view.node, view.focus])
  const colored = isDrawn && scene ? drawnGraph : visible
  const colors = useMemo(() => colorsOf(model, colored, view.coloring, gains), [model, colored, view.coloring, gains])
  const isTest = useMemo(() => testsAmong(model, colored), [model, colored])
  // Its cells have no colours and shapes of files.
  const isMatrix = view.form === 'matrix'
  const notice = (
    <GraphNotice
      model={model}
      view={view}
      path={picture.path}
      foldedFrom={picture.foldedFrom}
      visibleCount={visible.nodes.length}
      change={change}
    />
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!isDrawn && notice}
      <div className="relative min-h-0 grow overflow-hidden" aria-busy={layout.kind === 'busy'}>
        {isDrawn && <div className="absolute inset-x-0 top-0 z-10">{notice}</div>}
        {isMatrix && <GraphMatrix visible={visible} selected={view.node} scroll={matrixScroll} {...on} />}
        {view.form === 'list' && (
          <GraphList visible={visible} colors={colors.ofNode} selected={view.node} scroll={listScroll} {...on} />
        )}
        {isDrawn && !scene && placeholder}
        {isDrawn && scene && (
          <GraphStage
            controls={controls}
            scene={scene}
            colors={colors.ofNode}
            isScale={colors.isScale}
            isTest={isTest}
            isCurrent={picture.isCurrent}
            looked={looked}
            lastSeen={lastSeen}
            arrival={address.arrival}
            onMove={address.onMove}
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
          <p role="status" className="absolute top-11 left-4 text-neutral-10">
            No dependencies were found between these files.
          </p>
        )}
        <div className="pointer-events-none absolute inset-x-4 bottom-3 z-10 grid gap-2 *:pointer-events-auto">
          {saving && (
            <BusyPill label={`Saving as ${nameOf(saving.format)}`} done={saving.done} onCancel={saving.cancel} />
          )}
          {isDrawn && <LayoutStatus layout={layout} boxes={visible.nodes.length} />}
        </div>
        {isDrawn && layout.kind === 'failed' && (
          <ErrorPanel
            className="absolute inset-x-4 top-12"
            sentence={`${layout.error} Fold some folders, or look at the matrix.`}
            onRetry={layout.retry}
            action={
              <Button onClick={() => change({ open: [], closed: [], isUnlimited: false, form: 'auto' })}>
                Fold up
              </Button>
            }
          />
        )}
      </div>
      <GraphLegend
        legend={isMatrix ? [] : colors.legend}
        isScale={colors.isScale && !isMatrix}
        hasFolders={colored.nodes.some(({ kind }) => kind === 'folder')}
        hasTests={!isMatrix && isTest.some(Boolean)}
        hasCycle={colored.direct.isInCycle.some(Boolean)}
        hasEmphasis={!isMatrix && view.node !== null}
        isMatrix={isMatrix}
        isFlow={isDrawn && scene?.form === 'layers'}
        nodes={colored.nodes.length}
        arrows={colored.direct.count.reduce((sum, count) => sum + count, 0)}
      />
    </div>
  )
}
