'use client'

import { useQuery } from '@tanstack/react-query'
import { GitCompareArrows } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorPanel } from '@/components/ui/error-panel'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { useAddress } from '@/components/ui/use-address'
import { comparisonQuery } from './compare-queries'
import { CompareRows } from './compare-rows'
import { CompareTotals } from './compare-totals'

const crumbs = [{ label: 'Trajectories', href: '/trajectories' }, { label: 'Compare' }]

/** Two revisions, or two trajectories of one snapshot, step beside step; which ones is in the address. */
export function ComparePage() {
  const [left] = useAddress('left')
  const [right] = useAddress('right')
  return (
    <div className="flex h-full min-h-0 flex-col">
      {left && right ? (
        <Compared key={`${left} ${right}`} left={left} right={right} />
      ) : (
        <>
          <PageHeader title="Compare" crumbs={crumbs} className="border-b" />
          <EmptyState
            icon={<GitCompareArrows />}
            title="Nothing to compare yet"
            action={
              <Button asChild>
                <Link href="/trajectories">Open the trajectories</Link>
              </Button>
            }
          >
            Open a trajectory and choose “Compare with”: another revision of it, or another trajectory of its snapshot.
          </EmptyState>
        </>
      )}
    </div>
  )
}

function Compared({ left, right }: { left: string; right: string }) {
  const { data, error, refetch } = useQuery(comparisonQuery(left, right))
  if (error)
    return (
      <>
        <PageHeader title="Compare" crumbs={crumbs} className="border-b" />
        <ErrorPanel className="m-4" sentence={error.message} onRetry={() => refetch()} />
      </>
    )
  if (!data)
    return (
      <>
        <PageHeader title="Compare" crumbs={crumbs} className="border-b" />
        <div role="status" aria-label="Loading" className="grid gap-3 p-4">
          {['a', 'b', 'c', 'd'].map((row) => (
            <div key={row} className="grid grid-cols-2 gap-4">
              <Skeleton className="h-14" />
              <Skeleton className="h-14" />
            </div>
          ))}
        </div>
      </>
    )
  const { repositoryId, repositoryName } = data.left.trajectory
  const isOne = data.left.trajectory.id === data.right.trajectory.id
  return (
    <>
      <PageHeader
        title={isOne ? 'Two revisions' : 'Two trajectories'}
        crumbs={[
          { label: 'Repositories', href: '/repositories' },
          { label: repositoryName, href: `/repositories/${repositoryId}` },
          { label: 'Compare' },
        ]}
      />
      <CompareTotals comparison={data} />
      <CompareRows comparison={data} />
    </>
  )
}
