'use client'

import Link from 'next/link'
import { WordDiff } from '@/components/optimize/word-diff'
import { Markdown } from '@/components/trajectory/markdown'
import { colorOfRun } from '@/components/trajectory/run-color'
import { nameOfStep, StepIcon } from '@/components/trajectory/step-icon'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatBytes, formatCount, formatSigned } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import type { ComparedSide, ComparedStep, Comparison, StepText } from '@/lib/trajectory/comparison'

export type CompareRowProps = {
  comparison: Comparison
  /** Positions of the steps; -1 where a side has none. */
  left: number
  right: number
  isSame: boolean
  /** Null: it has no words; undefined: they are on their way. */
  leftText: StepText | null | undefined
  rightText: StepText | null | undefined
}

/** A step of both sides, or of the only one that has it. */
export function CompareRow({ comparison, left, right, isSame, leftText, rightText }: CompareRowProps) {
  const sides = [comparison.left, comparison.right] as const
  const [own, other] = [sides[0].steps[left], sides[1].steps[right]]
  return (
    <div className="grid gap-1.5 py-2">
      <div className="grid grid-cols-2 gap-x-4 px-4">
        <StepHead side={sides[0]} position={left} step={own} missing="only on the right" />
        <StepHead side={sides[1]} position={right} step={other} missing="only on the left" />
      </div>
      <div className="px-4">
        <Body own={own} other={other} isSame={isSame} leftText={leftText} rightText={rightText} />
      </div>
    </div>
  )
}

type HeadProps = { side: ComparedSide; position: number; step: ComparedStep | undefined; missing: string }

function StepHead({ side, position, step, missing }: HeadProps) {
  if (!step) return <span className="text-small text-neutral-10">{missing}</span>
  const { trajectory, revision, runOf, runs } = side
  const run = runOf[position] ?? -1
  const path = step.path ?? runs[run]?.path
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span
        aria-hidden
        className="size-2 shrink-0 rounded-small"
        style={{ background: colorOfRun(Math.max(0, run)) }}
      />
      <StepIcon kind={step.kind} tool={step.tool} />
      <span className="shrink-0 font-medium">{nameOfStep(step)}</span>
      {path && <PathText path={path} className="text-neutral-10" />}
      <span className="ml-auto flex shrink-0 items-center gap-3 text-small tabular-nums">
        {step.gainNats !== null && (
          <span
            title="Nats that its thought saves against the one that its search began with"
            className={step.gainNats > 0 ? 'text-approve' : 'text-neutral-10'}
          >
            gain {formatSigned(step.gainNats)} nats
          </span>
        )}
        <Link
          href={`/trajectories/${trajectory.id}?revision=${revision.number}&step=${position}`}
          className="text-accent-text hover:underline"
        >
          step {position + 1}
        </Link>
      </span>
    </span>
  )
}

type BodyProps = Pick<CompareRowProps, 'isSame' | 'leftText' | 'rightText'> & {
  own: ComparedStep | undefined
  other: ComparedStep | undefined
}

function Body({ own, other, isSame, leftText, rightText }: BodyProps) {
  if (leftText === undefined || rightText === undefined)
    return <Skeleton className={classNames('w-1/2', isSame ? 'h-5' : 'h-16')} />
  if (isSame)
    return (
      <p className="truncate text-small text-neutral-10">{leftText ? inOneLine(leftText.text) : 'the same content'}</p>
    )
  if (own && other && leftText && rightText && leftText.text !== rightText.text)
    return (
      <>
        <WordDiff before={leftText.text} after={rightText.text} />
        <Cut text={leftText} />
        <Cut text={rightText} />
      </>
    )
  if (own && other)
    return (
      <p className="text-small text-neutral-11 tabular-nums">
        <Badge tone="warning">other content</Badge> {formatBytes(own.bytes)} on the left, {formatBytes(other.bytes)} on
        the right; the steps show it.
      </p>
    )
  const text = own ? leftText : rightText
  const size = (own ?? other)?.bytes ?? 0
  return (
    <div className={classNames('grid w-1/2 gap-1 pr-2', !own && 'ml-auto pr-0! pl-2')}>
      {text ? (
        <Markdown text={text.text} />
      ) : (
        <p className="text-small text-neutral-10">{formatBytes(size)} of content</p>
      )}
      {text && <Cut text={text} />}
    </div>
  )
}

function Cut({ text: { text, length } }: { text: StepText }) {
  if (text.length >= length) return null
  return (
    <p className="text-small text-neutral-10 tabular-nums">
      {formatCount(text.length)} of {formatCount(length)} characters are compared.
    </p>
  )
}

function inOneLine(text: string): string {
  return text.slice(0, 400).replace(/\s+/g, ' ')
}
