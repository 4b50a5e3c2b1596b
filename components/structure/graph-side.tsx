'use client'

import { type RefObject, useState } from 'react'
import type { FileRow } from '@/lib/repository/repository'
import { EdgePanel } from './edge-panel'
import { FilePanel } from './file-panel'
import { FolderPanel } from './folder-panel'
import type { GraphModel } from './graph-model'
import type { GraphView, ListName } from './graph-view'
import { LeftOutPanel } from './left-out-panel'
import { ListPanel } from './list-panel'
import { UnresolvedPanel } from './unresolved-panel'
import type { ChangeView } from './use-graph-view'
import { type Scroll, unscrolled } from './use-kept-scroll'
import * as steps from './view-steps'
import type { VisibleGraph } from './visible-graph'

export type GraphSideProps = {
  snapshotId: string
  model: GraphModel
  /** All files, those left out too, once they are known. */
  files: readonly FileRow[] | undefined
  visible: VisibleGraph
  view: GraphView
  change: ChangeView
  onFind: (path: string) => void
  onFold: (folder: string) => void
  onUnfold: (folder: string) => void
  onOpenFile: (path: string, line?: number) => void
  fileHref: (path: string, line?: number) => string
}

export function hasSide({ edge, node, list }: GraphView): boolean {
  return edge !== null || node !== null || list !== null
}

/** What there is to know about what is chosen: an arrow, else a file or folder, else a list. */
export function GraphSide({
  snapshotId,
  model,
  files,
  visible,
  view,
  change,
  onFind,
  onFold,
  onUnfold,
  onOpenFile,
  fileHref,
}: GraphSideProps) {
  const { edge, node, list } = view
  const [scrolls] = useState<Record<ListName, RefObject<Scroll>>>(() => ({
    cycles: { current: unscrolled },
    orphans: { current: unscrolled },
    entries: { current: unscrolled },
    unresolved: { current: unscrolled },
  }))
  const onClose = () => change(steps.choose(null))
  const onEdge = (from: string, to: string) => change({ edge: { from, to } })
  if (edge)
    return (
      <EdgePanel
        snapshotId={snapshotId}
        {...edge}
        onFind={onFind}
        onOpenFile={onOpenFile}
        onClose={() => change({ edge: null })}
      />
    )
  if (node?.endsWith('/'))
    return (
      <FolderPanel
        model={model}
        visible={visible}
        folder={node}
        onFold={() => onFold(node)}
        onUnfold={() => onUnfold(node)}
        onShowOnly={() => change((now) => steps.showOnly(now, node))}
        onFind={onFind}
        onEdge={onEdge}
        onClose={onClose}
      />
    )
  if (node !== null && !model.placeOf.has(node))
    return <LeftOutPanel files={files} path={node} onOpenFile={onOpenFile} onClose={onClose} />
  if (node !== null)
    return (
      <FilePanel
        snapshotId={snapshotId}
        model={model}
        path={node}
        isFocused={view.focus === node}
        onFocus={() => change((now) => steps.toggleFocus(now, node, model))}
        onPathEnd={() => change((now) => steps.markPathEnd(now, node, model))}
        onFind={onFind}
        onEdge={onEdge}
        onOpenFile={onOpenFile}
        onClose={onClose}
      />
    )
  const onCloseList = () => change({ list: null, cycle: null })
  if (list === 'unresolved')
    return (
      <UnresolvedPanel
        key={list}
        scroll={scrolls[list]}
        snapshotId={snapshotId}
        fileHref={fileHref}
        onFind={onFind}
        onClose={onCloseList}
      />
    )
  if (list !== null)
    return (
      <ListPanel
        key={list}
        scroll={scrolls[list]}
        model={model}
        list={list}
        cycle={view.cycle}
        onCycle={(path) => change((now) => steps.showCycle(now, path))}
        onFind={onFind}
        onClose={onCloseList}
      />
    )
  return null
}
