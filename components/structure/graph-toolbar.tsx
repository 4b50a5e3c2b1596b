'use client'

import { ChevronsDownUp, ChevronsUpDown, ListTree, Maximize, Minus, PanelLeft, Plus } from 'lucide-react'
import type { Ref } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { formatCount } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import { GraphFilters, type GraphFiltersProps } from './graph-filters'
import { colorings, type Form, forms, type GraphView, type ListName, lists } from './graph-view'
import { NodeSearch } from './node-search'
import { SaveMenu } from './picture/save-menu'
import type { PictureFormat } from './picture/save-picture'
import type { Saving } from './picture/use-save-picture'
import { ScopeTrail } from './scope-trail'

export const formNames: Record<Form, string> = {
  auto: 'Automatic',
  layers: 'Layers',
  force: 'Clusters',
  matrix: 'Matrix',
  list: 'List',
}

export const listNames: Record<ListName, string> = {
  cycles: 'Cycles',
  orphans: 'Orphans',
  entries: 'Entry points',
  unresolved: 'Imports that lead nowhere',
}

export type GraphToolbarProps = {
  view: GraphView
  paths: readonly string[]
  /** Undefined until it is known. */
  counts: Record<ListName, number | undefined>
  hasGains: boolean
  hasTree: boolean
  search: Ref<HTMLInputElement>
  filters: GraphFiltersProps
  onTree: () => void
  onScope: (folder: string) => void
  onFind: (path: string) => void
  onForm: (form: Form) => void
  onColoring: (coloring: GraphView['coloring']) => void
  onList: (list: ListName) => void
  onZoom: (factor: number) => void
  onFit: () => void
  onFoldAll: () => void
  onUnfoldAll: () => void
  /** The picture that is being saved. */
  saving: Saving | undefined
  onSave: (format: PictureFormat) => void
}

export function GraphToolbar(props: GraphToolbarProps) {
  const { view, counts, hasTree, hasGains } = props
  const isDrawn = view.form !== 'matrix' && view.form !== 'list'
  return (
    <div role="toolbar" aria-label="Graph" className="flex h-bar shrink-0 items-center gap-1 border-b pr-2 pl-2">
      <IconButton
        label={hasTree ? 'Hide the files' : 'Show the files'}
        keys="t"
        isPressed={hasTree}
        onClick={props.onTree}
      >
        <PanelLeft />
      </IconButton>
      <div className="mr-auto ml-1 min-w-16">
        <ScopeTrail scope={view.folder} onScope={props.onScope} />
      </div>
      <NodeSearch ref={props.search} paths={props.paths} onFind={props.onFind} />
      <Menu
        label="Lists"
        trigger={
          <Button tone="quiet">
            <ListTree aria-hidden />
            <span className="max-lg:sr-only">Lists</span>
          </Button>
        }
        entries={lists.map((list) => ({
          id: list,
          label: (
            <>
              {listNames[list]}{' '}
              {counts[list] !== undefined && (
                <span className="pl-1 text-neutral-10 tabular-nums">{formatCount(counts[list])}</span>
              )}
            </>
          ),
          keys: listKeys[list],
          isChecked: view.list === list,
          run: () => props.onList(list),
        }))}
      />
      <GraphFilters {...props.filters} />
      <Select
        aria-label="Colour by"
        className="w-29! sm:shrink-0"
        choices={colorings.map((coloring) => ({
          value: coloring,
          label: `${coloring[0]?.toUpperCase()}${coloring.slice(1)}`,
          hint: coloring === 'gain' && !hasGains ? 'no search yet' : undefined,
          isDisabled: coloring === 'gain' && !hasGains,
        }))}
        value={view.coloring}
        disabled={view.form === 'matrix'}
        onChange={props.onColoring}
      />
      <Select
        aria-label="Form"
        className="w-27! sm:shrink-0"
        choices={forms.map((form) => ({ value: form, label: formNames[form] }))}
        value={view.form}
        onChange={props.onForm}
      />
      <span aria-hidden className="mx-1 h-4 w-px bg-neutral-6" />
      <IconButton label="Fold all folders" keys="x" onClick={props.onFoldAll}>
        <ChevronsDownUp />
      </IconButton>
      <IconButton label="Unfold all folders" keys="X" onClick={props.onUnfoldAll}>
        <ChevronsUpDown />
      </IconButton>
      <IconButton
        label="Zoom out"
        keys="-"
        className="max-lg:hidden!"
        disabled={!isDrawn}
        onClick={() => props.onZoom(1 / 1.5)}
      >
        <Minus />
      </IconButton>
      <IconButton
        label="Zoom in"
        keys="+"
        className="max-lg:hidden!"
        disabled={!isDrawn}
        onClick={() => props.onZoom(1.5)}
      >
        <Plus />
      </IconButton>
      <IconButton label="Show all" keys="0" disabled={!isDrawn} onClick={props.onFit}>
        <Maximize />
      </IconButton>
      <SaveMenu saving={props.saving} isDrawn={isDrawn} onSave={props.onSave} />
    </div>
  )
}

export const listKeys: Record<ListName, string> = { cycles: 'c', orphans: 'o', entries: 'e', unresolved: 'n' }
