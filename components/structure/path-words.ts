import { formatUnit } from '@/components/ui/number-format'
import type { Filters } from './filters'
import type { FoundPath } from './shown-files'

/** What was found between the two ends of a path; says no more than was looked at. */
export function pathWords(path: FoundPath, { languages, roles, kinds }: Filters): string {
  if (path === undefined) return 'The graph does not have both of these files.'
  if (path !== 'none') return `${formatUnit(path.length - 1, 'step')} along the uses`
  return languages.length + roles.length + kinds.length > 0
    ? 'Along the uses that the filters leave, no way leads from the first file to the second.'
    : 'No way leads along the uses from the first file to the second.'
}
