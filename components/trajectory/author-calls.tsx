'use client'

import { useQuery } from '@tanstack/react-query'
import { Bot } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatMicrodollars } from '@/components/ui/money'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { Popover } from '@/components/ui/popover'
import type { CallTotal } from '@/lib/trajectory/call-total'
import { outcomeWords } from './outcome-words'
import { callTotalQuery } from './queries'

/** The model that wrote a trajectory; pressed, what its calls came to. */
export function AuthorCalls({ id, author }: { id: string; author: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const total = useQuery({ ...callTotalQuery(id), enabled: isOpen })
  return (
    <Popover
      label={`Calls of ${author}`}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      className="w-72"
      trigger={
        <Button tone="quiet" className="max-w-48 px-1.5!" aria-label={`Written by ${author}: its calls`}>
          <Bot aria-hidden className="text-neutral-10" />
          <span className="max-w-36 truncate">{author}</span>
        </Button>
      }
    >
      <h2 className="truncate font-medium" title={author}>
        Calls of {author}
      </h2>
      {total.data && <Total total={total.data} />}
      {total.error && <p className="mt-1 text-reject">{total.error.message}</p>}
      {total.isPending && <p className="mt-1 text-neutral-10">Adding up</p>}
    </Popover>
  )
}

function Total({ total }: { total: CallTotal }) {
  const { calls, inputTokens, outputTokens, cachedTokens, microdollars, byOutcome } = total
  const cached = cachedTokens > 0 ? `, ${formatCount(cachedTokens)} cached` : ''
  const rows: [string, string][] = [
    ['Input', `${formatUnit(inputTokens, 'token')}${cached}`],
    ['Output', formatUnit(outputTokens, 'token')],
    ...outcomeWords(byOutcome),
  ]
  return (
    <>
      <p className="mt-0.5 text-neutral-11 tabular-nums">
        {formatUnit(calls, 'call')} · {formatUnit(inputTokens + outputTokens, 'token')} ·{' '}
        {formatMicrodollars(microdollars)}
      </p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 border-t pt-2 text-small tabular-nums [&_dd]:text-right [&_dt]:text-neutral-10">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
