'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { type Pane, SplitPanes } from '@/components/ui/split-panes'
import type { FileGain } from '@/lib/optimize/file-gain'
import type { FileRow, Graph } from '@/lib/repository/repository'
import { FileTree } from './file-tree'
import { fileCells } from './file-tree-cells'
import { GraphDrawing } from './graph-drawing'
import { graphModel, placesAt } from './graph-model'
import { GraphSide, hasSide } from './graph-side'
import type { StageControls } from './graph-stage'
import { GraphToolbar } from './graph-toolbar'
import type { PictureFormat } from './picture/save-picture'
import { useSavePicture } from './picture/use-save-picture'
import { useGraphCommands } from './use-graph-commands'
import { useGraphPicture } from './use-graph-picture'
import { useGraphView } from './use-graph-view'
import { useTreePane } from './use-tree-pane'
import * as steps from './view-steps'

export type DependencyGraphProps = {
  snapshotId: string
  graph: Graph
  /** All files, those left out too, once they are known. */
  files: readonly FileRow[] | undefined
  /** Stands where they will be until then. */
  filesPlaceholder: ReactNode
  gains: readonly FileGain[] | undefined
  /** Stands where the drawing will be until it is laid out. */
  placeholder: ReactNode
  /** How many imports lead nowhere, once that is known. */
  unresolvedCount: number | undefined
  onDrawn: () => void
  /** The address of a file, at a line. */
  fileHref: (path: string, line?: number) => string
}

/** Files and folders with what they use; folders fold, the view stays where the person put it. */
export function DependencyGraph(props: DependencyGraphProps) {
  const { snapshotId, graph, files, filesPlaceholder, gains, placeholder, unresolvedCount, onDrawn, fileHref } = props
  const model = useMemo(() => graphModel(graph), [graph])
  const address = useGraphView()
  const { view, change, settle } = address
  const picture = useGraphPicture(model, view)
  const { visible } = picture
  const isSeen = picture.scene !== undefined || picture.layout.kind !== 'busy'
  useEffect(() => {
    if (isSeen) onDrawn()
  }, [isSeen, onDrawn])
  const [hasTree, setHasTree] = useTreePane()
  const [hasFilters, setHasFilters] = useState(false)
  const router = useRouter()
  const onOpenFile = useCallback(
    (path: string, line?: number) => {
      settle()
      router.push(fileHref(path, line))
    },
    [router, settle, fileHref],
  )
  const stage = useRef<StageControls>(null)
  const search = useRef<HTMLInputElement>(null)

  const select = useCallback((id: string | null) => change(steps.choose(id)), [change])
  const selectEdge = useCallback((from: string, to: string) => change({ edge: { from, to }, node: null }), [change])
  const unfold = (folder: string) => {
    stage.current?.hold(folder)
    change((now) => steps.unfold(now, folder))
  }
  const fold = (folder: string) => {
    stage.current?.hold(folder)
    change((now) => steps.fold(now, folder))
  }
  const open = useCallback(
    (id: string) => {
      if (!id.endsWith('/')) return onOpenFile(id)
      stage.current?.hold(id)
      const isOpen = visible.groups.some((group) => group.id === id)
      change((now) => (isOpen ? steps.fold(now, id) : steps.unfold(now, id)))
    },
    [visible, change, onOpenFile],
  )
  const find = (path: string) => {
    change((now) => steps.reveal(now, path, model))
    // Once the panel beside it stands: it takes of the room that has the middle.
    if (placesAt(model, path).length > 0) requestAnimationFrame(() => stage.current?.flyTo(path))
  }
  const saver = useSavePicture()
  const save = (format: PictureFormat) => {
    const drawing = stage.current?.picture()
    if (drawing) saver.save(drawing, format)
  }
  useGraphCommands(model, view, change, {
    find: () => search.current?.focus(),
    zoomBy: (factor) => stage.current?.zoomBy(factor),
    fit: () => stage.current?.fit(),
    toggleTree: () => setHasTree(!hasTree),
    openFilters: () => setHasFilters(true),
    save,
    cancelSaving: saver.saving?.cancel,
    open,
    cancelLayout: picture.layout.kind === 'busy' ? picture.layout.cancel : undefined,
  })

  if (model.paths.length === 0)
    return (
      <EmptyState title="No included files">
        The graph shows the files that a trajectory writes. The list of files says why each was left out.
      </EmptyState>
    )
  const { analysis } = model
  const drawing = (
    <GraphDrawing
      model={model}
      address={address}
      picture={picture}
      gains={gains}
      saving={saver.saving}
      placeholder={placeholder}
      controls={stage}
      onSelect={select}
      onOpen={open}
      onEdge={selectEdge}
    />
  )
  const panes: Pane[] = [{ id: 'drawing', label: 'the drawing', min: 240, content: drawing }]
  if (hasTree)
    panes.unshift({
      id: 'tree',
      label: 'the files',
      size: 264,
      min: 160,
      content: files ? (
        <FileTree files={files} cells={fileCells} selected={view.node} onSelect={find} onOpen={onOpenFile} />
      ) : (
        filesPlaceholder
      ),
    })
  if (hasSide(view))
    panes.push({
      id: 'side',
      label: 'the details',
      size: view.edge ? 460 : 348,
      min: 240,
      content: (
        <GraphSide
          snapshotId={snapshotId}
          model={model}
          files={files}
          visible={visible}
          view={view}
          change={change}
          onFind={find}
          onFold={fold}
          onUnfold={unfold}
          onOpenFile={onOpenFile}
          fileHref={fileHref}
        />
      ),
    })
  return (
    <div className="flex h-full min-h-0 grow flex-col">
      <GraphToolbar
        view={view}
        paths={model.paths}
        counts={{
          cycles: analysis.cycles.length,
          orphans: analysis.orphans.length,
          entries: analysis.entries.length,
          unresolved: unresolvedCount,
        }}
        hasGains={(gains?.length ?? 0) > 0}
        hasTree={hasTree}
        search={search}
        filters={{
          model,
          hidden: view.hidden,
          onChange: (hidden) => change({ hidden }, false),
          isOpen: hasFilters,
          onOpenChange: setHasFilters,
        }}
        onTree={() => setHasTree(!hasTree)}
        onScope={(folder) => change((now) => steps.showOnly(now, folder))}
        onFind={find}
        onForm={(form) => change({ form })}
        onColoring={(coloring) => change({ coloring }, false)}
        onList={(list) => change((now) => steps.toggleList(now, list))}
        onZoom={(factor) => stage.current?.zoomBy(factor)}
        onFit={() => stage.current?.fit()}
        onFoldAll={() => change({ open: [], closed: [steps.everyFolder] })}
        onUnfoldAll={() => change({ open: [steps.everyFolder], closed: [] })}
        saving={saver.saving}
        onSave={save}
      />
      <SplitPanes id="graph" className="min-h-0 grow" panes={panes} />
    </div>
  )
}
