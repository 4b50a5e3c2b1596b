import type { Metadata } from 'next'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'

export const metadata: Metadata = { title: 'Activity' }

export default function ActivityLayout({ children }: LayoutProps<'/activity'>) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader title="Activity" crumbs={[{ label: 'Activity' }]} />
      <LinkTabs
        label="Activity"
        tabs={[
          { href: '/activity', label: 'Jobs', isExact: true },
          { href: '/activity/audit', label: 'Audit' },
        ]}
      />
      {children}
    </div>
  )
}
