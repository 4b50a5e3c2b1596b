import { useQuery } from '@tanstack/react-query'
import { ListFacets } from '@/components/trajectory/list-facets'
import { facetsQuery } from '@/components/trajectory/list-queries'
import { ListSearch } from '@/components/trajectory/list-search'
import { formatCount } from '@/components/ui/number-format'
import { type TrajectoryFilter, toSearchParams } from '@/lib/trajectory/filter'

export type QueueFilterProps = {
  filter: TrajectoryFilter
  onChange: (filter: TrajectoryFilter) => void
  error?: string
}

/** Which trajectories a queue takes in, chosen as in their list; without a state they are drafts. */
export function QueueFilter({ filter, onChange, error }: QueueFilterProps) {
  const { data: facets } = useQuery(facetsQuery(filter.state ? filter : { ...filter, state: ['draft'] }))
  const address = toSearchParams(filter).toString()
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium text-neutral-11">Trajectories</legend>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in a search field does not save the queue */}
      <div
        className="flex flex-wrap items-center gap-2"
        onKeyDown={(event) =>
          event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()
        }
      >
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
          {filter.state ? '' : ', drafts'} ·{' '}
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
