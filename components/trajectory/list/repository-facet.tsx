'use client'

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Input } from '@/components/ui/input'
import { fetchJson } from '@/lib/http/client'
import { RepositoryPage } from '@/lib/repository/repository'
import type { Facets } from '@/lib/trajectory/facets'
import { FacetValues } from './facet-values'

const mostFound = 8
const freshMs = 30_000

const namedQuery = (words: string) =>
  queryOptions({
    queryKey: ['repositories', 'named', words],
    queryFn: ({ signal }) =>
      fetchJson(RepositoryPage, `/api/v1/repositories?search=${encodeURIComponent(words)}&limit=${mostFound}`, {
        signal,
      }),
    enabled: words !== '',
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  })

export type RepositoryFacetProps = {
  /** Those with the most trajectories, and the chosen one. */
  repositories: Facets['repositories']
  chosen?: string
  isAtLeast: boolean
  onChange: (id: string | undefined) => void
}

/** One repository: of those with the most trajectories, or any that is found by its name. */
export function RepositoryFacet({ repositories, chosen, isAtLeast, onChange }: RepositoryFacetProps) {
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed.trim())
  const { data, error, isFetching } = useQuery(namedQuery(words))
  const found = words === '' ? undefined : data?.rows
  if (repositories.length === 0) return null
  const counts = new Map(repositories.map(({ id, count }) => [id, count]))
  const names = new Map([...repositories, ...(found ?? [])].map(({ id, name }) => [id, name]))
  return (
    <FacetValues
      title="Repository"
      values={(found ?? repositories).map(({ id }) => ({ value: id, count: counts.get(id) }))}
      chosen={chosen ? [chosen] : []}
      wordOf={(id) => names.get(id) ?? id}
      isAtLeast={isAtLeast}
      // One at a time: the last that was ticked.
      onChange={(ids) => {
        setTyped('')
        onChange(ids.findLast((id) => id !== chosen))
      }}
    >
      {repositories.length > 1 && (
        <Input
          type="search"
          className="mb-1"
          aria-label="Find a repository"
          placeholder="Find by name"
          maxLength={200}
          aria-busy={isFetching}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('')
          }}
        />
      )}
      {error && <p className="text-small text-reject">{error.message}</p>}
      {found?.length === 0 && !isFetching && <p className="text-small text-neutral-10">No repository has this name.</p>}
    </FacetValues>
  )
}
