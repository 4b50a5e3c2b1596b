import { Info } from 'lucide-react'
import type { SnapshotNote } from '@/lib/repository/repository'

/** What was odd about the source of a snapshot: a sentence for each kind, with a few of the paths. */
export function SnapshotNotes({ notes }: { notes: readonly SnapshotNote[] }) {
  if (notes.length === 0) return null
  return (
    <details className="px-4 pb-3">
      <summary className="flex w-fit cursor-default items-center gap-1.5 rounded-small text-neutral-11">
        <Info aria-hidden className="size-4 text-neutral-10" />
        {notes.length === 1 ? notes[0]?.message : `${notes.length} notes on the source`}
      </summary>
      <ul aria-label="Notes on the source" className="grid gap-1 pt-1.5 pl-5.5">
        {notes.map(({ kind, message, count, examples }) => (
          <li key={kind}>
            {notes.length > 1 && <p>{message}</p>}
            <p className="truncate font-mono text-code text-neutral-10">
              {examples.join(', ')}
              {count > examples.length && ' …'}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
