'use client'

import { useQuery } from '@tanstack/react-query'
import { Network } from 'lucide-react'
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { z } from 'zod'
import { graphQuery } from '@/components/repository/queries'
import { graphModel } from '@/components/structure/graph-model'
import type { SceneNode } from '@/components/structure/scene'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Segments } from '@/components/ui/segments'
import { Skeleton } from '@/components/ui/skeleton'
import { changeAddress } from '@/components/ui/use-address'
import { useRemembered } from '@/components/ui/use-remembered'
import type { Graph } from '@/lib/repository/repository'
import type { TrajectoryView } from '@/lib/trajectory/view'
import type { FileHistory } from './file/file-history'
import { GlowLegend } from './replay/glow-legend'
import { GlowList } from './replay/glow-list'
import { boxesAt, boxFiles, glowAt, readHistory } from './replay/replay-glow'
import { ReplayGraph } from './replay/replay-graph'
import { replayScene } from './replay/replay-scene'

export type GraphTabProps = {
  view: TrajectoryView
  history: FileHistory
  position: number
  onGo: (position: number) => void
}

/** How the files of the trajectory hang together, and what the work is about at this moment. */
export const GraphTab = memo(function GraphTab(props: GraphTabProps) {
  const { data: graph, error, refetch } = useQuery(graphQuery(props.view.snapshotId))
  if (error) return <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />
  if (!graph)
    return (
      <div role="status" aria-label="Loading" className="grid gap-3 p-4">
        <Skeleton className="h-6 w-1/3" />
        <Skeleton className="ml-16 h-6 w-1/3" />
        <Skeleton className="ml-32 h-6 w-1/3" />
      </div>
    )
  return <LoadedGraph {...props} graph={graph} />
})

const Shown = z.enum(['graph', 'list'])
const views = [
  { value: 'graph', label: 'Picture' },
  { value: 'list', label: 'List', hint: 'The same in words, for the keyboard and for who cannot see the picture' },
] as const

function LoadedGraph({ view, history, position, onGo, graph }: GraphTabProps & { graph: Graph }) {
  const { steps, runs } = view
  const [shown, setShown] = useRemembered('replay.graph', Shown, 'graph')
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState<string>()
  const at = useDeferredValue(position)
  const model = useMemo(() => graphModel(graph), [graph])
  const { scene, boxOfPath } = useMemo(() => replayScene(model, history.paths, turned), [model, history, turned])
  const files = useMemo(() => boxFiles(scene.nodes.length, boxOfPath, history), [scene, boxOfPath, history])
  const reads = useMemo(() => readHistory(steps), [steps])
  const runPaths = useMemo(() => new Map(runs.map(({ id, path }) => [id, path])), [runs])
  const glow = useMemo(() => glowAt(steps, runPaths, reads, at), [steps, runPaths, reads, at])
  const boxes = useMemo(() => boxesAt(files, boxOfPath, history, glow, at), [files, boxOfPath, history, glow, at])
  const turn = useCallback(
    (folder: string) =>
      setTurned((before) => {
        const next = new Set(before)
        if (!next.delete(folder)) next.add(folder)
        return next
      }),
    [],
  )
  const select = useCallback(
    (node: SceneNode) => {
      setSelected(node.id)
      if (node.kind === 'folder') turn(node.id)
      else changeAddress({ file: node.id, lines: undefined })
    },
    [turn],
  )
  if (scene.nodes.length === 0)
    return (
      <EmptyState icon={<Network />} title="No files to draw" className="py-8!">
        No file of this trajectory is in the graph of its repository.
      </EmptyState>
    )
  const words = glowSentence(glow, at)
  return (
    <section aria-label="Graph at this step" className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-3 border-b px-3 py-1">
        <Segments label="How the graph is shown" segments={views} value={shown} onChange={setShown} />
        <span title={words} className="min-w-0 truncate text-small text-neutral-10 tabular-nums">
          {words}
        </span>
      </header>
      {shown === 'graph' ? (
        <>
          <ReplayGraph
            scene={scene}
            boxOfPath={boxOfPath}
            boxes={boxes}
            glow={glow}
            selected={selected}
            label={words}
            onSelect={select}
            onFold={turn}
          />
          <GlowLegend />
        </>
      ) : (
        <GlowList history={history} glow={glow} position={at} steps={steps} runs={runs} onGo={onGo} />
      )}
    </section>
  )
}

function glowSentence(
  { writing, reading, read }: { writing?: string; reading?: string; read: readonly string[] },
  at: number,
): string {
  if (writing === undefined) return `Step ${at + 1} is about no file`
  const seen = reading === undefined ? (read.length > 0 ? `, after reading ${read.length}` : '') : `, reads ${reading}`
  return `Step ${at + 1} works on ${writing}${seen}`
}
