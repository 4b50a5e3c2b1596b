'use client'

import { ChevronsDownUp, ChevronsUpDown, List, Maximize, Minus, Network, Plus } from 'lucide-react'
import { Fragment, type Ref } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { formatUnit } from '@/components/ui/number-format'
import { NodeSearch } from './node-search'

export type GraphToolbarProps = {
  /** The folder that is shown, ending in `/`; empty for the whole repository. */
  scope: string
  paths: readonly string[]
  cycles: readonly (readonly string[])[]
  isList: boolean
  hasFolders: boolean
  search: Ref<HTMLInputElement>
  onScope: (folder: string) => void
  onFind: (path: string) => void
  onZoom: (factor: number) => void
  onFit: () => void
  onFoldAll: () => void
  onUnfoldAll: () => void
  onList: (isList: boolean) => void
}

export function GraphToolbar(props: GraphToolbarProps) {
  const { scope, cycles, isList, onFit, onZoom, onFoldAll, onUnfoldAll, onList } = props
  return (
    <div className="flex h-bar shrink-0 items-center gap-1 border-b pr-2 pl-4">
      <ScopeTrail scope={scope} onScope={props.onScope} />
      <div className="ml-auto flex items-center gap-1">
        {cycles.length > 0 && (
          <Menu
            label="Cycles"
            trigger={
              <Button tone="quiet" className="text-reject!">
                {formatUnit(cycles.length, 'cycle')}
              </Button>
            }
            entries={cycles.map((paths) => ({
              id: paths.join(' '),
              label: `${paths[0] ?? ''} and ${formatUnit(paths.length - 1, 'other')}`,
              run: () => props.onFind(paths[0] ?? ''),
            }))}
          />
        )}
        <NodeSearch ref={props.search} paths={props.paths} onFind={props.onFind} />
        {props.hasFolders && (
          <>
            <IconButton label="Fold all folders" onClick={onFoldAll}>
              <ChevronsDownUp />
            </IconButton>
            <IconButton label="Unfold all folders" onClick={onUnfoldAll}>
              <ChevronsUpDown />
            </IconButton>
          </>
        )}
        <IconButton label="Zoom out" keys="-" disabled={isList} onClick={() => onZoom(1 / 1.5)}>
          <Minus />
        </IconButton>
        <IconButton label="Zoom in" keys="+" disabled={isList} onClick={() => onZoom(1.5)}>
          <Plus />
        </IconButton>
        <IconButton label="Show all" keys="0" disabled={isList} onClick={onFit}>
          <Maximize />
        </IconButton>
        <IconButton label={isList ? 'Show as a drawing' : 'Show as a list'} onClick={() => onList(!isList)}>
          {isList ? <Network /> : <List />}
        </IconButton>
      </div>
    </div>
  )
}

function ScopeTrail({ scope, onScope }: { scope: string; onScope: (folder: string) => void }) {
  const parts = scope.split('/').filter(Boolean)
  if (parts.length === 0)
    return <span className="truncate text-neutral-10">Whoever uses something stands left of it.</span>
  return (
    <nav aria-label="Folder shown" className="flex min-w-0 items-center">
      <Button tone="quiet" className="px-1!" onClick={() => onScope('')}>
        All files
      </Button>
      {parts.map((part, index) => (
        <Fragment key={parts.slice(0, index + 1).join('/')}>
          <span aria-hidden className="text-neutral-9">
            /
          </span>
          <Button
            tone="quiet"
            className="px-1! font-mono"
            disabled={index === parts.length - 1}
            onClick={() => onScope(`${parts.slice(0, index + 1).join('/')}/`)}
          >
            {part}
          </Button>
        </Fragment>
      ))}
    </nav>
  )
}
