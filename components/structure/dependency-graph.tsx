'use client'

import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { useKeys } from '@/components/ui/use-keys'
import type { Graph } from '@/lib/repository/repository'
import { boxOf, foldersAbove, foldersToOpen, viewByFolder } from './folder-view'
import { GraphCanvas } from './graph-canvas'
import { GraphLegend } from './graph-legend'
import { GraphList } from './graph-list'
import { GraphSvg } from './graph-svg'
import { GraphToolbar } from './graph-toolbar'
import { boxHeight } from './layered-layout'
import { Neighbours } from './neighbours'
import { emphasisOf, nodeTowards, type Scene, type SceneNode, sceneOf } from './scene'
import { useSize } from './use-size'
import { useZoom } from './use-zoom'

const mostElements = 400

export type DependencyGraphProps = {
  graph: Graph
  /** The path of the chosen file, or of a folder with its `/`. */
  selected: string | null
  onSelect: (id: string | null) => void
  onOpenFile: (path: string) => void
}

const boxWithHeight = (node: SceneNode) => ({ ...node, height: boxHeight })
const rectOf = (scene: Scene) => ({ x: 0, y: 0, width: scene.width, height: scene.height })

/** Files and folders with what they use; folders fold, the view stays where the person put it. */
export function DependencyGraph({ graph, selected, onSelect, onOpenFile }: DependencyGraphProps) {
  const paths = useMemo(() => graph.nodes.map(({ path }) => path), [graph])
  const [open, setOpen] = useState<ReadonlySet<string>>(() => withFoldersOf(foldersToOpen(paths), selected))
  const [scope, setScope] = useState('')
  const [isList, setIsList] = useState(false)
  const [hovered, setHovered] = useState<number>()
  const scene = useMemo(() => sceneOf(viewByFolder(graph, open, scope)), [graph, open, scope])
  const stage = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const size = useSize(stage)
  const zoom = useZoom(stage)
  const chosen = scene.nodes.find(({ id }) => id === selected)
  const emphasis = useMemo(() => emphasisOf(scene, hovered ?? chosen?.index), [scene, hovered, chosen])

  const openScene = useEffectEvent(() => zoom.open(rectOf(scene)))
  const isSized = size.width > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder, or the drawing after the list, is a new picture
  useEffect(() => {
    if (isSized) openScene()
  }, [isSized, scope, isList])

  /** Folds or unfolds while the place where it happens stays under the eyes. */
  const change = (next: ReadonlySet<string>, around: string) => {
    const before = scene.nodes.find(({ id }) => id === around || id.startsWith(around))
    const after = sceneOf(viewByFolder(graph, next, scope)).nodes.find(
      ({ id }) => id === around || id.startsWith(around),
    )
    setHovered(undefined)
    setOpen(next)
    if (before && after) zoom.shift(before.x - after.x, before.y - after.y)
  }
  const unfold = (folder: string) => change(new Set([...open, folder]), folder)
  const fold = (folder: string) => {
    change(new Set([...open].filter((other) => !other.startsWith(folder))), folder)
    onSelect(folder)
  }
  const find = (path: string) => {
    const next = withFoldersOf(open, path)
    const nextScope = path.startsWith(scope) ? scope : ''
    const node = sceneOf(viewByFolder(graph, next, nextScope)).nodes.find(({ id }) => id === path)
    setOpen(next)
    setScope(nextScope)
    onSelect(path)
    if (node) zoom.flyTo(boxWithHeight(node))
  }
  const choose = (index: number) => onSelect(scene.nodes[index]?.id ?? null)
  const enter = (index: number) => {
    const node = scene.nodes[index]
    if (node?.kind === 'folder') unfold(node.id)
    else if (node) onOpenFile(node.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const focused = Number((event.target as Element).getAttribute('data-node') ?? Number.NaN)
    const from = scene.nodes[focused]
    if (event.key === 'Enter' && from) return from.index === chosen?.index ? enter(focused) : choose(focused)
    const next = nodeTowards(scene, from ?? chosen, event.key)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    stage.current?.querySelector<SVGGElement>(`[data-node="${next.index}"]`)?.focus({ preventScroll: true })
    zoom.reveal(boxWithHeight(next))
  }

  const group = 'Graph'
  useKeys({
    '/': { title: 'Find a file', group, run: () => search.current?.focus() },
    '+': { title: 'Zoom in', group, run: () => zoom.zoomBy(1.5) },
    '-': { title: 'Zoom out', group, run: () => zoom.zoomBy(1 / 1.5) },
    '0': { title: 'Show all', group, run: () => zoom.fit(rectOf(scene)) },
    escape: () => onSelect(null),
  })

  if (graph.nodes.length === 0)
    return (
      <EmptyState title="No included files">
        The graph shows the files that a trajectory writes. The list of files says why each was left out.
      </EmptyState>
    )
  const drawing = { scene, selected: chosen?.index, emphasis, onHover: setHovered, onSelect: choose, onOpen: enter }
  const { transform } = zoom
  const parent = chosen && foldersAbove(chosen.id.replace(/\/$/, '')).at(-1)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <GraphToolbar
        scope={scope}
        paths={paths}
        cycles={graph.cycles}
        isList={isList}
        hasFolders={paths.some((path) => path.includes('/'))}
        search={search}
        onScope={setScope}
        onFind={find}
        onZoom={zoom.zoomBy}
        onFit={() => zoom.fit(rectOf(scene))}
        onFoldAll={() => change(new Set(foldersAbove(scope)), '')}
        onUnfoldAll={() => change(new Set(paths.flatMap(foldersAbove)), '')}
        onList={setIsList}
      />
      <div className="flex min-h-0 grow">
        <div className="relative min-w-0 grow overflow-hidden">
          {isList && <GraphList scene={scene} selected={chosen?.index} onSelect={choose} />}
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing of many buttons, moved through with the arrow keys */}
          <div
            ref={stage}
            role="group"
            aria-label="Dependency graph. Arrow keys move between files, Enter chooses."
            tabIndex={isList ? -1 : 0}
            data-ring="inside"
            hidden={isList}
            onKeyDown={onKeyDown}
            className="absolute inset-0 cursor-grab touch-none active:cursor-grabbing"
          >
            {scene.nodes.length > mostElements ? (
              <GraphCanvas {...drawing} transform={transform} size={size} />
            ) : (
              <svg className="h-full w-full" aria-hidden={false} role="presentation">
                <g transform={`translate(${transform.x} ${transform.y}) scale(${transform.k})`}>
                  <GraphSvg {...drawing} />
                </g>
              </svg>
            )}
          </div>
          {!isList && <GraphLegend scene={scene} />}
        </div>
        {chosen && (
          <aside className="w-80 shrink-0">
            <Neighbours
              scene={scene}
              node={chosen}
              order={graph.nodes.find(({ path }) => path === chosen.id)?.order}
              onSelect={(index) => {
                const node = scene.nodes[index]
                if (!node) return
                choose(index)
                zoom.reveal(boxWithHeight(node))
              }}
              onOpenFile={onOpenFile}
              onUnfold={unfold}
              onFold={parent && parent.length > scope.length ? () => fold(parent) : undefined}
              onShowOnly={(folder) => {
                setOpen(new Set([...open, folder]))
                setScope(folder)
              }}
              onClose={() => onSelect(null)}
            />
          </aside>
        )}
      </div>
    </div>
  )
}

function withFoldersOf(open: ReadonlySet<string>, path: string | null): ReadonlySet<string> {
  if (path === null || boxOf(path, open) === path) return open
  return new Set([...open, ...foldersAbove(path.replace(/\/$/, ''))])
}
