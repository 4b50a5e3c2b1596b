import { Copy } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { formatPercent } from '@/components/ui/number-format'
import type { FileTwin } from '@/lib/repository/repository'

/** Says that another repository has the same file, or nearly, and leads there. */
export function TwinBadge({ twin: { similarity, other } }: { twin: FileTwin }) {
  const isSame = similarity === 1
  const likeness = isSame ? 'Equal to' : `About ${formatPercent(similarity, 0)} the same as`
  const address = `/repositories/${other.repositoryId}/files?${new URLSearchParams({ file: other.path })}`
  return (
    <Link
      href={address}
      prefetch={false}
      aria-label={`${likeness} ${other.path} in ${other.name}`}
      onClick={(event) => event.stopPropagation()}
      className="inline-flex shrink-0 rounded-small"
    >
      <Badge
        tone={isSame ? 'accent' : 'neutral'}
        icon={<Copy aria-hidden />}
        title={`${likeness} ${other.path} in ${other.name}`}
      >
        {isSame ? 'equal' : formatPercent(similarity, 0)}
      </Badge>
    </Link>
  )
}
