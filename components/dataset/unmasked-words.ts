import { formatUnit } from '@/components/ui/number-format'
import type { PreflightView } from '@/lib/dataset/preflight/finding'

/** Of an export that is looked through when it is asked for: masks are known only then. */
export const unmaskedExport =
  'Not looked through yet: what people mask after the pre-flight, or have masked for earlier exports, still stands here.'

/** Why a preview of a dataset may show what a release of it would mask; nothing when all is looked through and decided. */
export function unmaskedWords(
  preflight: Pick<PreflightView, 'endedAt' | 'isCurrent' | 'open'> | null,
): string | undefined {
  if (!preflight) return 'Not looked through yet: what a pre-flight would have masked still stands here.'
  if (!preflight.endedAt) return 'The pre-flight has not finished: what it finds is not masked here yet.'
  if (!preflight.isCurrent) return 'Changed since it was looked through: what is found anew is not masked here.'
  if (preflight.open === 0) return undefined
  const [wait, they] = preflight.open === 1 ? ['waits', 'it is'] : ['wait', 'they are']
  return `${formatUnit(preflight.open, 'finding')} ${wait} for a decision: what ${they} about is not masked here.`
}
