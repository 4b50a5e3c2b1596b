import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/components/ui/number-format'
import { Select } from '@/components/ui/select'
import { fromSearchParams, type TrajectoryFilter, toSearchParams } from '@/lib/trajectory/filter'
import { ListFacets } from './list-facets'
import { facetsQuery, viewsQuery } from './list-queries'
import { ListSearch } from './list-search'

export type FilterFieldProps = {
  filter: TrajectoryFilter
  onChange: (filter: TrajectoryFilter) => void
  /** What holds as long as the filter says nothing else, and the word for it. */
  assumed?: { filter: TrajectoryFilter; word: string }
  error?: string
}

/** Which trajectories are meant, chosen as in their list, or taken from a saved view. */
export function FilterField({ filter, onChange, assumed, error }: FilterFieldProps) {
  const { data: facets } = useQuery(facetsQuery({ ...assumed?.filter, ...filter }))
  const { data: views = [] } = useQuery(viewsQuery)
  const isAssumed = assumed && Object.keys(assumed.filter).some((field) => !(field in filter))
  const address = toSearchParams(filter).toString()
  const taken = views.find((view) => toSearchParams(filterOf(view)).toString() === address)
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium text-neutral-11">Trajectories</legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in a search field does not send the form */}
      <div
        className="flex flex-wrap items-center gap-2"
        onKeyDown={(event) =>
          event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()
        }
      >
        {views.length > 0 && (
          <Select
            aria-label="Saved view"
            className="w-44!"
            placeholder="Take a saved view"
            value={taken?.id ?? ''}
            choices={views.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => onChange(filterOf(views.find((view) => view.id === id)))}
          />
        )}
        <ListSearch
          field="search"
          label="Search repository or author"
          value={filter.search}
          onChange={(search) => onChange({ ...filter, search })}
        />
        <ListSearch
          field="text"
          label="Search thoughts"
          value={filter.text}
          onChange={(text) => onChange({ ...filter, text })}
        />
        <p role="status" className="ml-auto text-neutral-11 tabular-nums">
          {facets && `${formatCount(facets.total)}${facets.isMore ? '+' : ''} now`}
          {isAssumed && `, ${assumed.word}`} ·{' '}
          <a
            className="text-accent-text"
            target="_blank"
            rel="noreferrer"
            href={`/trajectories${address && `?${address}`}`}
          >
            See the list
          </a>
        </p>
      </div>
      <div className="flex h-80 overflow-hidden rounded border [&>aside]:w-full [&>aside]:border-r-0">
        <ListFacets filter={filter} onChange={onChange} />
      </div>
      {error && <p className="text-small text-reject">{error}</p>}
    </fieldset>
  )
}

function filterOf(view: { address: string } | undefined): TrajectoryFilter {
  return fromSearchParams(new URLSearchParams(view?.address))
}
