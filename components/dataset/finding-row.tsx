import Link from 'next/link'
import { Badge, type Tone } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { RelativeTime } from '@/components/ui/relative-time'
import { checkWords, type Decision, decisions, decisionWords, type Finding } from '@/lib/dataset/finding'
import { comparisonOf, placeOfFinding, wordsOfPlace } from './finding-place'

const tones: Record<Decision, Tone> = { keep: 'neutral', mask: 'accent', drop: 'bad', drop_repository: 'bad' }
const short: Record<Decision, string> = {
  keep: 'Keep',
  mask: 'Mask',
  drop: 'Drop',
  drop_repository: 'Drop repository',
}

export type FindingRowProps = {
  finding: Finding
  isCurrent: boolean
  mayDecide: boolean
  onFocus: () => void
  onDecide: (decision: Decision | null) => void
}

/** One finding: what, where, and what to do about it. */
export function FindingRow({ finding, isCurrent, mayDecide, onFocus, onDecide }: FindingRowProps) {
  const { check, rule, message, excerpt, repository, occurrences, otherId, decision, decidedBy, decidedAt } = finding
  return (
    <li
      aria-current={isCurrent || undefined}
      onFocus={onFocus}
      className={classNames(
        'grid gap-1 border-b border-l-2 px-4 py-2',
        isCurrent ? 'border-l-accent bg-neutral-3' : 'border-l-transparent',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge>{`${checkWords[check]}: ${rule}`}</Badge>
        <span className="font-medium">{message}</span>
        {occurrences > 1 && <span className="text-small text-neutral-10">{occurrences} times</span>}
        {decision && (
          <span className="ml-auto flex items-center gap-2 text-small text-neutral-10">
            <Badge tone={tones[decision]}>{decisionWords[decision]}</Badge>
            {decidedBy}, {decidedAt && <RelativeTime iso={decidedAt} />}
          </span>
        )}
      </div>
      {excerpt && (
        <code className="block truncate rounded-small bg-neutral-2 px-1.5 py-0.5 font-mono text-code" title={excerpt}>
          {excerpt}
        </code>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <Link href={placeOfFinding(finding)} className="rounded-small text-accent-text hover:underline">
          {repository}, {wordsOfPlace(finding)}
        </Link>
        {otherId && (
          <Link href={comparisonOf(finding)} className="rounded-small text-accent-text hover:underline">
            Compare the two
          </Link>
        )}
        {mayDecide && (
          <span className="ml-auto flex flex-wrap gap-1">
            {decisions.map((choice) => (
              <button
                key={choice}
                type="button"
                disabled={choice === 'mask' && !finding.canMask}
                aria-pressed={decision === choice}
                title={
                  choice === 'mask' && !finding.canMask
                    ? 'There is no text that could be masked'
                    : decisionWords[choice]
                }
                onClick={() => onDecide(decision === choice ? null : choice)}
                className={classNames(
                  'h-6 rounded-small border px-2 font-medium disabled:opacity-40',
                  decision === choice ? 'border-accent bg-accent-soft text-neutral-12' : 'hover:bg-neutral-4',
                )}
              >
                {short[choice]}
              </button>
            ))}
          </span>
        )}
      </div>
    </li>
  )
}
