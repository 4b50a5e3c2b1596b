'use client'

import { Folder, FoldHorizontal, Scan, UnfoldHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { type GraphModel, noLanguage } from './graph-model'
import { Panel, PanelNote, PanelSection } from './panel'
import type { VisibleGraph } from './visible-graph'

export type FolderPanelProps = {
  model: GraphModel
  visible: VisibleGraph
  folder: string
  onFold: () => void
  onUnfold: () => void
  onShowOnly: () => void
  onFind: (path: string) => void
  onEdge: (from: string, to: string) => void
  onClose: () => void
}

/** A folder: what is in it, and its summed arrows to and from what else is visible. */
export function FolderPanel({ model, visible, folder, onFind, onEdge, ...on }: FolderPanelProps) {
  const isOpen = visible.groups.some(({ id }) => id === folder)
  const facts = useMemo(() => factsOf(model, folder), [model, folder])
  const sides = useMemo(() => sidesOf(visible, folder), [visible, folder])
  return (
    <Panel
      label={`About ${folder}`}
      title={
        <>
          <Folder aria-hidden className="size-4 shrink-0 text-neutral-10" />
          <PathText path={folder} className="grow" />
        </>
      }
      notes={
        <>
          <span>{formatUnit(facts.files, 'file')}</span>
          <span>{formatUnit(facts.lines, 'line')}</span>
          <span>{facts.language}</span>
          <span>{formatCount(facts.inside)} uses inside</span>
        </>
      }
      actions={
        <>
          {isOpen ? (
            <Button onClick={on.onFold}>
              <FoldHorizontal aria-hidden /> Fold up
            </Button>
          ) : (
            <Button onClick={on.onUnfold}>
              <UnfoldHorizontal aria-hidden /> Unfold
            </Button>
          )}
          <Button tone="quiet" title="Only this folder (S)" onClick={on.onShowOnly}>
            <Scan aria-hidden /> Only this
          </Button>
        </>
      }
      onClose={on.onClose}
    >
      {(['usedBy', 'uses'] as const).map((side) => (
        <PanelSection key={side} title={side === 'uses' ? 'Uses' : 'Used by'} count={sides[side].length}>
          {sides[side].length === 0 && <PanelNote>Nothing that is visible.</PanelNote>}
          <ul>
            {sides[side].map(({ id, count }) => (
              <li key={id} className="flex items-center hover:bg-neutral-3">
                <button
                  type="button"
                  data-ring="inside"
                  onClick={() => onFind(id)}
                  className="flex min-h-control min-w-0 grow items-center pl-6.5 text-left"
                >
                  <PathText path={id} />
                </button>
                <button
                  type="button"
                  data-ring="inside"
                  title="Show the lines"
                  aria-label={`The lines of ${formatUnit(count, 'dependency', 'dependencies')} with ${id}`}
                  onClick={() => (side === 'uses' ? onEdge(folder, id) : onEdge(id, folder))}
                  className="mr-2 h-5 min-w-6 rounded-small px-1 text-right text-small text-neutral-10 tabular-nums hover:bg-neutral-5"
                >
                  {formatCount(count)}
                </button>
              </li>
            ))}
          </ul>
        </PanelSection>
      ))}
    </Panel>
  )
}

function factsOf(model: GraphModel, folder: string) {
  const isIn = model.paths.map((path) => path.startsWith(folder))
  const weights = new Map<string, number>()
  let lines = 0
  for (const [file, inside] of isIn.entries()) {
    if (!inside) continue
    const language = model.languages[file] ?? noLanguage
    lines += model.lines[file] ?? 0
    weights.set(language, (weights.get(language) ?? 0) + (model.lines[file] ?? 0))
  }
  return {
    files: isIn.filter(Boolean).length,
    lines,
    language: [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? noLanguage,
    inside: model.from.filter((from, arrow) => isIn[from] && isIn[model.to[arrow] ?? -1]).length,
  }
}

function sidesOf({ nodes, direct }: VisibleGraph, folder: string) {
  const sums = { uses: new Map<string, number>(), usedBy: new Map<string, number>() }
  for (const [edge, from] of direct.from.entries()) {
    const [source = '', target = ''] = [nodes[from]?.id, nodes[direct.to[edge] ?? -1]?.id]
    if (source.startsWith(folder) === target.startsWith(folder)) continue
    const [side, other] = source.startsWith(folder) ? [sums.uses, target] : [sums.usedBy, source]
    side.set(other, (side.get(other) ?? 0) + (direct.count[edge] ?? 0))
  }
  const sorted = (side: Map<string, number>) =>
    [...side].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
  return { uses: sorted(sums.uses), usedBy: sorted(sums.usedBy) }
}
