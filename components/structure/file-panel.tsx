'use client'

import { useQuery } from '@tanstack/react-query'
import { Crosshair, FileText, Waypoints } from 'lucide-react'
import { LanguageDot } from '@/components/repository/languages-bar'
import { fileTiesQuery } from '@/components/repository/queries'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import type { GraphModel } from './graph-model'
import { Panel, PanelNote, PanelSection } from './panel'
import { SymbolRow } from './symbol-row'
import { LineList, TieList } from './tie-list'
import { WriterList } from './writer-list'

export type FilePanelProps = {
  snapshotId: string
  model: GraphModel
  path: string
  isFocused: boolean
  onFocus: () => void
  onPathEnd: () => void
  onFind: (path: string) => void
  onEdge: (from: string, to: string) => void
  onOpenFile: (path: string, line?: number) => void
  onClose: () => void
}

/** A file of the graph: what it declares and who uses that, what it uses, and the trajectories that write it. */
export function FilePanel({ snapshotId, model, path, ...on }: FilePanelProps) {
  const { data: ties, error, refetch } = useQuery(fileTiesQuery(snapshotId, path))
  const place = model.placeOf.get(path) ?? -1
  const cycle = model.analysis.cycleOf[place] ?? -1
  const role = model.roles[place]
  const importance = (model.analysis.importance[place] ?? 0) * model.paths.length
  return (
    <Panel
      label={`About ${path}`}
      title={
        <>
          <LanguageDot language={model.languages[place] ?? null} />
          <PathText path={path} className="grow" />
        </>
      }
      notes={
        <>
          <span>{formatUnit(model.lines[place] ?? 0, 'line')}</span>
          <span title="Its place in the order of writing">order {formatCount((model.order[place] ?? 0) + 1)}</span>
          <span title="How often a random walk along the uses comes by, against the average">
            importance {importance.toFixed(1)} ×
          </span>
          {role && role !== 'source' && <Badge>{role}</Badge>}
          {cycle >= 0 && <Badge tone="bad">in a cycle</Badge>}
        </>
      }
      actions={
        <>
          <Button onClick={() => on.onOpenFile(path)}>
            <FileText aria-hidden /> Open
          </Button>
          <Button
            tone="quiet"
            aria-pressed={on.isFocused}
            title="Only this and its neighbours (F)"
            onClick={on.onFocus}
          >
            <Crosshair aria-hidden /> {on.isFocused ? 'Show all' : 'Focus'}
          </Button>
          <Button tone="quiet" title="An end of a path (P)" onClick={on.onPathEnd}>
            <Waypoints aria-hidden /> Path
          </Button>
        </>
      }
      onClose={on.onClose}
    >
      {error && <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />}
      {!ties && !error && <Loading />}
      {ties && (
        <>
          <TieList title="Used by" dependencies={ties.usedBy} end="from" path={path} {...on} />
          <TieList title="Uses" dependencies={ties.uses} end="to" path={path} {...on} />
          <PanelSection title="Symbols" count={ties.symbols.length}>
            {ties.symbols.length === 0 && <PanelNote>No outline was found in it.</PanelNote>}
            <ul>
              {ties.symbols.map((symbol) => (
                <SymbolRow
                  key={`${symbol.startLine} ${symbol.name} ${symbol.kind}`}
                  symbol={symbol}
                  users={
                    ties.exported.find(({ name, startLine }) => name === symbol.name && startLine === symbol.startLine)
                      ?.users
                  }
                  onOpen={() => on.onOpenFile(path, symbol.startLine)}
                  onFind={on.onFind}
                />
              ))}
            </ul>
          </PanelSection>
          {ties.external.length > 0 && (
            <PanelSection title="Packages" count={new Set(ties.external.map(({ name }) => name)).size} isOpen={false}>
              <LineList entries={ties.external} onOpen={(line) => on.onOpenFile(path, line)} />
            </PanelSection>
          )}
          {ties.unresolved.length > 0 && (
            <PanelSection title="Leads nowhere" count={ties.unresolved.length}>
              <LineList
                entries={ties.unresolved.map(({ specifier, line }) => ({ name: specifier, line }))}
                onOpen={(line) => on.onOpenFile(path, line)}
              />
            </PanelSection>
          )}
        </>
      )}
      <WriterList snapshotId={snapshotId} path={path} />
    </Panel>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-3 px-3 py-2">
      {['w-1/2', 'w-3/4', 'w-2/3', 'w-1/2', 'w-3/4'].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey shapes that never move
        <Skeleton key={index} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}
