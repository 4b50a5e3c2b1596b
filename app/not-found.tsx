import Link from 'next/link'
import { EntryPage } from '@/components/frame/entry-page'
import { Button } from '@/components/ui/button'

export default function NotFoundPage() {
  return (
    <EntryPage title="There is nothing here" description="The address is wrong, or what it led to has been removed.">
      <Button asChild tone="primary">
        <Link href="/">Go home</Link>
      </Button>
    </EntryPage>
  )
}
