import type { ReactNode } from 'react'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'

const tabs = [
  { href: '/review', label: 'Work', isExact: true },
  { href: '/review/disagreements', label: 'Disagreements' },
  { href: '/review/agreement', label: 'Agreement' },
  { href: '/review/queues', label: 'Queues' },
]

export default function ReviewLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Review" />
      <LinkTabs label="Review" tabs={tabs} />
      {children}
    </>
  )
}
