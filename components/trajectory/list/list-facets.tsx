'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useKeys } from '@/components/ui/use-keys'
import type { FacetValue } from '@/lib/trajectory/facets'
import {
  type FacetName,
  facetNames,
  isLimited,
  type RangeName,
  rangeNames,
  type TrajectoryFilter,
} from '@/lib/trajectory/filter'
import { stateWords } from '@/lib/trajectory/state'
import { TrajectoryState } from '@/lib/trajectory/view'
import { FacetRange } from './facet-range'
import { FacetValues } from './facet-values'
import { facetsQuery } from './list-queries'
import { RepositoryFacet } from './repository-facet'

const titles: Record<FacetName | RangeName, string> = {
  state: 'State',
  language: 'Language',
  author: 'Author',
  mode: 'Mode',
  model: 'Model',
  judgedBy: 'Judged by',
  steps: 'Steps',
  tokens: 'Tokens',
  gain: 'Gain',
  copy: 'Copy',
}
const nones: Partial<Record<FacetName, string>> = { language: 'no language', model: 'no model', judgedBy: 'nobody' }

export type ListFacetsProps = {
  filter: TrajectoryFilter
  onChange: (filter: TrajectoryFilter) => void
}

/** What a list can be narrowed by, with how many there would be; key `f`. */
export function ListFacets({ filter, onChange }: ListFacetsProps) {
  const { data: facets, error, refetch, isPlaceholderData } = useQuery(facetsQuery(filter))
  const place = useRef<HTMLElement>(null)
  const focusFirst = () => place.current?.querySelector<HTMLElement>('[role=checkbox], input, button')?.focus()
  useKeys({ f: { title: 'Go to the filters', group: 'List', run: focusFirst } })
  const set = (change: TrajectoryFilter) => onChange({ ...filter, ...change })
  return (
    <aside
      ref={place}
      aria-label="Filters"
      aria-busy={isPlaceholderData}
      className="w-54 shrink-0 overflow-y-auto border-r px-3 py-2 max-lg:w-46"
    >
      {isLimited({ ...filter, search: undefined, text: undefined }) && (
        <Button className="mb-2 w-full" onClick={() => onChange({ search: filter.search, text: filter.text })}>
          Clear filters
        </Button>
      )}
      {error && !facets && <ErrorPanel sentence={error.message} onRetry={() => refetch()} />}
      {!facets && !error && <FacetSkeleton />}
      {facets && (
        <div className="grid gap-3">
          {facets.isPartial && (
            <p className="text-small text-neutral-10">
              The list is too long to count every value: numbers are of a part of it.
            </p>
          )}
          <RepositoryFacet
            repositories={facets.repositories}
            chosen={filter.repositoryId}
            isAtLeast={facets.isPartial}
            onChange={(repositoryId) => set({ repositoryId })}
          />
          {facetNames.map((name) => (
            <FacetValues
              key={name}
              title={titles[name]}
              values={withChosen(facets.values[name], filter[name], name)}
              chosen={filter[name] ?? []}
              wordOf={(value) => wordOf(name, value)}
              isAtLeast={facets.isPartial}
              onChange={(chosen) => set({ [name]: chosen.length > 0 ? chosen : undefined })}
            />
          ))}
          <FacetValues
            title="Failing verifiers"
            values={facets.failing.map(({ verifier, count }) => ({ value: verifier, count }))}
            chosen={filter.failing ?? []}
            wordOf={(value) => value}
            isAtLeast={facets.isPartial}
            onChange={(chosen) =>
              set({
                failing:
                  chosen.length > 0
                    ? facets.failing.map(({ verifier }) => verifier).filter((one) => chosen.includes(one))
                    : undefined,
              })
            }
          />
          {facets.labels.length > 0 && (
            <FacetValues
              title="Labels"
              values={facets.labels.map(({ id, count }) => ({ value: id, count }))}
              chosen={filter.label ?? []}
              wordOf={(id) => facets.labels.find((label) => label.id === id)?.name ?? id}
              onChange={(chosen) => set({ label: chosen.length > 0 ? [...chosen] : undefined })}
            />
          )}
          {rangeNames.map((name) => (
            <FacetRange
              key={name}
              title={titles[name]}
              histogram={facets.ranges[name]}
              range={filter[name] ?? {}}
              isShare={name === 'gain' || name === 'copy'}
              onChange={(range) =>
                set({ [name]: range.from === undefined && range.to === undefined ? undefined : range })
              }
            />
          ))}
          <Days title="Updated" range={filter.updated ?? {}} onChange={(updated) => set({ updated })} />
          <Days title="Created" range={filter.created ?? {}} onChange={(created) => set({ created })} />
        </div>
      )}
    </aside>
  )
}

/** What is chosen stays in the list when nothing has it any more. */
function withChosen(values: readonly FacetValue[], chosen: readonly string[] = [], name: FacetName): FacetValue[] {
  const missing = chosen.filter((value) => !values.some((one) => one.value === value))
  const all = [...values, ...missing.map((value) => ({ value, count: 0 }))]
  if (name !== 'state') return all
  const order: readonly string[] = TrajectoryState.options
  return all.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
}

function wordOf(name: FacetName, value: string): string {
  if (value === '') return nones[name] ?? 'none'
  const state = name === 'state' ? TrajectoryState.safeParse(value).data : undefined
  return state ? stateWords[state] : value
}

type DaysProps = {
  title: string
  range: { from?: string; to?: string }
  onChange: (range: { from?: string; to?: string } | undefined) => void
}

function Days({ title, range, onChange }: DaysProps) {
  const set = (change: { from?: string; to?: string }) => {
    const next = { ...range, ...change }
    onChange(next.from || next.to ? { from: next.from || undefined, to: next.to || undefined } : undefined)
  }
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-medium text-neutral-11">{title}</legend>
      <Input
        type="date"
        aria-label={`${title} from`}
        value={range.from?.slice(0, 10) ?? ''}
        onChange={(event) => set({ from: event.target.value })}
      />
      <Input
        type="date"
        aria-label={`${title} to`}
        value={range.to?.slice(0, 10) ?? ''}
        onChange={(event) => set({ to: event.target.value })}
      />
    </fieldset>
  )
}

function FacetSkeleton() {
  return (
    <div aria-hidden className="grid gap-2">
      {Array.from({ length: 14 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never move
        <Skeleton key={index} className="h-4" />
      ))}
    </div>
  )
}
