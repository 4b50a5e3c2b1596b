import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default function DeskNotFoundPage() {
  return (
    <EmptyState
      title="There is nothing here"
      action={
        <Button asChild tone="primary">
          <Link href="/">Go home</Link>
        </Button>
      }
    >
      The address is wrong, or what it led to has been removed.
    </EmptyState>
  )
}
