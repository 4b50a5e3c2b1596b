import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** One sentence about a form that was sent; screen readers say it at once. */
export function FormMessage({ tone, children }: { tone: 'good' | 'bad'; children: ReactNode }) {
  const Icon = tone === 'good' ? CircleCheck : TriangleAlert
  return (
    <p
      role={tone === 'good' ? 'status' : 'alert'}
      className={classNames('flex items-start gap-2', tone === 'good' ? 'text-approve' : 'text-reject')}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="whitespace-pre-line">{children}</span>
    </p>
  )
}
