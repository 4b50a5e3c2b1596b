'use client'

import { useRouter } from 'next/navigation'
import { Select } from '@/components/ui/select'

const all = 'all'

/** Which queue the page is about, in its address. */
export function QueueSelect({ queues, chosen }: { queues: readonly { id: string; name: string }[]; chosen?: string }) {
  const router = useRouter()
  return (
    <Select
      aria-label="Queue"
      className="w-60!"
      value={chosen ?? all}
      choices={[{ value: all, label: 'All queues' }, ...queues.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(id) => router.push(id === all ? '/review/agreement' : `/review/agreement?queue=${id}`)}
    />
  )
}
