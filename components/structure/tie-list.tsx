'use client'

import { PathText } from '@/components/ui/path-text'
import type { Dependency } from '@/lib/structure/graph'
import { PanelNote, PanelSection, panelRow } from './panel'

export type TieListProps = {
  onFind: (path: string) => void
  onEdge: (from: string, to: string) => void
  title: string
  dependencies: readonly Dependency[]
  end: 'from' | 'to'
  path: string
}

/** One entry per file at the other end; a click finds it, its count shows the lines. */
export function TieList({ title, dependencies, end, path, onFind, onEdge }: TieListProps) {
  const files = [...Map.groupBy(dependencies, (dependency) => dependency[end])].filter(([other]) => other !== path)
  return (
    <PanelSection title={title} count={files.length}>
      {files.length === 0 && <PanelNote>Nothing in this repository.</PanelNote>}
      <ul>
        {files.map(([other, statements]) => {
          const names = [...new Set(statements.flatMap((statement) => statement.names))]
          const isTypeOnly = statements.every(({ kind }) => kind === 'type-import')
          return (
            <li key={other} className="flex items-start hover:bg-neutral-3">
              <button
                type="button"
                data-ring="inside"
                onClick={() => onFind(other)}
                className="grid min-w-0 grow gap-0.5 py-1 pl-6.5 text-left"
              >
                <PathText path={other} />
                {names.length > 0 && (
                  <span className="truncate font-mono text-small text-neutral-10" title={names.join(', ')}>
                    {names.join(', ')}
                  </span>
                )}
              </button>
              <button
                type="button"
                data-ring="inside"
                title="Show the lines"
                aria-label={`Lines in which ${end === 'to' ? path : other} uses ${end === 'to' ? other : path}`}
                onClick={() => (end === 'to' ? onEdge(path, other) : onEdge(other, path))}
                className="mt-0.5 mr-2 flex h-6 min-w-6 shrink-0 items-center justify-end gap-1 rounded-small px-1 text-small text-neutral-10 tabular-nums hover:bg-neutral-5 hover:text-neutral-12"
              >
                {isTypeOnly && 'types '}:{statements[0]?.line}
                {statements.length > 1 && ` +${statements.length - 1}`}
              </button>
            </li>
          )
        })}
      </ul>
    </PanelSection>
  )
}

/** Imports that lead to no file, each with its line. */
export function LineList({
  entries,
  onOpen,
}: {
  entries: readonly { name: string; line: number }[]
  onOpen: (line: number) => void
}) {
  return (
    <ul>
      {entries.map(({ name, line }) => (
        <li key={`${line} ${name}`}>
          <button type="button" data-ring="inside" className={panelRow} onClick={() => onOpen(line)}>
            <span className="truncate font-mono text-code">{name}</span>
            <span className="ml-auto text-small text-neutral-10 tabular-nums">:{line}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
