'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount } from '@/components/ui/number-format'
import { Skeleton } from '@/components/ui/skeleton'
import { useKeys } from '@/components/ui/use-keys'
import { type Decision, decisions, decisionWords, type Finding, type PreflightView } from '@/lib/dataset/finding'
import { decide, type FindingChoice, findingsQuery } from './dataset-queries'
import { placeOfFinding } from './finding-place'
import { FindingRow } from './finding-row'

export type FindingListProps = {
  id: string
  choice: FindingChoice
  rules: PreflightView['rules']
  mayDecide: boolean
}

/** The findings, decided one after the other by keys: after a decision the next one is at hand. */
export function FindingList({ id, choice, rules, mayDecide }: FindingListProps) {
  const router = useRouter()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    findingsQuery(id, choice),
  )
  const deciding = useMutation(decide(useQueryClient(), id))
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const [at, setAt] = useState(0)
  const place = Math.min(at, Math.max(0, rows.length - 1))
  const current = rows[place]
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[place]?.scrollIntoView({ block: 'nearest' })
  }, [place])
  const settle = (finding: Finding | undefined, decision: Decision | null) => {
    if (!finding || !mayDecide || (decision === 'mask' && !finding.canMask)) return
    deciding.mutate({ decision, fingerprints: [finding.fingerprint] })
    // What is decided leaves the list of what is open by itself.
    if (choice.state !== 'open') setAt(Math.min(place + 1, rows.length - 1))
  }
  const key = (title: string, run: () => void) => ({ title, group: 'Findings', run })
  useKeys({
    j: key('Next finding', () => setAt(Math.min(place + 1, rows.length - 1))),
    k: key('Finding before', () => setAt(Math.max(place - 1, 0))),
    enter: key('Open its place', () => current && router.push(placeOfFinding(current))),
    '1': key('Keep', () => settle(current, 'keep')),
    '2': key('Mask', () => settle(current, 'mask')),
    '3': key('Drop the trajectory', () => settle(current, 'drop')),
    '4': key('Drop the repository', () => settle(current, 'drop_repository')),
    '0': key('Take the decision back', () => settle(current, null)),
  })
  const rule = rules.find((one) => one.check === choice.check && one.rule === choice.rule)
  return (
    <div className="min-h-0 grow overflow-y-auto">
      {error && <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />}
      {deciding.error && <ErrorPanel className="m-4" sentence={deciding.error.message} />}
      {!data && !error && <Skeleton className="m-4 h-40" />}
      {rule && rule.open > 1 && mayDecide && (
        <RuleActions
          open={rule.open}
          canMask={rows.some(({ canMask }) => canMask)}
          isBusy={deciding.isPending}
          onDecide={(decision) => deciding.mutate({ decision, rule: { check: rule.check, rule: rule.rule } })}
        />
      )}
      {data && rows.length === 0 && (
        <EmptyState title={choice.state === 'open' ? 'Nothing to decide here' : 'Nothing here'}>
          {choice.state === 'open' ? 'Every finding of this kind has a decision, or there is none.' : null}
        </EmptyState>
      )}
      <ul ref={list} aria-label="Findings">
        {rows.map((finding, index) => (
          <FindingRow
            key={finding.fingerprint}
            finding={finding}
            isCurrent={index === place}
            mayDecide={mayDecide}
            onFocus={() => setAt(index)}
            onDecide={(decision) => settle(finding, decision)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <div className="flex h-bar items-center justify-center">
          <Button tone="quiet" isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </div>
  )
}

type RuleActionsProps = { open: number; canMask: boolean; isBusy: boolean; onDecide: (decision: Decision) => void }

function RuleActions({ open, canMask, isBusy, onDecide }: RuleActionsProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-b bg-neutral-2 px-4 py-2">
      <span className="text-neutral-11">All {formatCount(open)} of this rule:</span>
      {decisions
        .filter((decision) => decision !== 'mask' || canMask)
        .map((decision) => (
          <Button key={decision} isBusy={isBusy} onClick={() => onDecide(decision)}>
            {decisionWords[decision]}
          </Button>
        ))}
    </div>
  )
}
