import { Button } from '@/components/ui/button'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { type Contents, type LeftOutReason, leftOutWords } from '@/lib/dataset/contents'
import { unappliedWords } from './unapplied-words'

export type LeftOutListProps = { contents: Contents; onShow: (reason: LeftOutReason) => void }

/** What the dataset selects and cannot release, with the reasons, and what verifiers say of the rest. */
export function LeftOutList({ contents, onShow }: LeftOutListProps) {
  const { leftOut, failing, unapplied, total } = contents
  const sum = leftOut.reduce((total, { count }) => total + count, 0)
  const passing = failing.filter(({ isRequired }) => isRequired).map(({ verifier }) => verifier)
  const others = failing.filter(({ isRequired, count }) => !isRequired && count > 0)
  return (
    <section aria-label="Left out" className="grid gap-1">
      <h2 className="font-medium">
        {sum === 0 ? 'Nothing is left out' : `${formatUnit(sum, 'trajectory', 'trajectories')} left out`}
      </h2>
      {sum > 0 && (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {leftOut.map(({ reason, detail, count }) => (
            <li key={`${reason}/${detail}`}>
              <Button tone="quiet" className="-ml-2.75" onClick={() => onShow(reason)}>
                <span className="tabular-nums">{formatCount(count)}</span> {leftOutWords[reason]}
                {detail && `: ${detail}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="text-small text-neutral-10">
        {passing.length === 0
          ? 'No verifier is required.'
          : total.documents === 0
            ? `What is approved and holds ${passing.join(', ')} is in it.`
            : `All of it is approved and ${unapplied.length > 0 ? 'fails none of' : 'holds'} ${passing.join(', ')}.`}
        {others.map(
          ({ verifier, count }) =>
            ` ${formatUnit(count, 'document')} ${count === 1 ? 'fails' : 'fail'} ${verifier}, which is not required.`,
        )}
        {unapplied.length > 0 && ` ${unappliedWords(unapplied)}`}
      </p>
    </section>
  )
}
