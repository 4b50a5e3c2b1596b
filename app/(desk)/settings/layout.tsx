import type { ReactNode } from 'react'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'

const tabs = [
  { href: '/settings/account', label: 'Account' },
  { href: '/settings/people', label: 'People' },
  { href: '/settings/models', label: 'Models' },
  { href: '/settings/review', label: 'Review' },
  { href: '/settings/labels', label: 'Labels' },
]

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <LinkTabs label="Settings" tabs={tabs} />
      {children}
    </>
  )
}
