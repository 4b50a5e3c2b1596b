'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { formatCount } from '@/components/ui/number-format'
import { Popover } from '@/components/ui/popover'
import { FileRole } from '@/lib/repository/repository'
import { DependencyKind } from '@/lib/structure/outline'
import { type GraphModel, noLanguage } from './graph-model'
import type { GraphView } from './graph-view'

type Hidden = GraphView['hidden']

export type GraphFiltersProps = {
  model: GraphModel
  hidden: Hidden
  onChange: (hidden: Hidden) => void
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

const kindNames: Record<DependencyKind, string> = {
  import: 'imports',
  'type-import': 'types only',
  're-export': 'passed on',
  'dynamic-import': 'when it runs',
  require: 'require',
  include: 'include',
  package: 'same package',
}

/** Which files and arrows are drawn: by language, by what a file is for, and by how it is used. */
export function GraphFilters({ model, hidden, onChange, isOpen, onOpenChange }: GraphFiltersProps) {
  const counts = useMemo(() => countAll(model), [model])
  const off = hidden.languages.length + hidden.roles.length + hidden.kinds.length
  const toggle = <Value extends string>(values: readonly Value[], value: Value) =>
    values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return (
    <Popover
      label="Filters"
      align="end"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      className="w-72"
      trigger={
        <Button tone="quiet" title="Filters (I)">
          <SlidersHorizontal aria-hidden />
          <span className="max-lg:sr-only">{off === 0 ? 'Filters' : `${off} hidden`}</span>
        </Button>
      }
    >
      <div className="grid gap-3">
        <Choices
          title="Language"
          choices={counts.languages}
          hidden={hidden.languages}
          onToggle={(language) => onChange({ ...hidden, languages: toggle(hidden.languages, language) })}
        />
        <Choices
          title="Files"
          choices={counts.roles}
          hidden={hidden.roles}
          onToggle={(role) => onChange({ ...hidden, roles: toggle(hidden.roles, role) })}
        />
        <Choices
          title="Uses"
          choices={counts.kinds}
          hidden={hidden.kinds}
          nameOf={(kind) => kindNames[kind]}
          onToggle={(kind) => onChange({ ...hidden, kinds: toggle(hidden.kinds, kind) })}
        />
        <Button disabled={off === 0} onClick={() => onChange({ languages: [], roles: [], kinds: [] })}>
          Show everything
        </Button>
      </div>
    </Popover>
  )
}

type Count<Value> = { value: Value; count: number }

type ChoicesProps<Value extends string> = {
  title: string
  choices: readonly Count<Value>[]
  hidden: readonly string[]
  nameOf?: (value: Value) => string
  onToggle: (value: Value) => void
}

function Choices<Value extends string>({ title, choices, hidden, nameOf, onToggle }: ChoicesProps<Value>) {
  if (choices.length === 0) return null
  return (
    <fieldset>
      <legend className="pb-1 text-small font-medium text-neutral-10">{title}</legend>
      <ul className="-ml-1 max-h-52 overflow-y-auto py-0.5 pl-1">
        {choices.map(({ value, count }) => (
          <li key={value} className="flex items-center justify-between pr-1">
            <Checkbox
              label={nameOf ? nameOf(value) : value}
              checked={!hidden.includes(value)}
              onChange={() => onToggle(value)}
            />
            <span className="text-small text-neutral-10 tabular-nums">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function countAll(model: GraphModel) {
  const languages = new Map<string, number>()
  for (const language of model.languages) {
    const name = language ?? noLanguage
    languages.set(name, (languages.get(name) ?? 0) + 1)
  }
  const countOf = (isIn: (index: number) => unknown, of: readonly unknown[]) => [...of.keys()].filter(isIn).length
  return {
    languages: [...languages].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
    roles: FileRole.options
      .map((value) => ({ value, count: countOf((file) => model.roles[file] === value, model.roles) }))
      .filter(({ count }) => count > 0),
    kinds: DependencyKind.options
      .map((value, bit) => ({ value, count: countOf((arrow) => (model.kinds[arrow] ?? 0) & (1 << bit), model.kinds) }))
      .filter(({ count }) => count > 0),
  }
}
