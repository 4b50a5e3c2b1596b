import type { Contents } from '@/lib/dataset/contents'
import type { ExportSettings } from '@/lib/dataset/formats/settings'

type SplitSettings = Pick<ExportSettings['splits'], 'ratios' | 'fixed'>
export type SplitLine = Pick<Contents['splits'][number], 'split' | 'documents' | 'repositories'>

const customary = ['train', 'validation', 'test']

/** Splits as people name them: train, validation, test, then the others by name. */
export function inSplitOrder(splits: Iterable<string>): string[] {
  const rank = (split: string) => (customary.includes(split) ? customary.indexOf(split) : customary.length)
  return [...new Set(splits)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}

/** What is in every split that the settings name, also in those that nothing falls into. */
export function splitLines(counted: readonly SplitLine[], { ratios, fixed }: SplitSettings): SplitLine[] {
  const asked = Object.keys(ratios).filter((split) => (ratios[split] ?? 0) > 0)
  const names = inSplitOrder([...asked, ...Object.keys(fixed), ...counted.map(({ split }) => split)])
  return names.map((split) => counted.find((one) => one.split === split) ?? { split, documents: 0, repositories: 0 })
}

/** That splits would be missing from a release; nothing where none is, or where there is nothing to release at all. */
export function emptySplitWords(lines: readonly SplitLine[]): string | undefined {
  const empty = lines.filter(({ documents }) => documents === 0).map(({ split }) => split)
  if (empty.length === 0 || empty.length === lines.length) return undefined
  const names = empty.length === 1 ? empty.join() : `${empty.slice(0, -1).join(', ')} or ${empty.at(-1)}`
  return `No repository falls into ${names}: a small share of few repositories stays empty. A fixed list in the settings fills it.`
}
