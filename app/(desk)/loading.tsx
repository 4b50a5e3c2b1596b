import { Skeleton, SkeletonRows } from '@/components/ui/skeleton'

export default function DeskLoading() {
  return (
    <>
      <div className="flex h-13 shrink-0 items-center px-4">
        <Skeleton className="h-4 w-40" />
      </div>
      <SkeletonRows />
    </>
  )
}
