'use client'

import { ArrowLeft, ArrowRight, FileText, FoldHorizontal, UnfoldHorizontal, X } from 'lucide-react'
import { LanguageDot } from '@/components/repository/languages-bar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { Scene, SceneNode } from './scene'

export type NeighboursProps = {
  scene: Scene
  node: SceneNode
  /** Place in the writing order, from 0; for a file. */
  order: number | undefined
  onSelect: (index: number) => void
  onOpenFile: (path: string) => void
  onUnfold: (folder: string) => void
  /** Folds the folder that the box is in; absent at the top. */
  onFold: (() => void) | undefined
  onShowOnly: (folder: string) => void
  onClose: () => void
}

/** What the chosen box uses, and what uses it, with the names that are imported. */
export function Neighbours({
  scene,
  node,
  order,
  onSelect,
  onOpenFile,
  onUnfold,
  onFold,
  onShowOnly,
  onClose,
}: NeighboursProps) {
  const uses = scene.uses[node.index] ?? []
  const usedBy = scene.usedBy[node.index] ?? []
  const isFolder = node.kind === 'folder'
  return (
    <section aria-label={`Dependencies of ${node.id}`} className="flex h-full min-h-0 flex-col border-l">
      <header className="grid gap-1.5 border-b py-2 pr-2 pl-3">
        <div className="flex items-center gap-2">
          <LanguageDot language={node.language} />
          <PathText path={node.id} className="grow font-medium" />
          <IconButton label="Close" keys="escape" onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <p className="flex flex-wrap items-center gap-x-2 text-small text-neutral-10">
          <span>{node.language ?? 'no language'}</span>
          <span>{formatUnit(node.lines, 'line')}</span>
          {isFolder && <span>{formatUnit(node.files.length, 'file')}</span>}
          {order !== undefined && <span>written as number {order + 1}</span>}
          {node.isTest && <Badge>test</Badge>}
        </p>
        <div className="flex gap-1.5">
          {isFolder ? (
            <>
              <Button onClick={() => onUnfold(node.id)}>
                <UnfoldHorizontal aria-hidden /> Unfold
              </Button>
              <Button tone="quiet" onClick={() => onShowOnly(node.id)}>
                Only this
              </Button>
            </>
          ) : (
            <Button onClick={() => onOpenFile(node.id)}>
              <FileText aria-hidden /> Open file
            </Button>
          )}
          {onFold && (
            <Button tone="quiet" onClick={onFold}>
              <FoldHorizontal aria-hidden /> Fold up
            </Button>
          )}
        </div>
      </header>
      <div className="min-h-0 grow overflow-y-auto py-2">
        <Side title="Uses" icon={<ArrowRight aria-hidden />} scene={scene} edges={uses} end="to" onSelect={onSelect} />
        <Side
          title="Used by"
          icon={<ArrowLeft aria-hidden />}
          scene={scene}
          edges={usedBy}
          end="from"
          onSelect={onSelect}
        />
      </div>
    </section>
  )
}

type SideProps = {
  title: string
  icon: React.ReactNode
  scene: Scene
  edges: readonly number[]
  end: 'from' | 'to'
  onSelect: (index: number) => void
}

function Side({ title, icon, scene, edges, end, onSelect }: SideProps) {
  return (
    <section className="pb-3">
      <h3 className="flex items-center gap-1.5 px-3 pb-1 text-small font-medium text-neutral-10 [&_svg]:size-3.5">
        {icon}
        {title} <span className="tabular-nums">{edges.length}</span>
      </h3>
      {edges.length === 0 && <p className="px-3 text-neutral-10">Nothing in this repository.</p>}
      <ul>
        {edges.map((index) => {
          const edge = scene.edges[index]
          const other = edge && scene.nodes[edge[end]]
          if (!edge || !other) return null
          return (
            <li key={index}>
              <button
                type="button"
                data-ring="inside"
                onClick={() => onSelect(other.index)}
                className="grid w-full gap-0.5 px-3 py-1 text-left hover:bg-neutral-3"
              >
                <span className="flex min-w-0 items-center gap-2">
                  <LanguageDot language={other.language} />
                  <PathText path={other.id} />
                  {edge.count > 1 && (
                    <span className="ml-auto text-small text-neutral-10 tabular-nums">{edge.count}</span>
                  )}
                  {edge.isCycle && <Badge tone="bad">cycle</Badge>}
                </span>
                {edge.names.length > 0 && (
                  <span className="truncate pl-4 font-mono text-small text-neutral-10" title={edge.names.join(', ')}>
                    {edge.names.join(', ')}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
