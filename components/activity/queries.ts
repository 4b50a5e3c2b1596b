import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { AuditChoices, type AuditFilter, AuditPage } from '@/lib/auth/audit'
import { fetchJson } from '@/lib/http/client'

export function auditAddress(filter: AuditFilter): string {
  const set = Object.entries(filter).filter(([, value]) => value)
  return new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', auditAddress(filter)],
    queryFn: ({ signal, pageParam }) =>
      fetchJson(AuditPage, `/api/v1/audit?${auditAddress(filter)}${pageParam && `&before=${pageParam}`}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })

export const auditChoicesQuery = queryOptions({
  queryKey: ['audit', 'choices'],
  queryFn: ({ signal }) => fetchJson(AuditChoices, '/api/v1/audit/choices', { signal }),
})
