import Link from 'next/link'
import type { Ref } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { checkWords, type Decision, decisions, decisionWords, type Finding } from '@/lib/dataset/preflight/finding'
import { comparisonOf, placeOfFinding, wordsOfPlace } from './finding-place'

const tones: Record<Decision, Tone> = { keep: 'neutral', mask: 'accent', drop: 'bad', drop_repository: 'bad' }
const short: Record<Decision, string> = {
  keep: 'Keep',
  mask: 'Mask',
  drop: 'Drop',
  drop_repository: 'Drop repository',
}

/** What the list does them by. */
const keys: Record<Decision, string> = { keep: '1', mask: '2', drop: '3', drop_repository: '4' }

export type FindingRowProps = {
  ref: Ref<HTMLLIElement>
  index: number
  /** Where it begins in the list, in px. */
  start: number
  finding: Finding
  isCurrent: boolean
  mayDecide: boolean
  onCurrent: () => void
  onDecide: (decision: Decision | null) => void
}

/** One finding: what, where, and what to do about it. */
export function FindingRow({ ref, index, start, finding, isCurrent, mayDecide, onCurrent, onDecide }: FindingRowProps) {
  const { check, rule, message, excerpt, occurrences } = finding
  // What is found in a text says more than that it was found.
  const isText = (check === 'secret' || check === 'personal') && excerpt !== null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys for the current one are those of the list
    <li
      ref={ref}
      data-index={index}
      data-ring="inside"
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent || undefined}
      onFocus={onCurrent}
      onClick={onCurrent}
      className={classNames(
        'absolute inset-x-0 top-0 grid grid-cols-1 gap-1 border-b px-4 py-1.5',
        isCurrent && 'bg-accent-soft shadow-cursor',
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div className="flex min-h-6 min-w-0 items-center gap-2">
        <Badge className="max-w-1/2!">{`${checkWords[check]}: ${rule}`}</Badge>
        {isText ? (
          <Excerpt text={excerpt} />
        ) : (
          <span className="min-w-0 truncate font-medium" title={message}>
            {message}
          </span>
        )}
        {occurrences > 1 && (
          <span className="shrink-0 text-small text-neutral-10 tabular-nums">{formatCount(occurrences)} times</span>
        )}
        <Standing finding={finding} mayDecide={mayDecide} />
      </div>
      {!isText && excerpt && <Excerpt text={excerpt} />}
      <div className="flex min-w-0 items-center gap-x-3 gap-y-1 text-small max-xl:flex-wrap">
        <Place finding={finding} />
        {finding.otherId && (
          <Link href={comparisonOf(finding)} className="shrink-0 rounded-small text-accent-text hover:underline">
            Compare the two
          </Link>
        )}
        {mayDecide && <Decisions finding={finding} onDecide={onDecide} />}
      </div>
    </li>
  )
}

function Excerpt({ text }: { text: string }) {
  return (
    <code className="block min-w-0 truncate rounded-small bg-neutral-2 px-1.5 font-mono text-code" title={text}>
      {text}
    </code>
  )
}

type StandingProps = { finding: Finding; mayDecide: boolean }

function Standing({ finding: { decision, decidedBy, decidedAt, isDropped }, mayDecide }: StandingProps) {
  if (decision)
    return (
      <span className="ml-auto flex shrink-0 items-center gap-2 text-small text-neutral-10">
        {/* Where there is little room, the pressed button says it. */}
        <Badge tone={tones[decision]} className={mayDecide ? 'max-xl:hidden' : undefined}>
          {decisionWords[decision]}
        </Badge>
        <span>
          {decidedBy}, {decidedAt && <RelativeTime iso={decidedAt} />}
        </span>
      </span>
    )
  return isDropped && <span className="ml-auto shrink-0 text-small text-neutral-10">Its trajectory is dropped</span>
}

/** Where it is; the line stays in sight, and the name of the repository gives way first. */
function Place({ finding }: { finding: Finding }) {
  const { repository, position, path, line } = finding
  const words = `${repository}, ${wordsOfPlace(finding)}`
  return (
    <Link
      href={placeOfFinding(finding)}
      aria-label={words}
      title={words}
      className="flex min-w-0 max-w-full rounded-small whitespace-pre text-accent-text hover:underline"
    >
      <span className="min-w-10 shrink-[99999] truncate">{repository}</span>
      {position === null && path === null && line === null && <span>, the whole trajectory</span>}
      {position !== null && <span>, step {formatCount(position + 1)}</span>}
      {path !== null && <span className="min-w-10 truncate">, {path}</span>}
      {line !== null && <span>, line {formatCount(line)}</span>}
    </Link>
  )
}

type DecisionsProps = { finding: Finding; onDecide: (decision: Decision | null) => void }

function Decisions({ finding: { decision, canMask }, onDecide }: DecisionsProps) {
  return (
    <span className="ml-auto flex shrink-0 gap-1">
      {decisions.map((choice) => (
        <button
          key={choice}
          type="button"
          disabled={choice === 'mask' && !canMask}
          aria-pressed={decision === choice}
          aria-keyshortcuts={keys[choice]}
          title={
            choice === 'mask' && !canMask
              ? 'There is no text that could be masked'
              : `${decisionWords[choice]}: key ${keys[choice]}`
          }
          onClick={() => onDecide(decision === choice ? null : choice)}
          className={classNames(
            'h-6 rounded-small border px-2 font-medium disabled:opacity-40',
            decision === choice ? 'border-accent bg-accent-line/40 text-neutral-12' : 'bg-neutral-1 hover:bg-neutral-4',
          )}
        >
          {short[choice]}
        </button>
      ))}
    </span>
  )
}
