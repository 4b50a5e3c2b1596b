import { classNames } from './class-names'

/** A grey shape where content will be. Give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('block animate-wait rounded-small bg-neutral-4', className ?? 'h-4 w-full')}
    />
  )
}

/** Rows of a table that is on its way. */
export function SkeletonRows({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never move
        <div key={row} className="flex h-row items-center gap-6 border-b px-4">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton
              // biome-ignore lint/suspicious/noArrayIndexKey: identical cells that never move
              key={column}
              className={classNames('h-3', column === 0 ? 'w-1/3' : 'w-1/12')}
            />
          ))}
        </div>
      ))}
    </div>
  )
}
