import { Fragment, useMemo } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatUnit } from '@/components/ui/number-format'
import { type Hunk, hunksBetween } from '@/lib/trajectory/edit'

/** An edit as the document has it, which is what is trained on: the lines that are looked for, and those in their place. */
export function ReplacementList({ before, after }: { before: string; after: string }) {
  const hunks = useMemo(() => hunksBetween(before, after), [before, after])
  return (
    <section aria-label={formatUnit(hunks.length, 'replacement')} className="overflow-hidden rounded border">
      {hunks.map((hunk, index) => (
        <Fragment key={`${hunk.old} ${hunk.new}`}>
          <h3 className="border-b bg-neutral-2 px-2 py-1 text-small text-neutral-10 not-first:border-t">
            {titleOf(hunk, index, hunks.length)}
          </h3>
          <div className="max-h-[40dvh] overflow-auto font-mono text-code">
            <Lines text={hunk.old ?? ''} mark="−" className="bg-reject-soft" />
            <Lines text={hunk.new} mark="+" className="bg-approve-soft" />
          </div>
        </Fragment>
      ))}
    </section>
  )
}

function titleOf({ old }: Hunk, index: number, count: number): string {
  if (old === null) return 'Put at the end'
  return old === '' ? 'The whole file anew' : `Replacement ${index + 1} of ${count}`
}

function Lines({ text, mark, className }: { text: string; mark: string; className: string }) {
  if (text === '') return null
  return (
    <pre className={classNames('w-max min-w-full px-2 py-1', className)}>
      {text.replace(/\n$/, '').replaceAll(/^/gm, `${mark} `)}
    </pre>
  )
}
