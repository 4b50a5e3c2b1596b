import type { FileRow } from '@/lib/repository/repository'

/** Why the graph has no such file; undefined as long as the files are not known. */
export function leftOutWords(files: readonly FileRow[] | undefined, path: string): string | undefined {
  if (!files) return undefined
  const file = files.find((each) => each.path === path)
  if (!file) return 'The snapshot has no file at this path.'
  return file.whyNot ? `The file is left out of trajectories: ${file.whyNot}.` : 'The file is left out of trajectories.'
}
