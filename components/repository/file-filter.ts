import type { Choice } from '@/components/ui/select'
import type { FileRow, FileTwin } from '@/lib/repository/repository'

/** The twins of the files of a snapshot, by path. */
export type Twins = ReadonlyMap<string, FileTwin>

export const whichChoices = [
  { value: 'all', label: 'All files' },
  { value: 'included', label: 'Included' },
  { value: 'excluded', label: 'Left out' },
  { value: 'errors', label: 'With parse errors' },
  { value: 'same', label: 'Equal elsewhere' },
  { value: 'near', label: 'Nearly equal elsewhere' },
] as const

export type Which = (typeof whichChoices)[number]['value']

const holds: Record<Which, (file: FileRow, twin: FileTwin | undefined) => boolean> = {
  all: () => true,
  included: ({ isIncluded }) => isIncluded,
  excluded: ({ isIncluded }) => !isIncluded,
  errors: ({ parseErrors }) => parseErrors > 0,
  same: (_, twin) => twin?.similarity === 1,
  near: (_, twin) => twin !== undefined && twin.similarity < 1,
}

/** What files can be told apart by; each is a list to choose from. */
export const facets = ['role', 'language', 'license'] as const
export type Facet = (typeof facets)[number]

/** An empty word stands for no filter. */
export type FileFilter = { words: string; which: Which } & Record<Facet, string>

/** Stands for files that have none. */
export const none = 'none'

export function filterFiles(files: readonly FileRow[], filter: FileFilter, twins: Twins): FileRow[] {
  const wanted = filter.words.trim().toLowerCase()
  const asked = facets.filter((facet) => filter[facet] !== '')
  return files.filter(
    (file) =>
      (wanted === '' || file.path.toLowerCase().includes(wanted) || file.language?.toLowerCase().includes(wanted)) &&
      holds[filter.which](file, twins.get(file.path)) &&
      asked.every((facet) => (file[facet] ?? none) === filter[facet]),
  )
}

/** The values that the files have, the commonest first, with how many have each. */
export function choicesOf(files: readonly FileRow[], facet: Facet, all: string): Choice[] {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(file[facet] ?? none, (counts.get(file[facet] ?? none) ?? 0) + 1)
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return [
    { value: 'all', label: all },
    ...sorted.map(([value, count]) => ({ value, label: `${value} ${count.toLocaleString('en-US')}` })),
  ]
}
