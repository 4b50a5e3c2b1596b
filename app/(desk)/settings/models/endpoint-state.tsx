import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { AnyCapabilities } from './connection-testing'

/** What the last test of the connection said, in a word; the sentence on hover. */
export function EndpointState({ capabilities }: { capabilities: AnyCapabilities | null }) {
  if (!capabilities) return <Badge icon={<CircleDashed aria-hidden />}>Not tested</Badge>
  const { works, summary } = capabilities
  return works ? (
    <Badge tone="good" icon={<CircleCheck aria-hidden />} title={summary}>
      Works
    </Badge>
  ) : (
    <Badge tone="bad" icon={<TriangleAlert aria-hidden />} title={summary}>
      Fails
    </Badge>
  )
}
