'use client'

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { ListSearch } from '@/components/trajectory/list/list-search'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { AuditFilter } from '@/lib/auth/audit'
import { AuditList } from './audit-list'
import { auditAddress, auditChoicesQuery } from './queries'

const all = '*'

/** The audit trail with what narrows it; the address holds the filter. */
export function AuditPage({ mayExport }: { mayExport: boolean }) {
  const params = useSearchParams()
  const filter = AuditFilter.safeParse(Object.fromEntries(params)).data ?? {}
  const { data: choices } = useQuery(auditChoicesQuery)
  const change = (next: AuditFilter) => {
    const address = auditAddress({ ...filter, ...next })
    window.history.pushState(null, '', address ? `?${address}` : window.location.pathname)
  }
  const nouns = [...new Set(choices?.actions.map((action) => action.split('.')[0] ?? ''))]
  const actions = [...nouns, ...(choices?.actions ?? [])].sort()
  const toChoices = (values: readonly string[], first: string) => [
    { value: all, label: first },
    ...values.map((value) => ({ value, label: value })),
  ]
  return (
    <>
      <search aria-label="Audit trail" className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
        <ListSearch
          field="text"
          label="Search what was done"
          keys="/"
          value={filter.text}
          onChange={(text) => change({ text })}
        />
        <Select
          aria-label="Person"
          className="w-40!"
          choices={toChoices(choices?.actors ?? [], 'Everybody')}
          value={filter.actor ?? all}
          onChange={(actor) => change({ actor: actor === all ? undefined : actor })}
        />
        <Select
          aria-label="Action"
          className="w-48!"
          choices={toChoices(actions, 'Every action')}
          value={filter.action ?? all}
          onChange={(action) => change({ action: action === all ? undefined : action })}
        />
        <Input
          type="date"
          aria-label="From"
          className="w-36!"
          value={filter.from ?? ''}
          onChange={(event) => change({ from: event.target.value || undefined })}
        />
        <Input
          type="date"
          aria-label="To"
          className="w-36!"
          value={filter.to ?? ''}
          onChange={(event) => change({ to: event.target.value || undefined })}
        />
        {filter.subjectId && (
          <Button tone="quiet" onClick={() => change({ subjectId: undefined })}>
            One subject only: show all
          </Button>
        )}
        <span className="grow" />
        {mayExport && (
          <Button asChild>
            <a href={`/api/v1/audit/export?${auditAddress(filter)}`} download>
              <Download aria-hidden /> Export
            </a>
          </Button>
        )}
      </search>
      <AuditList filter={filter} />
    </>
  )
}
