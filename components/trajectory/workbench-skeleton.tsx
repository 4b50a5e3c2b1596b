import { Skeleton } from '@/components/ui/skeleton'

/** The workbench before its content is there: the same panes, grey. */
export function WorkbenchSkeleton() {
  return (
    <div role="status" aria-label="Loading the trajectory" className="flex h-full min-h-0 flex-col">
      <div className="flex h-13 shrink-0 items-center gap-3 border-b px-4">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-5 w-80" />
        <Skeleton className="ml-auto h-control w-60" />
      </div>
      <div className="flex min-h-0 grow">
        <div className="grid w-64 shrink-0 content-start gap-2.5 border-r p-3">
          {outlineWidths.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: grey shapes that never move
            <Skeleton key={index} className={`h-4 ${width}`} />
          ))}
        </div>
        <div className="grid min-w-0 grow content-start gap-3 p-4">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-4 w-full max-w-thought" />
          <Skeleton className="h-4 w-full max-w-thought" />
          <Skeleton className="h-4 w-2/3" />
        </div>
        <div className="w-2/5 shrink-0 border-l p-3 max-lg:hidden">
          <Skeleton className="h-full" />
        </div>
      </div>
      <div className="h-bar shrink-0 border-t" />
    </div>
  )
}

const outlineWidths = ['w-20', 'w-32', 'w-28', 'w-40', 'w-24', 'w-32', 'w-24', 'w-40', 'w-28', 'w-32', 'w-24']
