'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { PanelNote, PanelSection, panelRow } from '@/components/structure/panel'
import { SymbolRow } from '@/components/structure/symbol-row'
import { ErrorPanel } from '@/components/ui/error-panel'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import type { Outline } from '@/lib/structure/outline'
import { fileTiesQuery } from './queries'
import { symbolAt } from './symbol-at'

export type FileOutlineProps = {
  snapshotId: string
  path: string
  outline: Outline
  /** Where the cursor is. */
  line: number
  onLine: (line: number) => void
  onOpen: (path: string) => void
}

/** What is in a file and where its imports lead; a click goes there, and the symbol at the cursor is marked. */
export function FileOutline({ snapshotId, path, outline, line, onLine, onOpen }: FileOutlineProps) {
  const { data: ties, error, refetch } = useQuery(fileTiesQuery(snapshotId, path))
  const list = useRef<HTMLUListElement>(null)
  const current = symbolAt(outline.symbols, line)
  useEffect(() => {
    if (!current) return
    list.current?.querySelector(`[data-symbol="${current.startLine}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const { parseErrors, exports } = outline
  return (
    <nav aria-label="Outline" className="h-full overflow-y-auto py-2">
      {parseErrors.length > 0 && (
        <PanelSection title="Could not be parsed" count={parseErrors.length}>
          <ul>
            {parseErrors.map(({ startLine, message }) => (
              <Place key={`${startLine} ${message}`} line={startLine} name={message} onLine={onLine} />
            ))}
          </ul>
        </PanelSection>
      )}
      <PanelSection title="Symbols" count={outline.symbols.length}>
        {outline.symbols.length === 0 && <PanelNote>No symbol was found in it.</PanelNote>}
        <ul ref={list}>
          {outline.symbols.map((symbol) => (
            <SymbolRow
              key={`${symbol.startLine} ${symbol.name} ${symbol.kind}`}
              symbol={symbol}
              isCurrent={symbol === current}
              users={
                ties?.exported.find((each) => each.name === symbol.name && each.startLine === symbol.startLine)?.users
              }
              onOpen={() => onLine(symbol.startLine)}
              onFind={onOpen}
            />
          ))}
        </ul>
      </PanelSection>
      {error && <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />}
      {!ties && !error && <Skeleton className="m-3 h-16" />}
      {ties && (
        <PanelSection title="Imports" count={ties.uses.length + ties.external.length + ties.unresolved.length}>
          <ul>
            {ties.uses.map((use) => (
              <li key={`${use.line} ${use.to} ${use.kind}`} className="flex hover:bg-neutral-3">
                <button
                  type="button"
                  data-ring="inside"
                  title={`${use.kind}: ${use.names.join(', ') || 'names nothing'}`}
                  className={panelRow}
                  onClick={() => onOpen(use.to)}
                >
                  <PathText path={use.to} />
                </button>
                <LineButton line={use.line} onLine={onLine} />
              </li>
            ))}
            {ties.external.map(({ name, line: at }) => (
              <Place key={`${at} ${name}`} line={at} name={name} note="package" onLine={onLine} />
            ))}
            {ties.unresolved.map(({ specifier, line: at }) => (
              <Place key={`${at} ${specifier}`} line={at} name={specifier} note="leads nowhere" onLine={onLine} />
            ))}
          </ul>
        </PanelSection>
      )}
      {exports.length > 0 && (
        <PanelSection title="Exports" count={exports.length} isOpen={false}>
          <ul>
            {exports.map(({ name, line: at, from }) => (
              <Place
                key={`${at} ${name} ${from}`}
                line={at}
                name={name}
                note={from ? `from ${from}` : undefined}
                onLine={onLine}
              />
            ))}
          </ul>
        </PanelSection>
      )}
    </nav>
  )
}

type PlaceProps = { line: number; name: string; note?: string; onLine: (line: number) => void }

function Place({ line, name, note, onLine }: PlaceProps) {
  return (
    <li>
      <button type="button" data-ring="inside" title={name} className={panelRow} onClick={() => onLine(line)}>
        <span className="truncate font-mono text-code">{name}</span>
        {note && <span className="min-w-0 truncate text-small text-neutral-10">{note}</span>}
        <span className="ml-auto text-small text-neutral-9 tabular-nums">{line}</span>
      </button>
    </li>
  )
}

function LineButton({ line, onLine }: { line: number; onLine: (line: number) => void }) {
  return (
    <button
      type="button"
      data-ring="inside"
      aria-label={`Go to line ${line}`}
      onClick={() => onLine(line)}
      className="min-w-8 shrink-0 pr-3 text-right text-small text-neutral-9 tabular-nums hover:text-neutral-12"
    >
      {line}
    </button>
  )
}
